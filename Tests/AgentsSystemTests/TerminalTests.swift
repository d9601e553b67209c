import AgentsSystem
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
    ("Mario Rossi", "Mario Rossi"), ("\u{1B}[2J", "␛[2J"), ("a\tb\r\n", "a␉b␍␊"),
    ("\u{7F}\u{0}", "␡␀"), ("\u{9B}31m", "\u{FFFD}31m"), ("\u{202E}txt", "\u{FFFD}txt"),
    ("\u{2028}\u{2066}", "\u{FFFD}\u{FFFD}"), ("👨‍👩‍👧‍👦 日本 e\u{301}", "👨‍👩‍👧‍👦 日本 e\u{301}"),
  ])
  func `disarms control characters`(text: String, shown: String) {
    #expect(Terminal.printable(text) == shown)
  }
}
