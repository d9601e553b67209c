import AgentsModel
import Testing

/// The setting "Mask Sensitive Data".
struct SensitiveTextTests {
  @Test(arguments: [
    ("Mario Rossi", 4, "Mario R****"), ("Mario Rossi", 7, "Mar** *****"),
    ("Mario Rossi", 0, "Mario Rossi"), ("Zoë", 2, "Z**"), ("Zoë", 9, "***"), ("", 4, ""),
    ("+39 06 5550 1234", 4, "+39 06 5550 ****"), ("+39 (06) 55-12", 3, "+39 (06) 5*-**"),
    ("1000", 4, "****"), ("12", 4, "**"), ("mario.rossi@example.com", 4, "mario.r****@example.com"),
    ("ab@example.com", 4, "**@example.com"), ("a@b@example.com", 1, "a@*@example.com"),
    ("👩‍👩‍👧 x", 2, "* *"),
  ])
  func `hides the last characters`(_ text: String, _ count: Int, _ shown: String) {
    #expect(SensitiveText(text).masked(characters: count) == shown)
  }

  @Test(
    arguments: [
      ("Mario", .name), ("Mario 2", .name), ("+39 1", .number), ("+", .name), ("*100#", .number),
      ("a@b", .address), ("1@2", .address), ("", .name), ("١٢", .name),
    ] as [(String, SensitiveText.Kind)])
  func `knows what it is by its form`(_ text: String, _ kind: SensitiveText.Kind) {
    #expect(SensitiveText(text).kind == kind)
  }

  @Test func `takes the kind that is given`() {
    #expect(SensitiveText("Room 101", kind: .number).masked(characters: 2) == "Room 1**")
    #expect(SensitiveText("nobody", kind: .address).masked(characters: 2) == "nobo**")
  }
}
