@testable import AgentsModel
import Testing

/// The checksum that reveals an edit by hand, and how the edit is shown.
struct SealTests {
  private static let content = Array("[anna]\ntype = friend\n".utf8)
  private static let owner = "0123456789abcdef"
  private static let sealed = Seal.sealed(content, owner: owner)

  @Test func `stands in two comment lines before the content`() {
    #expect(
      String(decoding: Self.sealed, as: UTF8.self) == """
        ; Written by xcally-agents: change the agents, not this file.
        ; sha256 6d09da0f6a1e9180cb89affa331d629eee22d14660ac8911ef0e8360f8ea9b73 store 0123456789abcdef
        [anna]
        type = friend

        """)
  }

  @Test func `is intact as it was written`() {
    #expect(Seal(intact: Self.sealed)?.owner == Self.owner)
    #expect(Seal(intact: Seal.sealed([], owner: Self.owner)) != nil)
  }

  @Test func `is broken by one changed byte, wherever it is`() {
    for index in Self.sealed.indices {
      var bytes = Self.sealed
      bytes[index] ^= 1
      #expect(Seal(intact: bytes) == nil, "byte \(index)")
    }
  }

  @Test func `is broken by a byte less or more`() {
    for length in Self.sealed.indices {
      #expect(Seal(intact: Array(Self.sealed[..<length])) == nil, "cut to \(length) bytes")
    }
    #expect(Seal(intact: Self.sealed + [UInt8(ascii: "\n")]) == nil)
    #expect(Seal(intact: [UInt8(ascii: "\n")] + Self.sealed) == nil)
  }

  @Test(arguments: [
    ("", "", []), ("a\n", "a\n", []), ("", "a\n", ["@@ -1 +1 @@", "+a"]),
    ("a\n", "", ["@@ -1 +1 @@", "-a"]),
    ("a\nb\nc\n", "a\nx\nc\n", ["@@ -2 +2 @@", "-b", "+x"]),
    ("a\nb\nc\n", "b\nc\nd\n", ["@@ -1 +1 @@", "-a", "@@ -4 +3 @@", "+d"]),
    ("a\na\n", "a\n", ["@@ -2 +2 @@", "-a"]), ("\n", "\n\n", ["@@ -2 +2 @@", "+"]),
    ("a\r\n", "a\n", ["@@ -1 +1 @@", "-a\r", "+a"]),
  ])
  func `shows what differs line by line`(_ old: String, _ new: String, _ lines: [String]) {
    #expect(LineDifference.lines(from: Array(old.utf8), to: Array(new.utf8)) == lines)
  }

  @Test func `shows one line among thousands, and files with nothing in common as a whole`() {
    let old = (1...5000).map { "line \($0)\n" }
    var new = old
    new[2499] = "another\n"
    let one = LineDifference.lines(from: Array(old.joined().utf8), to: Array(new.joined().utf8))
    #expect(one == ["@@ -2500 +2500 @@", "-line 2500", "+another"])
    let others = (1...3000).map { "other \($0)\n" }
    let all = LineDifference.lines(from: Array(old.joined().utf8), to: Array(others.joined().utf8))
    #expect(all.count == 1 + 5000 + 3000)
    #expect(all.prefix(2) == ["@@ -1 +1 @@", "-line 1"])
    #expect(all.last == "+other 3000")
  }
}
