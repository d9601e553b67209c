import Glibc
import SystemPackage

/// Ends a question; without a reply there is no socket.
struct Silence: Error {
  let reply: AsteriskConsole.Reply?

  init(_ reply: AsteriskConsole.Reply?) { self.reply = reply }
}

/// How long to wait for something, and the reply when it does not happen.
struct Wait {
  private let deadline: ContinuousClock.Instant
  private let late: AsteriskConsole.Reply

  init(_ deadline: ContinuousClock.Instant, else late: AsteriskConsole.Reply) {
    (self.deadline, self.late) = (deadline, late)
  }

  /// Milliseconds until the end, at least one.
  func left() throws(Silence) -> CInt {
    let left = ContinuousClock.now.duration(to: deadline)
    guard left > .zero else { throw Silence(late) }
    return CInt(left / .milliseconds(1)) + 1
  }
}

// Reading and writing of a socket that does not block.
extension FileDescriptor {
  /// Sends all bytes.
  func send(_ bytes: [UInt8], _ wait: Wait) throws(Silence) {
    var sent = 0
    while sent < bytes.count {
      let rest = Array(bytes[sent...])
      let count = unsafe Glibc.send(rawValue, rest, rest.count, Int32(MSG_NOSIGNAL))
      if count >= 0 { sent += count } else { try pause(errno, for: POLLOUT, wait) }
    }
  }

  /// The bytes before the first line feed; none of a line longer than 1 KiB.
  func readLine(_ wait: Wait) throws(Silence) -> [UInt8] {
    var line: [UInt8] = []
    // One by one: what follows the line is not ours to read here.
    while line.count < 1024 {
      let next = try read(1, wait)
      guard let byte = next.first else { throw Silence(.failed(.broken(.connectionReset))) }
      if byte == UInt8(ascii: "\n") { return line }
      line.append(byte)
    }
    return []
  }

  /// The bytes up to the end of the connection.
  func readAll(_ wait: Wait) throws(Silence) -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      let piece = try read(64 << 10, wait)
      if piece.isEmpty { return bytes }
      bytes += piece
      guard bytes.count <= AsteriskConsole.largestAnswer else {
        throw Silence(.failed(.answerTooLarge))
      }
    }
  }

  /// The next bytes; none at the end.
  private func read(_ count: Int, _ wait: Wait) throws(Silence) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    while true {
      let filled = unsafe Glibc.read(rawValue, &bytes, count)
      guard filled < 0 else { return Array(bytes.prefix(filled)) }
      try pause(errno, for: POLLIN, wait)
    }
  }

  /// Waits until a call that failed with this error can be repeated.
  private func pause(_ error: CInt, for event: CInt, _ wait: Wait) throws(Silence) {
    switch Errno(rawValue: error) {
    case .interrupted: return
    case .resourceTemporarilyUnavailable:
      let left = try wait.left()
      var state = pollfd(fd: rawValue, events: Int16(event), revents: 0)
      _ = unsafe poll(&state, 1, left)
    case let other: throw Silence(.failed(.broken(other)))
    }
  }
}
