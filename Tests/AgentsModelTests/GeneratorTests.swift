import AgentsModel
import Testing

/// Generated secrets.
struct GeneratorTests {
  private static let passwords = (0..<1000).compactMap { _ in Generator.password().reveal() }

  @Test func `makes passwords that satisfy the policy`() {
    #expect(Self.passwords.count == 1000)
    for password in Self.passwords {
      #expect(PasswordPolicy.findings(for: Secret(password), Settings()) == [])
      #expect(password.utf8.count == 16)
    }
  }

  @Test func `makes no password twice`() {
    #expect(Set(Self.passwords).count == 1000)
  }

  @Test func `uses no character that is mistaken for another or means something to a shell`() {
    let allowed = Set("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789@#%-_+")
    #expect(Set(Self.passwords.joined()) == allowed)
  }

  // `-x` is an option, `#x` a comment, `=x` `+x` `@x` a formula.
  @Test func `starts with a letter or a digit`() throws {
    for password in Self.passwords {
      let first = try #require(password.first)
      #expect(first.isLetter || first.isNumber)
    }
  }

  @Test func `makes PINs of six digits, hard to guess, and not the internal`() throws {
    let internalNumber = try Internal(parsing: "482916")
    var pins: Set<String> = []
    for _ in 0..<2000 {
      let pin = Generator.voicemailPin(not: internalNumber).text
      #expect(pin.utf8.count == 6)
      #expect(try outcome("voicemailPin", pin) == .accepted(pin))
      #expect(pin != "482916")
      pins.insert(pin)
    }
    #expect(pins.count > 1900)
    // Leading zeros are part of a PIN.
    #expect(pins.contains { $0.hasPrefix("0") })
  }
}
