import Glibc
package import SystemPackage

/// Standard output with a buffer of 64 KiB.
///
/// On a terminal all text goes through ``Terminal/printable(_:keeping:)``, except the program's own styles. A file
/// or pipe gets every byte as it is.
///
/// Bytes are written when the buffer is full and on ``flush()``, which every program must call before it ends. When
/// the reader is gone, writing throws `EPIPE` (``ProcessHardening`` ignores the signal) and the caller ends quietly.
package final class StandardOutput {
  private static let capacity = 65_536
  private let descriptor: FileDescriptor
  private let path: FilePath?
  private let isTerminal: Bool
  private var buffer: [UInt8] = []
  /// The first bytes of a character whose other bytes have not come yet.
  private var unfinished: [UInt8] = []

  /// - Parameter path: the path that errors name; nil = standard output.
  package init(_ descriptor: FileDescriptor = .standardOutput, at path: FilePath? = nil) {
    self.descriptor = descriptor
    self.path = path
    isTerminal = path == nil && Terminal.isTerminal(descriptor)
    buffer.reserveCapacity(Self.capacity)
  }

  /// - Throws: ``SystemError``, without a path for standard output.
  package func write(_ bytes: some Collection<UInt8>) throws(SystemError) {
    guard isTerminal else { return try append(bytes) }
    let all = unfinished + bytes
    let whole = all.count - Terminal.unfinishedCount(at: all)
    unfinished = Array(all[whole...])
    try append(Terminal.shown(all[..<whole]).utf8)
  }

  /// - Throws: ``SystemError``, without a path for standard output.
  package func write(_ text: String) throws(SystemError) { try write(text.utf8) }

  /// Writes text that contains the program's own styles.
  ///
  /// The rest of it must be printable already.
  ///
  /// - Throws: ``SystemError``, without a path for standard output.
  package func write(styled text: String) throws(SystemError) {
    try showUnfinished()
    try append(text.utf8)
  }

  /// Writes a line in a style.
  ///
  /// - Parameters:
  ///   - line: the line, without its end.
  ///   - style: parameters of SGR (ECMA-48), such as `1` for bold; nil = no style.
  /// - Throws: ``SystemError``, without a path for standard output.
  package func write(line: String, style: String?) throws(SystemError) {
    guard let style else { return try write(line + "\n") }
    try write(styled: "\u{1B}[\(style)m")
    try write(line)
    try write(styled: "\u{1B}[0m\n")
  }

  /// Writes the contents of the buffer.
  ///
  /// Bytes that could not be written are dropped.
  ///
  /// - Throws: ``SystemError``, without a path for standard output.
  package func flush() throws(SystemError) {
    try showUnfinished()
    try empty()
  }

  private func append(_ bytes: some Collection<UInt8>) throws(SystemError) {
    if buffer.count + bytes.count > Self.capacity { try empty() }
    if bytes.count >= Self.capacity {
      try performing(.write, path) { try descriptor.writePatiently(bytes) }
    } else {
      buffer.append(contentsOf: bytes)
    }
  }

  private func showUnfinished() throws(SystemError) {
    guard !unfinished.isEmpty else { return }
    defer { unfinished = [] }
    try append(Terminal.shown(unfinished[...]).utf8)
  }

  private func empty() throws(SystemError) {
    defer { buffer.removeAll(keepingCapacity: true) }
    try performing(.write, path) { try descriptor.writePatiently(buffer) }
  }
}

/// Standard error, unbuffered.
///
/// Failures are ignored: there is no other place to report them.
package enum StandardError {
  /// Writes text.
  ///
  /// On a terminal it is made printable, as in ``StandardOutput``.
  package static func write(_ text: String) {
    let isTerminal = Terminal.isTerminal(.standardError)
    write(styled: isTerminal ? Terminal.shown(Array(text.utf8)[...]) : text)
  }

  /// Writes text that contains the program's own styles.
  ///
  /// The rest of it must be printable already.
  package static func write(styled text: String) {
    try? FileDescriptor.standardError.writePatiently(Array(text.utf8))
  }
}

extension Terminal {
  private static let lineEnd = Array("\r\n".utf8)

  /// Bytes as text that is safe for a terminal.
  ///
  /// Line ends and tabs stay; bytes that are not UTF-8 become `�`.
  fileprivate static func shown(_ bytes: ArraySlice<UInt8>) -> String {
    var text = String(decoding: bytes, as: UTF8.self)
    // CR and LF together only end a line.
    if bytes.contains(lineEnd[0]) { text.replace("\r\n", with: "\n") }
    return printable(text, keeping: ["\n", "\t"])
  }

  /// The number of bytes at the end that begin a UTF-8 character, or may begin a line end.
  fileprivate static func unfinishedCount(at bytes: [UInt8]) -> Int {
    if bytes.last == lineEnd[0] { return 1 }
    for count in 1...3 where count <= bytes.count {
      let byte = bytes[bytes.count - count]
      if byte & 0xC0 == 0x80 { continue }
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
      return length > count ? count : 0
    }
    return 0
  }
}

extension StandardOutput {
  /// More bytes than the report of one password needs.
  private static let room: off_t = 4096

  /// Checks, as far as possible, that the next write will succeed: the stream is open for writing, it has a
  /// reader, and there is room.
  ///
  /// It writes nothing visible.
  ///
  /// - Throws: ``SystemError`` of `write`, without a path: `EBADF`, `EPIPE`, or what a full disk gives.
  package static func requireRoom(
    in stream: FileDescriptor = .standardOutput
  ) throws(SystemError) {
    try performing(.write, nil) {
      let flags = try Posix.check { fcntl(stream.rawValue, F_GETFL) }
      guard flags & O_ACCMODE != O_RDONLY else { throw Errno.badFileDescriptor }
      var state = pollfd(fd: stream.rawValue, events: Int16(POLLOUT), revents: 0)
      try Posix.check { unsafe poll(&state, 1, 0) }
      guard Int32(state.revents) & (POLLERR | POLLHUP) == 0 else { throw Errno.brokenPipe }
      // A device such as /dev/full refuses even an empty write.
      _ = try unsafe stream.write(UnsafeRawBufferPointer(start: nil, count: 0))
      if try stream.stat().type == .regular {
        try reserve(in: stream, isAppending: flags & O_APPEND != 0)
      }
    }
  }

  /// Reserves disk blocks for the next write to a file.
  ///
  /// The file's size does not change.
  private static func reserve(in file: FileDescriptor, isAppending: Bool) throws {
    let place =
      isAppending ? off_t(try file.stat().size) : off_t(try file.seek(offset: 0, from: .current))
    var limit = rlimit()
    try Posix.check { unsafe getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) }
    guard rlim_t(place + Self.room) <= limit.rlim_cur else { throw Errno.fileTooLarge }
    let keepsSize: CInt = 1
    do throws(Errno) {
      try Posix.check { Posix.allocate?(file.rawValue, keepsSize, place, Self.room) ?? 0 }
    } catch .noSpace {
      throw Errno.noSpace
    } catch .diskQuotaExceeded {
      throw Errno.diskQuotaExceeded
    } catch {
      // Not every file system can reserve; then the write itself reports a lack of room.
    }
  }
}
