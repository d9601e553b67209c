import Foundation
import Glibc
import SystemPackage

/// A real terminal without a window: the test holds the side of the person.
final class PseudoTerminal: Sendable {
  private let person: FileDescriptor
  /// Kept open, so that the terminal's mode outlives the program.
  private let program: FileDescriptor
  /// The side of the program, such as `/dev/pts/3`.
  let device: FilePath

  /// `TIOCSPTLCK` and `TIOCGPTN`, macros too complex for Swift.
  private static let (setLock, getNumber): (UInt, UInt) = (0x4004_5431, 0x8004_5430)

  init() throws {
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
  var echoes: Bool { get throws { try mode().c_lflag & tcflag_t(ECHO) != 0 } }

  /// Whether Ctrl-Z suspends.
  var suspends: Bool {
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

  func type(_ text: String) throws { try person.writeAll(text.utf8) }

  /// Everything shown up to the first `end`; after 20 seconds of silence `ETIMEDOUT`.
  func shown(upTo end: String) throws -> String {
    var bytes: [UInt8] = []
    while true {
      var source = pollfd(fd: person.rawValue, events: Int16(POLLIN), revents: 0)
      guard unsafe poll(&source, 1, 20_000) == 1 else { throw Errno.timedOut }
      var byte: UInt8 = 0
      _ = try unsafe withUnsafeMutableBytes(of: &byte) { try unsafe person.read(into: $0) }
      bytes.append(byte)
      guard bytes.suffix(end.utf8.count).elementsEqual(end.utf8) else { continue }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// Makes the terminal at `device` the one of this process, as login does.
  static func adopt(_ device: String) throws -> FileDescriptor {
    guard setsid() != -1 else { throw Errno(rawValue: errno) }
    // Whatever started the tests may have had these ignored.
    for number in [SIGINT, SIGQUIT, SIGTERM] { signal(number, SIG_DFL) }
    // Without O_NOCTTY, the first terminal a new session opens becomes its own.
    return try FileDescriptor.open(FilePath(device), .readWrite)
  }
}

/// Runs `body`, which may block, on a thread of its own beside those the tests share.
func blocking<Value: Sendable>(
  _ body: @escaping @Sendable () throws -> Value
) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread { continuation.resume(with: Result(catching: body)) }
  }
}
