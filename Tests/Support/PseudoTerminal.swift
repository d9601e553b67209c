internal import Foundation
internal import Glibc
package import SystemPackage

/// A real terminal without a window: the test is the person in front of it.
package final class PseudoTerminal: Sendable {
  private let person: FileDescriptor
  /// Kept open, so that the terminal's mode outlives the program.
  private let program: FileDescriptor
  /// The program's side, such as `/dev/pts/3`.
  package let device: FilePath

  /// `TIOCSPTLCK` and `TIOCGPTN`, macros too complex for Swift.
  private static let (setLock, getNumber): (UInt, UInt) = (0x4004_5431, 0x8004_5430)

  package init() throws {
    person = try FileDescriptor.open("/dev/ptmx" as FilePath, .readWrite, options: .closeOnExec)
    var (locked, number): (CInt, CUnsignedInt) = (0, 0)
    guard unsafe ioctl(person.rawValue, Self.setLock, &locked) == 0,
      unsafe ioctl(person.rawValue, Self.getNumber, &number) == 0
    else { throw Errno(rawValue: errno) }
    device = FilePath("/dev/pts/\(number)")
    program = try FileDescriptor.open(
      device, .readWrite,
      options: [.closeOnExec, FileDescriptor.OpenOptions(rawValue: O_NOCTTY)])
  }

  deinit {
    try? person.close()
    try? program.close()
  }

  /// Whether what is typed is shown.
  package var echoes: Bool { get throws { try mode().c_lflag & tcflag_t(ECHO) != 0 } }

  /// Whether Ctrl-Z suspends.
  package var suspends: Bool {
    get throws {
      var mode = try mode()
      return unsafe withUnsafeBytes(of: &mode.c_cc) { unsafe $0[Int(VSUSP)] } == 0x1A
    }
  }

  private func mode() throws -> termios {
    var mode = termios()
    guard unsafe tcgetattr(person.rawValue, &mode) == 0 else { throw Errno(rawValue: errno) }
    return mode
  }

  package func type(_ text: String) throws { try person.writeAll(text.utf8) }

  /// Everything shown up to the first `end`; blocks until then.
  ///
  /// - Throws: ``Silence`` when nothing is shown for a minute.
  package func shown(upTo end: String) throws -> String {
    var bytes: [UInt8] = []
    while true {
      var source = pollfd(fd: person.rawValue, events: Int16(POLLIN), revents: 0)
      guard unsafe poll(&source, 1, 60_000) == 1 else {
        throw Silence(expected: end, shown: String(decoding: bytes, as: UTF8.self))
      }
      var byte: UInt8 = 0
      _ = try unsafe withUnsafeMutableBytes(of: &byte) { try unsafe person.read(into: $0) }
      bytes.append(byte)
      guard bytes.suffix(end.utf8.count).elementsEqual(end.utf8) else { continue }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// The expected text was not shown.
  package struct Silence: Error {
    package let expected: String
    package let shown: String
  }

  /// Makes the terminal at `device` the controlling terminal of this process, as login does.
  package static func adopt(_ device: String) throws -> FileDescriptor {
    guard setsid() != -1 else { throw Errno(rawValue: errno) }
    // The process that started the tests may ignore these signals.
    for number in [SIGINT, SIGQUIT, SIGTERM] { signal(number, SIG_DFL) }
    // Without O_NOCTTY, the first terminal that a new session opens becomes its controlling terminal.
    return try FileDescriptor.open(FilePath(device), .readWrite)
  }
}

// MARK: - Sessions

extension PseudoTerminal {
  /// A text that no program shows.
  private static let end = "\u{0}the session is over\u{0}"

  /// Runs a line of shell on this terminal, while `person` reads and types.
  ///
  /// - Parameters:
  ///   - line: the line of shell.
  ///   - scratch: the working directory.
  ///   - environment: additional variables.
  ///   - person: runs on its own thread, so it may block. It returns the text that it read; the rest is read here.
  /// - Returns: the whole text that the terminal showed, with LF as line end, and the status.
  package func session(
    _ line: String, in scratch: Scratch, environment: [String: String] = [:],
    person: @escaping @Sendable (PseudoTerminal) throws -> String = { _ in "" }
  ) async throws -> Program.Result {
    async let shown = blocking {
      do {
        return try person(self) + self.shown(upTo: Self.end)
      } catch {
        // The program waits for the person, so end it too.
        try? self.type("\u{3}\u{4}")
        throw error
      }
    }
    let result = try await Program.shell(
      "exec setsid --ctty --wait sh -c \"$LINE\" <\(device) >\(device) 2>&1", in: scratch,
      environment: environment.merging(["LINE": line]) { $1 })
    try program.writeAll(Self.end.utf8)
    let output = String(try await shown.dropLast(Self.end.count)).replacing("\r\n", with: "\n")
    return Program.Result(output: output, errors: result.errors, status: result.status)
  }

  /// Runs a line of shell on a new terminal and types each answer when its question is shown.
  package static func dialogue(
    _ line: String, in scratch: Scratch, _ answers: [(question: String, answer: String)] = []
  ) async throws -> Program.Result {
    try await PseudoTerminal().session(line, in: scratch) { terminal in
      try answers.map { question, answer in
        let shown = try terminal.shown(upTo: question)
        try terminal.type(answer + "\n")
        return shown
      }.joined()
    }
  }
}

/// Runs `body`, which may block, on its own thread instead of one that tests share.
package func blocking<Value: Sendable>(
  _ body: @escaping @Sendable () throws -> Value
) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread { continuation.resume(with: Result(catching: body)) }
  }
}
