import Glibc
import Synchronization

/// Ctrl-C and its kin, noted instead of ending the process, for work that is undone first.
///
/// The first signal is noted, the second one ends the process as if nothing had been caught.
package enum Interruption {
  private static let isNoted = Atomic<Bool>(false)

  /// Notes signals from now on; those that the caller had ignored, as nohup(1) does, stay ignored.
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
