import Glibc
import SystemPackage

/// Questions to the person at the terminal.
///
/// They do not use standard input and output.
///
/// They open `/dev/tty`, which fails in a process without a terminal (`ENXIO`). A caller that must not ask when its
/// input is a pipe checks ``Terminal/isTerminal(_:)`` first.
package enum Prompt {
  private static let device: FilePath = "/dev/tty"

  /// Asks for a line.
  ///
  /// It is not shown while it is typed, and Ctrl-Z does nothing.
  ///
  /// The terminal is restored even if a signal ends the process meanwhile.
  ///
  /// - Parameter limit: the most bytes allowed.
  /// - Returns: the line without its end. It is the only copy; the caller wipes it.
  /// - Throws: ``SecretRefusal`` for an empty or too long line; ``SystemError``, with `EINTR` if
  ///   the process outlived a signal that should have ended it.
  package static func secret(_ question: String, limit: Int) throws -> [UInt8] {
    try withTerminal { terminal in
      switch try ask(question, on: terminal, limit: limit) {
      case .line(let line): return line
      case .signal(let signal):
        // The terminal is restored by now, so the signal can have its usual effect.
        CaughtSignals.deliver(signal)
        throw SystemError(.read, device, .interrupted)
      }
    }
  }

  /// Asks a yes-or-no question.
  ///
  /// Only `y` and `yes` mean yes.
  ///
  /// - Throws: ``SystemError``.
  package static func confirm(_ question: String) throws -> Bool {
    try withTerminal { terminal in
      try write("\(question) [y/N] ", to: terminal)
      do {
        let line = try SecretSource.readLine(from: terminal, limit: 80)
        return ["y", "yes"].contains(String(decoding: line, as: UTF8.self).lowercased())
      } catch is SecretRefusal {
        return false
      }
    }
  }

  private enum Answer {
    case line([UInt8])
    case signal(CInt)
  }

  private static func ask(
    _ question: String, on terminal: FileDescriptor, limit: Int
  ) throws -> Answer {
    let signals = try performing(.controlTerminal, device) { try CaughtSignals() }
    defer { signals.release() }
    let echo = try performing(.controlTerminal, device) { try SilencedTerminal(terminal) }
    defer { echo.restore() }
    // Only now: whoever sees the question starts to type.
    try write(question, to: terminal)
    if let signal = try performing(.read, device, { try signals.wait(forInputOn: terminal) }) {
      try write("\n", to: terminal)
      return .signal(signal)
    }
    return .line(try SecretSource.readLine(from: terminal, limit: limit))
  }

  private static func withTerminal<Value>(
    _ body: (FileDescriptor) throws -> Value
  ) throws -> Value {
    let terminal = try performing(.open, device) {
      try FileDescriptor.open(device, .readWrite, options: .closeOnExec)
    }
    defer { try? terminal.close() }
    return try body(terminal)
  }

  private static func write(_ text: String, to terminal: FileDescriptor) throws {
    let shown = Terminal.printable(text, keeping: ["\n"])
    try performing(.write, device) { _ = try terminal.writeAll(shown.utf8) }
  }
}

/// A terminal that does not show what is typed, except the end of the line.
struct SilencedTerminal {
  private let terminal: FileDescriptor
  private let before: termios

  /// Discards input that was typed earlier: the terminal has shown it.
  init(_ terminal: FileDescriptor) throws(Errno) {
    var mode = termios()
    try Posix.check { unsafe tcgetattr(terminal.rawValue, &mode) }
    self.terminal = terminal
    before = mode
    mode.c_lflag &= ~tcflag_t(ECHO)
    mode.c_lflag |= tcflag_t(ECHONL)
    // A suspended process would leave the terminal without echo, or find the echo on again when it continues.
    unsafe withUnsafeMutableBytes(of: &mode.c_cc) { unsafe $0[Int(VSUSP)] = 0 }
    try Posix.check { unsafe tcsetattr(terminal.rawValue, TCSAFLUSH, &mode) }
  }

  func restore() {
    var mode = before
    _ = try? Posix.check { unsafe tcsetattr(terminal.rawValue, TCSADRAIN, &mode) }
  }
}
