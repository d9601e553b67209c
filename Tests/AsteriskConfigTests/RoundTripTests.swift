import AsteriskConfig
import Testing

/// Everything that can be written is read back unchanged.
struct RoundTripTests {
  @Test(arguments: 0..<200)
  func `reads back every document it writes`(seed: Int) throws {
    var hostile = Hostile(seed: UInt64(seed))
    var written = 0
    for _ in 0..<50 {
      let document = hostile.document()
      guard let bytes = try? document.encoded() else { continue }
      written += 1
      let parsed = try ConfigDocument(parsing: bytes)
      #expect(parsed == document)
      #expect(try parsed.encoded() == bytes)
    }
    #expect(written > 0)
  }

  @Test(arguments: 0..<100)
  func `reads any bytes without a trap`(seed: Int) {
    var hostile = Hostile(seed: UInt64(seed))
    for _ in 0..<50 {
      let text = Array(hostile.text(atMost: 60).utf8)
      guard let document = try? ConfigDocument(parsing: text),
        let bytes = try? document.encoded()
      else { continue }
      #expect((try? ConfigDocument(parsing: bytes)) == document)
    }
  }
}

/// Documents with values that are dangerous for the grammar.
///
/// The same seed gives the same documents.
private struct Hostile {
  private static let pieces = [
    ";", ";--", "--;", ";---", "\\", "\\;", "\"", "'", "[", "]", "(", ")", "(!)", "(+)", "=", "=>",
    ">", "+", "+=", "#", "#include ", "#exec x", ",", "|", "-", "--", "!", " ", "é", "🎧", "\u{301}",
    "\u{FEFF}", "a", "b", "Z", "0", "[s]", "x = 1", String(repeating: "n", count: 79),
    String(repeating: "v", count: 4000),
  ]
  private static let breaks = ["\n", "\n[s]\n", "\nx=", "\r\n", "\0", "\t"]
  private var state: UInt64

  init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  }

  mutating func document() -> ConfigDocument {
    ConfigDocument(
      items: (0..<number(below: 5)).map { _ in
        switch number(below: 4) {
        case 0: .comment(phrase())
        case 1: .include(Include(path: phrase(), isRequired: number(below: 2) == 0))
        default: .section(section())
        }
      })
  }

  /// Lines with random contents.
  mutating func text(atMost length: Int) -> String {
    let pieces = Self.pieces + Self.breaks + Self.breaks + Self.breaks
    return (0..<number(below: length)).map { _ in pieces[number(below: pieces.count)] }.joined()
  }

  private mutating func section() -> Section {
    Section(
      name: phrase(), isTemplate: number(below: 2) == 0,
      templates: (0..<number(below: 3)).map { _ in phrase() },
      settings: (0..<number(below: 4)).map { _ in
        Setting(name: phrase(), value: phrase(), isObject: number(below: 2) == 0)
      })
  }

  private mutating func phrase() -> String {
    (0..<number(below: 4)).map { _ in Self.pieces[number(below: Self.pieces.count)] }.joined()
  }

  /// Xorshift: enough for variety, and reproducible.
  private mutating func number(below limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state >> 33) % limit
  }
}
