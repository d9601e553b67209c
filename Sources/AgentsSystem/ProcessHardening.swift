import Glibc
import SystemPackage

/// What a process that handles passwords does first.
package enum ProcessHardening {
  /// Makes sure that no memory of this process ends in a core file or under a debugger.
  ///
  /// - Throws: ``SystemError`` of the operation `run`.
  package static func disableCoreDumps() throws(SystemError) {
    // A limit of 0 alone does not stop a core that is piped into a crash reporter.
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    try performing(.run, nil) {
      try Posix.check { unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none) }
      try Posix.check { Posix.processControl?(setDumpable, 0, 0, 0, 0) ?? 0 }
    }
  }

  /// Makes new files readable by their owner alone, unless a mode is given explicitly.
  package static func restrictNewFiles() { umask(0o077) }

  /// Turns a reader who went away, and a file that grew too large, from deadly signals into `EPIPE`
  /// and `EFBIG` from write.
  package static func ignoreFileSignals() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Makes the end of programs that are run known also where the caller ignores it (`SIGCHLD`), which a
  /// process inherits: each would seem not to have started.
  package static func expectEndsOfPrograms() { signal(SIGCHLD, SIG_DFL) }

  /// Lets nobody at the keyboard stop the process any more, for the moment in which it writes down what
  /// it refused.
  package static func ignoreEndingSignals() {
    for number in [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP] { signal(number, SIG_IGN) }
  }

  /// Occupies the numbers 0 to 2 where the caller closed them: otherwise the next file opened would get
  /// one of them, and what is meant for people would be written into it.
  ///
  /// What is read or written there fails with `EBADF`, as on a closed number: nobody is to take a
  /// report for read that went nowhere.
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
