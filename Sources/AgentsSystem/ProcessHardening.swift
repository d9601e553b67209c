import Glibc
import SystemPackage

/// Steps that a process takes before it handles passwords.
package enum ProcessHardening {
  /// Keeps the memory of this process out of core files and away from debuggers.
  ///
  /// - Throws: ``SystemError`` of the operation `run`.
  package static func disableCoreDumps() throws(SystemError) {
    // The limit of 0 alone does not stop a core file that is piped into a crash reporter.
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    try performing(.run, nil) {
      try Posix.check { unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none) }
      try Posix.check { Posix.processControl?(setDumpable, 0, 0, 0, 0) ?? 0 }
    }
  }

  /// Makes new files readable only by their owner, unless code sets another mode.
  package static func restrictNewFiles() { umask(0o077) }

  /// Ignores the signals for a broken pipe and for a file that grew too large.
  ///
  /// Writing then fails with `EPIPE` or `EFBIG` instead of ending the process.
  package static func ignoreFileSignals() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Restores the signal for the end of a child process (`SIGCHLD`), in case the caller ignores it.
  ///
  /// A process inherits that, and each program it ran would seem not to have started.
  package static func expectEndsOfPrograms() { signal(SIGCHLD, SIG_DFL) }

  /// Ignores the keys that end the process, for the moment in which it records a refusal.
  package static func ignoreEndingSignals() {
    for number in [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP] { signal(number, SIG_IGN) }
  }

  /// Opens the descriptors 0 to 2 if the caller closed them.
  ///
  /// Otherwise the next file that is opened would get one of them, and messages would be written into it.
  ///
  /// Reading and writing there fails with `EBADF`, as on a closed descriptor, so that no report is lost silently.
  package static func occupyStandardStreams() {
    for descriptor in 0...2 as ClosedRange<CInt> where fcntl(descriptor, F_GETFD) == -1 {
      _ = unsafe open("/", pathOnly)
    }
  }

  /// `O_PATH`, which Swift does not import.
  private static let pathOnly: CInt = 0o10_000_000

  /// `PR_SET_DUMPABLE`, a macro of `<sys/prctl.h>`, which is in no module map.
  private static let setDumpable: CInt = 4
}
