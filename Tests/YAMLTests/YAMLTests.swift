internal import TestSupport
internal import Testing
internal import YAML

struct YAMLTests {
  private func parse(_ text: String) throws(YAMLError) -> YAMLNode {
    try YAMLNode(parsing: Array(text.utf8))
  }

  private func text(_ node: YAMLNode) -> String { String(decoding: node.bytes, as: UTF8.self) }

  /// What a node holds, without its places.
  private func shown(_ node: YAMLNode) -> String {
    switch node.content {
    case .scalar(let text, _): "<\(text)>"
    case .sequence(let nodes): "[" + nodes.map(shown).joined() + "]"
    case .mapping(let members):
      "{" + members.map { shown($0.key) + shown($0.value) }.joined() + "}"
    }
  }

  @Test func `nodes know their line and column`() throws {
    let root = try parse("a: 1\nb:\n  - é\n  - {c: 'x'}\n")
    guard case .mapping(let members) = root.content else { throw Missing() }
    #expect(members.map(\.key.place) == [.init(line: 1, column: 1), .init(line: 2, column: 1)])
    guard case .sequence(let nodes) = members[1].value.content else { throw Missing() }
    #expect(nodes.map(\.place) == [.init(line: 3, column: 5), .init(line: 4, column: 5)])
  }

  private struct Missing: Error {}

  @Test(arguments: [
    ("", "the file is empty", 1, 1), ("# only a remark\n", "the file is empty", 1, 1),
    ("a: 1\nb: 2\na: 3\n", "\"a\" stands in line 1 too", 3, 1),
    ("a: &x 1\nb: *x\n", "anchors are not used here", 1, 4),
    ("b: *x\n", "aliases are not used here; write the value", 1, 4),
    ("a: !!str 1\n", "tags are not used here", 1, 4),
    ("%YAML 1.1\n---\na: 1\n", "directives are not used here", 1, 1),
    ("a: 1\n---\nb: 2\n", "a second document begins here, and one is used", 2, 1),
    ("[a]: 1\n", "a key must be a word", 1, 1),
    ("a: [1\n", "did not find expected ',' or ']'", 2, 1),
    ("a: \"x\n", "found unexpected end of stream", 2, 1),
    ("a: 1\n  b: 2\n", "mapping values are not allowed in this context", 2, 4),
  ])
  func `what is not used is refused with its place`(
    _ text: String, _ message: String, _ line: Int, _ column: Int
  ) {
    let error = #expect(throws: YAMLError.self) { try parse(text) }
    #expect(error?.message == message)
    #expect(error?.place == YAMLPlace(line: line, column: column))
  }

  @Test func `depth has a bound`() throws {
    let deep = { (levels: Int) in
      String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
    }
    _ = try parse(deep(YAMLNode.depthLimit))
    #expect(throws: YAMLError.self) { try parse(deep(YAMLNode.depthLimit + 1)) }
    #expect(throws: YAMLError.self) { try parse(deep(100_000)) }
  }

  @Test(arguments: [[0xFF], [0x61, 0x3A, 0x20, 0x01], [0xFE, 0xFF, 0, 0x61], [0x61, 0]])
  func `what is no text is refused`(_ bytes: [UInt8]) {
    #expect(throws: YAMLError.self) { try YAMLNode(parsing: bytes) }
  }

  @Test(arguments: [
    "", "yes", "No", "ON", "null", "~", "0123", "1e3", "1_000", "12:30", "0x1f", "-", "- a", "a: b",
    "a #b", "#", "'", "\"", "a\nb", "\n", "\t", " a ", "@a", "&a", "*a", "!a", "%a", "|", ">", "{",
    "[",
    "é", "e\u{301}", "日本", "👩‍👩‍👧", "\u{FEFF}", "\u{85}", "\u{2028}", "\u{7F}", "\\", "=", "<<",
    "2026-01-31",
    ".inf", ".5", "a:", ":", "voice:sales", "a, b", "?", "? a", "---", "...",
  ])
  func `every text comes back`(_ hostile: String) throws {
    for node in [YAMLNode.text(hostile), .texts([hostile, hostile])] {
      let document = YAMLNode.mapping([("a", node), (hostile == "a" ? "b" : hostile, node)])
      #expect(shown(try parse(text(document))) == shown(document), "\(text(document))")
    }
  }

  @Test func `random documents come back`() throws {
    var random = Seeded(3)
    let pieces = [
      "a", ":", " ", "#", "\"", "'", "\\", "\n", "-", "é", "👍", "0", "\u{200B}", "{", ",",
    ]
    func text() -> String {
      (0..<Int.random(in: 0...6, using: &random)).map { _ in
        pieces.randomElement(using: &random) ?? ""
      }.joined()
    }
    func node(_ depth: Int) -> YAMLNode {
      switch Int.random(in: 0..<(depth > 4 ? 1 : 4), using: &random) {
      case 0: return .text(text())
      case 1: return YAMLNode(.sequence((0..<3).map { _ in node(depth + 1) }))
      default: return .mapping((0..<3).map { ("\($0)" + text(), node(depth + 1)) })
      }
    }
    for _ in 0..<200 {
      let document = node(0)
      #expect(shown(try parse(self.text(document))) == shown(document))
    }
  }

  @Test func `a change of one value is one line`() {
    let document = YAMLNode.mapping([
      (
        "anna", .mapping([("fullname", .text("Anna Rossi")), ("allow", .texts(["ulaw", "g722"]))])
      ),
      ("none", .mapping([])), ("on", .plain("true")), ("pin", .text("0123")),
      ("voice:sales", .plain("3")), ("long", .text(String(repeating: "a b ", count: 60))),
    ])
    #expect(
      text(document) == """
        anna:
          fullname: "Anna Rossi"
          allow: [ulaw, g722]
        none: {}
        "on": true
        pin: "0123"
        voice:sales: 3
        long: "\(String(repeating: "a b ", count: 60))"

        """)
  }
}
