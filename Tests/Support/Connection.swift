internal import Glibc

/// A blocking TCP connection to a service of the lab, with 60 s for each answer.
final class Connection {
  private let descriptor: CInt
  private var received: [UInt8] = []

  /// - Throws: `LabFailure` when nobody listens on `address`:`port`.
  init(address: String, port: Int) throws {
    descriptor = socket(AF_INET, CInt(SOCK_STREAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
    var patience = timeval(tv_sec: 60, tv_usec: 0)
    unsafe setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    let status = unsafe sockaddr_in(address: address, port: port).with {
      unsafe connect(descriptor, $0, $1)
    }
    guard status == 0 else { throw LabFailure("\(address):\(port): errno \(errno)") }
  }

  deinit { close(descriptor) }

  /// Sends all of `text`.
  func send(_ text: String) throws {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes {
        unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL))
      }
      guard count > 0 else { throw LabFailure("send: errno \(errno)") }
      rest = rest.dropFirst(count)
    }
  }

  /// The next line, without its end (LF or CRLF).
  func line() throws -> String {
    var searched = 0
    while true {
      if let end = received[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        let line = received[..<end]
        received.removeSubrange(...end)
        return String(
          decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
      }
      searched = received.count
      try receive()
    }
  }

  private func receive() throws {
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    let count = unsafe buffer.withUnsafeMutableBytes {
      unsafe recv(descriptor, $0.baseAddress, $0.count, 0)
    }
    guard count > 0 else { throw LabFailure("no answer within 60 s, or closed: errno \(errno)") }
    received += buffer[..<count]
  }
}

extension sockaddr_in {
  init(address: String, port: Int) {
    self.init()
    sin_family = sa_family_t(AF_INET)
    sin_port = in_port_t(port).bigEndian
    unsafe inet_pton(AF_INET, address, &sin_addr)
  }

  /// Calls a function that takes any kind of address.
  func with(_ body: (UnsafePointer<sockaddr>, socklen_t) -> CInt) -> CInt {
    unsafe withUnsafePointer(to: self) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }
}

/// A random loopback address.
///
/// So no test has to search for a free port, or can lose one in a race.
func newLoopbackAddress() -> String {
  "127.\(Int.random(in: 1...254)).\(Int.random(in: 0...255)).\(Int.random(in: 1...254))"
}
