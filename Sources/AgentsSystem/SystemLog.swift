import Glibc
import SystemPackage

/// The system's log.
///
/// It gets datagrams of RFC 3164, as syslog(3) sends them.
///
/// syslog(3) itself is not used: openlog(3) applies to the whole process, so messages of Swift's runtime would get
/// the facility of the audit trail.
package enum SystemLog {
  private static let socketPath = "/dev/log"
  /// Facility `authpriv` (10), which only authorized people can read, and level `notice` (5).
  private static let priority = 10 << 3 | 5
  /// The longest wait for a daemon that hangs.
  private static let secondsToWait = 5

  /// Writes lines.
  ///
  /// - Returns: whether the daemon took them all. Without a daemon they are lost; that is no error.
  @discardableResult
  package static func write(_ lines: [String]) -> Bool {
    guard !lines.isEmpty else { return true }
    guard let (daemon, isStream) = connected() else { return false }
    defer { try? daemon.close() }
    let head = "<\(priority)>\(WallTime.now().rfc3164) xcally-agents[\(getpid())]: "
    return lines.allSatisfy { line in
      // In a stream each line ends with a zero byte, as syslog(3) does it.
      send(Array((head + line).utf8) + (isStream ? [0] : []), to: daemon)
    }
  }

  private static func connected() -> (FileDescriptor, isStream: Bool)? {
    for (kind, isStream) in [(SOCK_DGRAM, false), (SOCK_STREAM, true)] {
      let number = socket(AF_UNIX, CInt(kind.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
      guard number >= 0 else { return nil }
      let file = FileDescriptor(rawValue: number)
      var patience = timeval(tv_sec: secondsToWait, tv_usec: 0)
      unsafe setsockopt(
        number, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
      if connect(file) { return (file, isStream) }
      let isOtherKind = errno == EPROTOTYPE
      try? file.close()
      guard isOtherKind else { return nil }
    }
    return nil
  }

  private static func connect(_ file: FileDescriptor) -> Bool {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) {
      unsafe $0.copyBytes(from: socketPath.utf8)
    }
    return unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe Glibc.connect(file.rawValue, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    } == 0
  }

  /// - Returns: whether all of it was sent. A datagram is sent as a whole or not at all.
  private static func send(_ bytes: [UInt8], to file: FileDescriptor) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes {
        unsafe Glibc.send(file.rawValue, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
