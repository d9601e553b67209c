import Glibc
import SystemPackage

/// Waiting for what nobody announces.
package enum Patience {
  /// Waits that long, or until the reader of standard output has gone.
  ///
  /// - Returns: whether somebody still reads.
  package static func wait(milliseconds: CInt) -> Bool {
    var output = pollfd(fd: FileDescriptor.standardOutput.rawValue, events: 0, revents: 0)
    guard unsafe poll(&output, 1, milliseconds) > 0 else { return true }
    return Int32(output.revents) & (POLLERR | POLLNVAL) == 0
  }
}
