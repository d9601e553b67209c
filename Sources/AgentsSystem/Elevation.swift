import Glibc
import Subprocess
package import SystemPackage

/// Rights that this process has and whoever started it need not have: by sudo(8) and its like, or by a
/// set-id bit of the program.
///
/// Whoever it is chose the environment, the working directory and what lies there.
package enum Elevation {
  /// Where programs are found then.
  package static let searchPath: [FilePath] = [
    "/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin",
  ]

  /// By a set-id bit: the kernel says so (`AT_SECURE`, getauxval(3)).
  package static let isBySetID: Bool = {
    let secure: CUnsignedLong = 23
    return getuid() != geteuid() || getgid() != getegid()
      || Posix.auxiliaryValue?(secure) ?? 0 != 0
  }()

  /// What sudo(8), doas(1) and pkexec(1) set, whatever else they keep.
  private static let claims = [
    "SUDO_USER", "SUDO_UID", "SUDO_GID", "SUDO_COMMAND", "DOAS_USER", "PKEXEC_UID",
  ]

  /// There are such rights, or nothing speaks against it.
  ///
  /// Who has become nobody else, as in a shell below sudo(8), has none that are foreign; root may always have.
  package static var isPresent: Bool {
    let isClaimed = claims.contains { EnvironmentVariable.value(of: $0) != nil }
    guard !isBySetID, isClaimed, geteuid() != 0 else { return isBySetID || isClaimed }
    return EnvironmentVariable.value(of: "SUDO_UID").flatMap(UInt32.init) != getuid()
  }

  /// What of a foreign environment is left: who it was, the database of choice, which is judged like
  /// `--db`, and how a terminal is written to.
  private static let kept =
    claims + [
      "XCALLY_AGENTS_DB", "NO_COLOR", "TERM", "COLUMNS", "SAP_SHELL", "SAP_SHELL_VERSION",
    ]

  /// Leaves nothing of a foreign environment that this process or a library of it would follow.
  ///
  /// Must come before there is a second thread.
  package static func dropEnvironment() {
    guard isPresent else { return }
    let left = kept.compactMap { name in
      EnvironmentVariable.value(of: name).map { (name, $0) }
    }
    clearenv()
    for (name, value) in left + basics { unsafe setenv(name, value, 1) }
    // Behind a crash Swift's runtime would start the program that a variable named at the start.
    for number in [SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV] {
      signal(number, SIG_DFL)
    }
  }

  /// Lifts the limits of setrlimit(2) that a foreigner set so low that a change would stop half-way, or what was refused
  /// not be written down.
  ///
  /// Those that were high enough stay as they are.
  package static func liftLimits() {
    guard isPresent else { return }
    for (resource, enough) in limits {
      let resource = __rlimit_resource_t(resource.rawValue)
      var limit = rlimit()
      guard unsafe getrlimit(resource, &limit) == 0, limit.rlim_cur < enough else { continue }
      limit = rlimit(rlim_cur: enough, rlim_max: max(enough, limit.rlim_max))
      // Who is not root may go up to the hard limit.
      guard unsafe setrlimit(resource, &limit) != 0, unsafe getrlimit(resource, &limit) == 0
      else { continue }
      limit.rlim_cur = min(enough, limit.rlim_max)
      unsafe setrlimit(resource, &limit)
    }
  }

  /// What is enough of each.
  private static let limits: [(__rlimit_resource, rlim_t)] = [
    (RLIMIT_FSIZE, .max), (RLIMIT_AS, .max), (RLIMIT_DATA, .max), (RLIMIT_CPU, .max),
    (RLIMIT_STACK, 8 << 20), (RLIMIT_NOFILE, 1024),
  ]

  private static var basics: [(String, String)] {
    [
      ("PATH", searchPath.map(\.string).joined(separator: ":")),
      ("HOME", Operator.homeDirectory ?? "/"), ("LANG", "C.UTF-8"),
    ]
  }

  /// Where a program is run: not where a relative word would be a file of the caller's; nil = here.
  static var directoryOfPrograms: FilePath? { isPresent ? "/" : nil }

  /// What a program gets that is run: this environment, or that minimal one.
  static var environmentOfPrograms: Environment {
    guard isPresent else { return .inherit }
    let variables = basics.compactMap { name, value in
      Environment.Key(rawValue: name).map { ($0, value) }
    }
    return .custom(Dictionary(variables) { $1 })
  }
}
