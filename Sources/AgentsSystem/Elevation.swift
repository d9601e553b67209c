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
    // After a crash Swift's runtime would start the program that a variable named at the start.
    for number in [SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV] {
      signal(number, SIG_DFL)
    }
  }

  /// Lifts what would keep this process from its work, and from writing down whom it refused: limits of
  /// resources (setrlimit(2)) are handed on like the environment.
  ///
  /// - Throws: ``SystemError`` where that takes a capability that root has not, as in some containers, and
  ///   so few files may be open that not every refusal could be written down: then nothing is answered.
  package static func liftLimits() throws(SystemError) {
    guard isPresent else { return }
    for kind in [RLIMIT_CPU, RLIMIT_FSIZE, RLIMIT_DATA, RLIMIT_AS] { lift(kind, to: .max) }
    guard lift(RLIMIT_NOFILE, to: 1024) >= 64 else {
      throw SystemError(.run, "xcally-agents", .tooManyOpenFiles)
    }
  }

  /// - Returns: the limit from now on.
  @discardableResult
  private static func lift(_ kind: __rlimit_resource, to least: rlim_t) -> rlim_t {
    let kind = __rlimit_resource_t(kind.rawValue)
    var limit = rlimit()
    guard unsafe getrlimit(kind, &limit) == 0 else { return 0 }
    for most in [max(least, limit.rlim_max), limit.rlim_max] where limit.rlim_cur < least {
      var lifted = rlimit(rlim_cur: min(least, most), rlim_max: most)
      if unsafe setrlimit(kind, &lifted) == 0 { limit = lifted }
    }
    return limit.rlim_cur
  }

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
