import Glibc
import SystemPackage

/// Reading and writing of streams that may be set not to wait (`O_NONBLOCK`): who shares a terminal or a
/// pipe with this process sets that for both, and a report that came half would be lost.
extension FileDescriptor {
  /// Writes all bytes.
  func writePatiently(_ bytes: some Collection<UInt8>) throws(Errno) {
    var rest = Array(bytes)[...]
    while !rest.isEmpty {
      let count = try patiently(for: POLLOUT) {
        try unsafe rest.withUnsafeBytes { try unsafe write($0) }
      }
      rest = rest.dropFirst(count)
    }
  }

  /// Reads what comes next, as `read(into:)` does.
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
