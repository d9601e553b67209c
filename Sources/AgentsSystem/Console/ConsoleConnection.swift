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
    var (line, next): ([UInt8], [UInt8]) = ([], [0])
    // One by one: what follows the line is not ours to read here.
    while line.count < 1024 {
      guard try read(into: &next, wait) > 0 else {
        throw Silence(.failed(.broken(.connectionReset)))
      }
      if next[0] == UInt8(ascii: "\n") { return line }
      line.append(next[0])
    }
    return []
  }

  /// The bytes up to the end of the connection.
  func readAll(_ wait: Wait) throws(Silence) -> [UInt8] {
    // Asterisk sends line by line.
    var (bytes, piece) = ([UInt8](), [UInt8](repeating: 0, count: 64 << 10))
    while true {
      let count = try read(into: &piece, wait)
      if count == 0 { return bytes }
      bytes += piece[..<count]
      guard bytes.count <= AsteriskConsole.largestAnswer else {
        throw Silence(.failed(.answerTooLarge))
      }
    }
  }

  /// How many bytes came next; none at the end.
  private func read(into bytes: inout [UInt8], _ wait: Wait) throws(Silence) -> Int {
    while true {
      let filled = unsafe Glibc.read(rawValue, &bytes, bytes.count)
      guard filled < 0 else { return filled }
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
