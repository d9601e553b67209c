import Glibc
import Synchronization

/// Signals that end a process, such as that of Ctrl-C, for work that must be undone first.
///
/// The first signal is only noted; the second one ends the process.
package enum Interruption {
  private static let isNoted = Atomic<Bool>(false)

  /// Notes signals from now on.
  ///
  /// Signals that the caller ignores, as nohup(1) does, stay ignored.
  package static func arm() {
    for signal in [SIGINT, SIGTERM, SIGHUP] {
      var action = sigaction()
      unsafe action.__sigaction_handler.sa_handler = { _ in
        Interruption.isNoted.store(true, ordering: .relaxed)
      }
      action.sa_flags = CInt(bitPattern: UInt32(SA_RESETHAND))
      var old = sigaction()
      unsafe sigaction(signal, &action, &old)
      let ignored = unsafe unsafeBitCast(SIG_IGN, to: Int.self)
      if unsafe unsafeBitCast(old.__sigaction_handler.sa_handler, to: Int.self) == ignored {
        unsafe sigaction(signal, &old, nil)
      }
    }
  }

  /// Whether the process was asked to end since ``arm()``.
  package static var isRequested: Bool { isNoted.load(ordering: .relaxed) }
}
