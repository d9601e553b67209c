import Glibc
import Synchronization
import SystemPackage

/// Signals that would end the process, caught until ``release()``.
///
/// The handler writes the signal's number into a pipe. So no signal is missed, whichever thread it interrupts.
/// Only one value of this type may exist at a time.
struct CaughtSignals {
  private static let signals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]
  /// The end of the pipe that the handler writes to: a handler can use only globals.
  private static let writeEnd = Atomic<CInt>(-1)

  private let pipe: (readEnd: FileDescriptor, writeEnd: FileDescriptor)
  private let before: [sigaction]

  init() throws {
    pipe = try FileDescriptor.pipe(options: .closeOnExec)
    Self.writeEnd.store(pipe.writeEnd.rawValue, ordering: .sequentiallyConsistent)
    before = Self.signals.map { signal in
      var action = sigaction()
      unsafe action.__sigaction_handler.sa_handler = { number in
        var byte = UInt8(truncatingIfNeeded: number)
        let error = errno
        unsafe _ = write(CaughtSignals.writeEnd.load(ordering: .sequentiallyConsistent), &byte, 1)
        errno = error
      }
      var old = sigaction()
      unsafe sigaction(signal, &action, &old)
      return old
    }
  }

  /// Waits for a line on `terminal`, or for a signal, whose number is returned.
  func wait(forInputOn terminal: FileDescriptor) throws(Errno) -> CInt? {
    var sources = [terminal, pipe.readEnd].map {
      pollfd(fd: $0.rawValue, events: Int16(POLLIN), revents: 0)
    }
    try Posix.check { unsafe poll(&sources, 2, -1) }
    guard sources[1].revents != 0 else { return nil }
    var number: UInt8 = 0
    try Posix.check { CInt(unsafe read(pipe.readEnd.rawValue, &number, 1)) }
    return CInt(number)
  }

  /// Sends this process a signal and returns after its effect.
  ///
  /// Worker threads block signals, so another thread would take the signal later.
  static func deliver(_ signal: CInt) {
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, signal)
    unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    raise(signal)
  }

  /// Restores the earlier handlers.
  func release() {
    for (signal, var action) in zip(Self.signals, before) {
      unsafe sigaction(signal, &action, nil)
    }
    Self.writeEnd.store(-1, ordering: .sequentiallyConsistent)
    try? pipe.readEnd.close()
    try? pipe.writeEnd.close()
  }
}
