import Glibc
import Subprocess
package import SystemPackage

/// Foreign rights: this process has them, and the person who started it may not.
///
/// They come from sudo(8) and the like, or from a set-id bit of the program.
///
/// That person chose the environment, the working directory and the files in it.
package enum Elevation {
  /// The directories of programs for a process with foreign rights.
  package static let searchPath: [FilePath] = [
    "/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin",
  ]

  /// Whether the rights come from a set-id bit, as the kernel tells (`AT_SECURE`, getauxval(3)).
  package static let isBySetID: Bool = {
    let secure: CUnsignedLong = 23
    return getuid() != geteuid() || getgid() != getegid()
      || Posix.auxiliaryValue?(secure) ?? 0 != 0
  }()

  /// Variables that sudo(8), doas(1) and pkexec(1) always set.
  private static let claims = [
    "SUDO_USER", "SUDO_UID", "SUDO_GID", "SUDO_COMMAND", "DOAS_USER", "PKEXEC_UID",
  ]

  /// Whether this process has foreign rights, or may have them.
  ///
  /// With the variables of sudo(8), root always counts; another account only if it is not the one that called sudo.
  package static var isPresent: Bool {
    let isClaimed = claims.contains { EnvironmentVariable.value(of: $0) != nil }
    guard !isBySetID, isClaimed, geteuid() != 0 else { return isBySetID || isClaimed }
    return EnvironmentVariable.value(of: "SUDO_UID").flatMap(UInt32.init) != getuid()
  }

  /// Variables that stay: they say who the caller is, which database is meant (checked like `--db`), and what the
  /// terminal can do.
  private static let kept =
    claims + [
      "XCALLY_AGENTS_DB", "NO_COLOR", "TERM", "COLUMNS", "SAP_SHELL", "SAP_SHELL_VERSION",
    ]

  /// Removes every variable of a foreign environment that this process or its libraries would follow.
  ///
  /// Call it before a second thread starts.
  package static func dropEnvironment() {
    guard isPresent else { return }
    let left = kept.compactMap { name in
      EnvironmentVariable.value(of: name).map { (name, $0) }
    }
    clearenv()
    for (name, value) in left + basics { unsafe setenv(name, value, 1) }
    // After a crash, Swift's runtime would run the program that a variable of the caller names.
    for number in [SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV] {
      signal(number, SIG_DFL)
    }
  }

  /// Raises resource limits (setrlimit(2)) that the caller may have set too low for this process to work, or to
  /// record a refusal.
  ///
  /// - Throws: ``SystemError`` when so few files may be open that a refusal might not be recorded, and root lacks
  ///   the capability to raise the limit, as in some containers.
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

  /// The working directory for programs: with foreign rights `/`, where a relative path names no file of the
  /// caller; nil = the current one.
  static var directoryOfPrograms: FilePath? { isPresent ? "/" : nil }

  /// The environment for programs: this process's own, or with foreign rights a minimal one.
  static var environmentOfPrograms: Environment {
    guard isPresent else { return .inherit }
    let variables = basics.compactMap { name, value in
      Environment.Key(rawValue: name).map { ($0, value) }
    }
    return .custom(Dictionary(variables) { $1 })
  }
}
