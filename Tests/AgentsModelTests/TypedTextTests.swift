import Testing

@testable import AgentsModel

/// What people type is stored in one form, and shows what it is.
struct TypedTextTests {
  @Test(arguments: [
    ("Cafe\u{301}", "Caf\u{e9}"), ("Zu\u{308}rich", "Z\u{fc}rich"),
    ("\u{1112}\u{1161}\u{11ab}", "\u{d55c}"),
    ("\u{212b}", "\u{c5}"), ("plain", "plain"), ("", ""),
    // Not composed: the letter exists in two parts only.
    ("q\u{301}", "q\u{301}"),
    // A compatible character is another character.
    ("\u{fb01}", "\u{fb01}"),
  ])
  func `accents are stored composed`(written: String, stored: String) throws {
    #expect(try typed(written).utf8.elementsEqual(stored.utf8))
    var agent = Agent()
    guard !written.isEmpty else { return }
    for key in ["fullname", "alias", "description"] {
      let property = try FieldCatalog.find(key).property
      try property.write(&agent, written)
      #expect(property.read(agent).utf8.elementsEqual(stored.utf8))
      // What the database holds is read as it is.
      try property.writeExactly(&agent, written)
      #expect(property.read(agent).utf8.elementsEqual(written.utf8))
    }
    #expect(try GroupName(parsing: written).text.utf8.elementsEqual(stored.utf8))
  }

  @Test(arguments: [
    "\u{200b}", "\u{2060}\u{feff}", "\u{ad}", "\u{e000}", "\u{3164}", "\u{115f}\u{2800}",
    "\u{200e}\u{200f}",
    "\u{f0000}", "\u{e0041}", "\u{301}",
  ])
  func `a name that shows nothing is refused`(text: String) {
    for parse in [
      { (text) in _ = try typed(text) }, { (text) in _ = try GroupName(parsing: text) },
    ] {
      #expect(throws: Refusal.self) { try parse(text) }
    }
    #expect(
      quoted(text).unicodeScalars.allSatisfy { $0.isASCII || ["\u{2800}", "\u{301}"].contains($0) })
  }

  @Test(arguments: Array(0x202A...0x202E) + Array(0x2066...0x2069))
  func `no text reorders the line it stands in`(code: Int) throws {
    let scalar = Character(try #require(Unicode.Scalar(code)))
    var agent = Agent()
    for key in ["fullname", "alias", "description", "callerid"] {
      #expect(throws: Refusal.self) {
        try FieldCatalog.find(key).property.write(&agent, "Anna \(scalar)exe.cod")
      }
    }
  }

  @Test(arguments: [
    "نجوا\u{200c}محمدی", "👩\u{200d}👩\u{200d}👧", "❤\u{fe0f}", "שלום\u{200f}", "An\u{200b}na",
  ])
  func `what joins or directs within a word stays`(text: String) throws {
    #expect(try typed(text).unicodeScalars.elementsEqual(text.unicodeScalars))
  }
}
