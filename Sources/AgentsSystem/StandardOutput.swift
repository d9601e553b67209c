package import SystemPackage

/// Standard output behind a buffer of 64 KiB.
///
/// This is where what is written reaches a terminal, and there nothing drives it or hides:
/// ``Terminal/printable(_:keeping:)`` is applied to all but styles of ours. A file or pipe gets every
/// byte as it is.
///
/// Nothing is written before the buffer is full or ``flush()`` is called, which every program must
/// do before it ends. A reader who went away is `EPIPE` here (``ProcessHardening`` has the signal
/// ignored); the caller ends quietly then.
package final class StandardOutput {
  private static let capacity = 65_536
  private let descriptor: FileDescriptor
  private let path: FilePath?
  private let isTerminal: Bool
  private var buffer: [UInt8] = []
  /// What can be shown only with what follows: the start of a character.
  private var unfinished: [UInt8] = []

  /// - Parameter path: What the errors name; nil = standard output.
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

  /// Writes text with styles of ours, all else in which is printable.
  ///
  /// - Throws: ``SystemError``, without a path for standard output.
  package func write(styled text: String) throws(SystemError) {
    try showUnfinished()
    try append(text.utf8)
  }

  /// Writes a line in a style of the terminal's.
  ///
  /// - Parameter style: Parameters of SGR (ECMA-48), such as `1` for bold; nil = as other text.
  /// - Throws: ``SystemError``, without a path for standard output.
  package func write(line: String, style: String?) throws(SystemError) {
    guard let style else { return try write(line + "\n") }
    try write(styled: "\u{1B}[\(style)m")
    try write(line)
    try write(styled: "\u{1B}[0m\n")
  }

  /// Writes what the buffer holds; what could not be written is forgotten.
  package func flush() throws(SystemError) {
    try showUnfinished()
    try empty()
  }

  private func append(_ bytes: some Collection<UInt8>) throws(SystemError) {
    if buffer.count + bytes.count > Self.capacity { try empty() }
    if bytes.count >= Self.capacity {
      try performing(.write, path) { _ = try descriptor.writeAll(bytes) }
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
    try performing(.write, path) { _ = try descriptor.writeAll(buffer) }
  }
}

/// Standard error, unbuffered; a failure is ignored, there being nobody left to tell.
package enum StandardError {
  /// Writes text, to a terminal as ``StandardOutput`` does.
  package static func write(_ text: String) {
    let isTerminal = Terminal.isTerminal(.standardError)
    write(styled: isTerminal ? Terminal.shown(Array(text.utf8)[...]) : text)
  }

  /// Writes text with sequences of ours, all else in which is printable.
  package static func write(styled text: String) {
    _ = try? FileDescriptor.standardError.writeAll(text.utf8)
  }
}

extension Terminal {
  private static let lineEnd = Array("\r\n".utf8)

  /// Bytes as a terminal may get them: lines and tabs stay, what is no UTF-8 becomes `�`.
  fileprivate static func shown(_ bytes: ArraySlice<UInt8>) -> String {
    var text = String(decoding: bytes, as: UTF8.self)
    // The two together end a line and no more.
    if bytes.contains(lineEnd[0]) { text.replace("\r\n", with: "\n") }
    return printable(text, keeping: ["\n", "\t"])
  }

  /// How many bytes at the end are the beginning of a character of UTF-8, or may be of a line's end.
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
