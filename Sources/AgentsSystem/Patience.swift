import Glibc
import SystemPackage

/// Waiting for something that sends no signal when it happens, such as a growing file.
package enum Patience {
  /// Waits for that time, or until the reader of standard output is gone.
  ///
  /// - Returns: whether the reader is still there.
  package static func wait(milliseconds: CInt) -> Bool {
    var output = pollfd(fd: FileDescriptor.standardOutput.rawValue, events: 0, revents: 0)
    guard unsafe poll(&output, 1, milliseconds) > 0 else { return true }
    return Int32(output.revents) & (POLLERR | POLLNVAL) == 0
  }
}

/// Reading and writing of streams that may not block (`O_NONBLOCK`). Another process that shares a terminal or a
/// pipe sets the flag for both, and half of a report would be lost.
extension FileDescriptor {
  /// Writes all bytes, waiting as often as needed.
  func writePatiently(_ bytes: some Collection<UInt8>) throws(Errno) {
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let count = try patiently(for: POLLOUT) {
        try unsafe rest.withUnsafeBytes { try unsafe write($0) }
      }
      rest = rest.dropFirst(count)
    }
  }

  /// Reads the next bytes, as `read(into:)` does, but waits for them.
  func readPatiently(into buffer: UnsafeMutableRawBufferPointer) throws(Errno) -> Int {
    try patiently(for: POLLIN) { try unsafe read(into: buffer) }
  }

  private func patiently(for event: CInt, _ call: () throws -> Int) throws(Errno) -> Int {
    while true {
      do {
        return try call()
      } catch let error as Errno where error == .resourceTemporarilyUnavailable {
        var state = pollfd(fd: rawValue, events: Int16(event), revents: 0)
        try Posix.check { unsafe poll(&state, 1, -1) }
      } catch {
        throw error as? Errno ?? .ioError
      }
    }
  }
}
