import AgentsModel
import Testing

/// One address of RFC 5321 in its dot-atom form.
struct EmailAddressTests {
  @Test(arguments: [
    "a@b", "anna.rossi@example.com", "a+b!#$%&'*-/=?^_`{}~@example.co.uk", "1@2", "A@EXAMPLE.COM",
    times(64, "a") + "@example.com", "a@" + times(63, "b") + ".it", "a@xn--bcher-kva.example",
    times(64, "a") + "@" + times(63, "b") + "." + times(63, "c") + "." + times(61, "d"),
  ])
  func `takes an address`(_ text: String) throws {
    #expect(try outcome("email", text) == .accepted(text))
  }

  @Test(arguments: [
    "anna", "@example.com", "anna@", "anna@@example.com", "a@b@c", ".a@example.com",
    "a.@example.com", "a..b@example.com", "a b@example.com", "a@exa mple.com", "a@example..com",
    "a@.com", "a@com.", "a@-b.com", "a@b-.com", "a@b_c.com", "é@example.com", "a@bücher.example",
    "a@b.com,c@d.com", "a@b.com|c@d.com", "<a@b.com>", "\"a b\"@example.com", "a@[192.0.2.1]",
    "a@b.com\n", "a\u{0}@b.com", "a;b@c.com", "a|b@c.com", "a@b.com ",
    times(65, "a") + "@example.com",
    "a@" + times(64, "b") + ".it",
  ])
  func `refuses what is not one address`(_ text: String) throws {
    #expect(
      try outcome("email", text)
        == .refused("not-an-address", "\(quoted(text)) is not one e-mail address"))
  }

  @Test func `counts its bytes`() throws {
    let labels = "@" + times(63, "b") + "." + times(63, "c") + "." + times(62, "d")
    #expect(
      try outcome("email", times(64, "a") + labels)
        == .refused("too-long", "is 255 bytes long; at most 254 are allowed"))
    #expect(try outcome("email", "") == .refused("empty", "must not be empty"))
  }
}
