@testable import AgentsCore
import Testing

/// The checksum by which an edit made by hand is found, and how the edit is shown.
struct SealTests {
  private static let content = Array("[anna]\ntype = friend\n".utf8)
  private static let sealed = Seal.sealed(content)

  @Test func `stands in two comment lines before the content`() {
    #expect(
      String(decoding: Self.sealed, as: UTF8.self) == """
        ; Written by xcally-agents: change the agents, not this file.
        ; sha256 08e001524f01baa4080b0ed871822e3244817f59d81aa535cc7b6bd0c8a4e246
        [anna]
        type = friend

        """)
  }

  @Test func `is intact as it was written`() {
    #expect(Seal.isIntact(Self.sealed))
    #expect(Seal.isIntact(Seal.sealed([])))
  }

  @Test func `is broken by one changed byte, wherever it is`() {
    for index in Self.sealed.indices {
      var bytes = Self.sealed
      bytes[index] ^= 1
      #expect(!Seal.isIntact(bytes), "byte \(index)")
    }
  }

  @Test func `is broken by a byte less or more`() {
    for length in Self.sealed.indices {
      #expect(!Seal.isIntact(Array(Self.sealed[..<length])), "cut to \(length) bytes")
    }
    #expect(!Seal.isIntact(Self.sealed + [UInt8(ascii: "\n")]))
    #expect(!Seal.isIntact([UInt8(ascii: "\n")] + Self.sealed))
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
}
