import Foundation
import Glibc
import Synchronization
import SystemPackage

/// A real socket that speaks as Asterisk's console does, or as it does not.
final class StandInConsole: Sendable {
  /// Every byte that callers sent, in order.
  var received: String { String(decoding: bytes.withLock { $0 }, as: UTF8.self) }

  private let bytes = Mutex<[UInt8]>([])
  private let listener: CInt
  /// A thread accepts callers.
  private let isServed: Bool

  /// - Parameters:
  ///   - path: where the socket is made.
  ///   - greeting: nil = callers are left waiting.
  ///   - answer: what a question gets; nil = nothing, ever.
  init(
    at path: FilePath, greeting: String? = "host/42/22.1.0\n",
    answer: @escaping @Sendable (String) -> [UInt8]? = { _ in [] }
  ) throws {
    isServed = greeting != nil
    listener = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) {
      unsafe $0.copyBytes(from: path.string.utf8)
    }
    let status = unsafe withUnsafePointer(to: address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard status == 0, listen(listener, 0) == 0 else { throw Errno(rawValue: errno) }
    guard let greeting else { return }
    Thread.detachNewThread { [self] in serve(greeting, answer) }
  }

  /// Stops listening, once; the file stays.
  func close() {
    shutdown(listener, CInt(SHUT_RDWR))
    // The thread may be about to accept: a descriptor that is closed under it could be another socket by then.
    if !isServed { Glibc.close(listener) }
  }

  private func serve(_ greeting: String, _ answer: @Sendable (String) -> [UInt8]?) {
    defer { Glibc.close(listener) }
    while true {
      let caller = accept(listener, nil, nil)
      guard caller >= 0 else { return }
      send(Array(greeting.utf8), to: caller)
      guard let reply = answer(question(of: caller)) else { continue }
      send(reply, to: caller)
      Glibc.close(caller)
    }
  }

  private func send(_ bytes: [UInt8], to caller: CInt) {
    _ = unsafe Glibc.send(caller, bytes, bytes.count, CInt(MSG_NOSIGNAL))
  }

  /// The words of a caller after `cli quit after`.
  private func question(of caller: CInt) -> String {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = unsafe recv(caller, &buffer, buffer.count, 0)
    guard count > 0 else { return "" }
    bytes.withLock { $0 += buffer.prefix(count) }
    return String(decoding: buffer.prefix(count).dropFirst(15).dropLast(), as: UTF8.self)
  }
}
