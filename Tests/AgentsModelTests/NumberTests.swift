import AgentsModel
import Testing

/// Whole numbers, each tested on both sides of its limits.
struct NumberTests {
  @Test(arguments: [
    ("chatCapacity", "0", "0"), ("chatCapacity", "9223372036854775807", "9223372036854775807"),
    ("chatCapacity", "007", "7"), ("mailAutoanswerDelay", "0", "0"),
    ("mailAutoanswerDelay", "3600", "3600"), ("phoneBarAutoAnswerDelay", "3600", "3600"),
    ("phoneBarExpires", "60", "60"), ("phoneBarExpires", "86400", "86400"),
    ("phoneBarListenPort", "1", "1"), ("phoneBarListenPort", "65535", "65535"),
    ("phoneBarRemoteControlPort", "1", "1"), ("phoneBarDestinationPort", "65535", "65535"),
    ("wssPort", "443", "443"),
  ])
  func `takes a number within the bounds`(_ key: String, _ text: String, _ canonical: String) throws
  {
    #expect(try outcome(key, text) == .accepted(canonical))
  }

  @Test(arguments: [
    ("mailAutoanswerDelay", "3601", "3601 is not between 0 and 3600"),
    ("phoneBarAutoAnswerDelay", "3601", "3601 is not between 0 and 3600"),
    ("phoneBarExpires", "59", "59 is not between 60 and 86400"),
    ("phoneBarExpires", "86401", "86401 is not between 60 and 86400"),
    ("phoneBarListenPort", "0", "0 is not between 1 and 65535"),
    ("phoneBarListenPort", "65536", "65536 is not between 1 and 65535"),
    ("phoneBarRemoteControlPort", "0", "0 is not between 1 and 65535"),
    ("phoneBarDestinationPort", "65536", "65536 is not between 1 and 65535"),
    ("wssPort", "0", "0 is not between 1 and 65535"),
  ])
  func `refuses a number beyond the bounds`(_ key: String, _ text: String, _ message: String) throws
  {
    #expect(try outcome(key, text) == .refused("out-of-range", message))
  }

  @Test(arguments: [
    "", " ", "-1", "+1", "1.0", "1,000", "0x10", "1e3", "ten", "１", "1 ", "9223372036854775808",
  ])
  func `refuses what is no whole number`(_ text: String) throws {
    for field in FieldCatalog.fields {
      guard case .integer = field.kind else { continue }
      #expect(
        try outcome(field.key, text)
          == .refused("not-a-number", "\"\(text)\" is not a whole number"))
    }
  }

  @Test func `brings the program's own numbers into the bounds`() {
    #expect(Port(0).value == 1)
    #expect(Port(70_000).value == 65535)
    #expect(Delay(-1).value == 0)
  }
}
