import AgentsSystem
import SystemPackage
import TestSupport
import Testing

@Suite struct `Terminal text` {
  @Test(arguments: [
    ("", 0), ("Mario Rossi", 11), ("Müller", 6), ("日本", 4), ("e\u{301}", 1), ("한국어", 6),
    ("\u{1100}\u{1161}\u{11A8}", 2), ("👨‍👩‍👧‍👦", 2), ("🇮🇹", 2), ("👍🏽", 2), ("a\u{200B}b", 2),
    ("ﾊﾝｶｸ", 4), ("Ａ", 2), ("Ελλάδα", 6), ("…", 1), ("␛", 1),
  ])
  func `counts columns`(text: String, columns: Int) {
    #expect(Terminal.displayWidth(text) == columns)
  }

  @Test(arguments: [
    ("Mario Rossi", 11, "Mario Rossi"), ("Mario Rossi", 10, "Mario Ros…"), ("Mario", 1, "…"),
    ("Mario", 0, ""), ("日本語", 6, "日本語"), ("日本語", 5, "日本…"), ("日本語", 4, "日…"),
    ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"), ("", 0, ""),
  ])
  func `cuts to columns`(text: String, columns: Int, cut: String) {
    #expect(Terminal.truncated(text, toColumns: columns) == cut)
    #expect(Terminal.displayWidth(cut) <= columns)
  }

  @Test(arguments: [
    ("Mario Rossi", "Mario Rossi"), ("\u{1B}[2J", #"\u{1b}[2J"#),
    ("a\tb\r\n", #"a\u{9}b\u{d}\u{a}"#), ("\u{7F}\u{0}", #"\u{7f}\u{0}"#),
    ("\u{9B}31m", #"\u{9b}31m"#), ("\u{202E}txt", #"\u{202e}txt"#),
    ("\u{2028}\u{2066}\u{200E}\u{61C}", #"\u{2028}\u{2066}\u{200e}\u{61c}"#),
    ("a\u{200B}\u{FEFF}\u{2060}\u{E0041}", #"a\u{200b}\u{feff}\u{2060}\u{e0041}"#),
    ("می\u{200C}خواهم", "می\u{200C}خواهم"), ("👨‍👩‍👧‍👦 日本 e\u{301}", "👨‍👩‍👧‍👦 日本 e\u{301}"),
  ])
  func `disarms control characters`(text: String, shown: String) {
    #expect(Terminal.printable(text) == shown)
  }

  /// However the text is split, characters stay whole and nothing controls the terminal.
  @Test(arguments: [1, 2, 3, 5, 100])
  func `gets what is written in pieces as one`(_ size: Int) throws {
    let terminal = try PseudoTerminal()
    let device = try FileDescriptor.open(
      terminal.device, .writeOnly, options: FileDescriptor.OpenOptions(rawValue: 0o400))
    defer { try? device.close() }
    let output = StandardOutput(device)
    let bytes = Array("Zoë 日本 😀\u{1B}[2J\r\n\u{9B}5m\u{202E}\ta\rb ".utf8) + [0x9B, 0xE2, 0x80]
    for start in stride(from: 0, to: bytes.count, by: size) {
      try output.write(bytes[start..<min(start + size, bytes.count)])
    }
    try output.write(line: "\u{1B}x", style: "1")
    try output.flush()
    // The terminal itself turns LF into CR and LF.
    #expect(
      try terminal.shown(upTo: "[0m")
        == #"Zoë 日本 😀\u{1b}[2J"# + "\r\n" + #"\u{9b}5m\u{202e}"# + "\ta" + #"\u{d}b "#
        + "\u{FFFD}\u{FFFD}\u{1B}[1m" + #"\u{1b}x"# + "\u{1B}[0m")
  }

  @Test func `a file gets every byte`() throws {
    let scratch = try Scratch()
    let path = try scratch.write(to: "file")
    let file = try FileDescriptor.open(path, .writeOnly)
    defer { try? file.close() }
    let output = StandardOutput(file)
    try output.write([0x1B, 0x9B, 0xFF])
    try output.write("\u{202E}\r\n")
    try output.flush()
    #expect(
      try FileContents.read(at: path, limit: 100) == [0x1B, 0x9B, 0xFF] + Array("\u{202E}\r\n".utf8)
    )
  }
}
