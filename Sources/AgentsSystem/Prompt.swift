import SystemPackage

/// Questions to the person at the terminal, past standard input and output.
///
/// They open `/dev/tty`, which a process without a terminal has not (`ENXIO`). A caller that must
/// not ask when its input is a pipe looks at ``Terminal/isTerminal(_:)`` first.
package enum Prompt {
  private static let device: FilePath = "/dev/tty"

  /// Asks for a line that is not shown while it is typed, and during which Ctrl-Z does nothing.
  ///
  /// The terminal is put back as it was also when a signal ends the process meanwhile.
  ///
  /// - Parameter limit: the most bytes allowed.
  /// - Returns: the line without its end, the only copy; who takes it wipes it.
  /// - Throws: ``SecretRefusal`` for an empty or too long line; ``SystemError``, with `EINTR` if
  ///   the process outlived a signal that should have ended it.
  package static func secret(_ question: String, limit: Int) throws -> [UInt8] {
    try withTerminal { terminal in
      switch try ask(question, on: terminal, limit: limit) {
      case .line(let line): return line
      case .signal(let signal):
        // By now everything is as it was, so the signal does what it would have done.
        CaughtSignals.deliver(signal)
        throw SystemError(.read, device, .interrupted)
      }
    }
  }

  /// Asks for a yes; everything but `y` and `yes` is a no.
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
    // The question comes last: who sees it may type.
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
