import AgentsModel
import Testing

/// The rules for a new password.
struct PasswordPolicyTests {
  private static func codes(_ password: String, suite: Bool = true) -> [String] {
    var settings = Settings()
    settings.securitySuite = suite
    return PasswordPolicy.findings(for: Secret(password), settings).map(\.code)
  }

  @Test func `counts sixteen special characters, the full stop not among them`() {
    let listed: [Character] = [
      "~", "!", "@", "#", "$", "%", "^", "&", "-", "_", "=", "+", "[", "{", "]", "}",
    ]
    #expect(Array(PasswordPolicy.specials) == listed)
  }

  @Test(arguments: Array("~!@#$%^&-_=+[{]}"))
  func `takes a password with one of the special characters`(_ special: Character) {
    #expect(Self.codes("Abcdef1\(special)") == [])
  }

  @Test(arguments: Array(".,;:'\"\\|/?<>()*` €ß😀"))
  func `allows other characters but does not count them`(_ other: Character) {
    #expect(Self.codes("Abcdef1\(other)") == ["password.no-special"])
    #expect(Self.codes("Abcdef1\(other)!") == [])
  }

  @Test(arguments: [
    ("abcdef1!", ["password.no-uppercase"]), ("ABCDEF1!", ["password.no-lowercase"]),
    ("Abcdefg!", ["password.no-digit"]), ("Abcdefg1", ["password.no-special"]),
    ("Abcde1!", ["password.too-short"]), ("Abcdé1!", ["password.too-short"]),
    // Only the letters a-z and A-Z and the digits 0-9 count.
    ("Ébcdef1!", ["password.no-uppercase"]), ("ABCDÉF1!é", ["password.no-lowercase"]),
    ("Abcdef１!", ["password.no-digit"]),
    (
      "a",
      [
        "password.too-short", "password.no-uppercase", "password.no-digit", "password.no-special",
      ]
    ),
    (
      " ",
      [
        "password.too-short", "password.no-lowercase", "password.no-uppercase", "password.no-digit",
        "password.no-special",
      ]
    ),
  ])
  func `names everything that is missing`(_ password: String, _ codes: [String]) {
    #expect(Self.codes(password) == codes)
  }

  // Seven characters each. More bytes or scalars do not make them eight.
  @Test(arguments: ["Aa1!xy😀", "Aa1!xye\u{301}", "Aa1!xy👩‍👩‍👧‍👦", "Aa1!xy🇮🇹", "Aa1!xy한"])
  func `counts characters, not bytes`(_ password: String) {
    #expect(Self.codes(password) == ["password.too-short"])
    #expect(Self.codes(password + "z") == [])
  }

  @Test(arguments: [true, false])
  func `takes 511 bytes and refuses 512`(_ suite: Bool) {
    #expect(Self.codes("Aa1!" + times(507, "x"), suite: suite) == [])
    #expect(Self.codes("Aa1!" + times(508, "x"), suite: suite) == ["password.too-long"])
    #expect(Self.codes("Aa1!x" + times(253, "é"), suite: suite) == [])
    #expect(Self.codes("Aa1!" + times(254, "é"), suite: suite) == ["password.too-long"])
  }

  @Test(arguments: ["\u{0}", "\t", "\n", "\r\n", "\u{1b}", "\u{7f}", "\u{85}"])
  func `refuses control characters`(_ control: String) {
    #expect(Self.codes("Abcdef1!\(control)") == ["password.control-character"])
    #expect(Self.codes("a\(control)", suite: false) == ["password.control-character"])
  }

  @Test func `refuses an empty password, whatever the suite says`() {
    #expect(Self.codes("") == ["password.empty"])
    #expect(Self.codes("", suite: false) == ["password.empty"])
  }

  @Test(arguments: ["a", " ", "1000", "日本", "."])
  func `asks for no composition when the suite is off`(_ password: String) {
    #expect(Self.codes(password, suite: false) == [])
  }

  @Test func `refuses bytes that are no UTF-8`() {
    var bytes = Array("Abcdef1!".utf8) + [0xff]
    #expect(
      PasswordPolicy.findings(for: Secret(consuming: &bytes), Settings()) == [
        Finding(.error, "password.encoding", field: "password", "is not valid UTF-8")
      ])
  }

  @Test func `says what is needed and repeats nothing of the password`() {
    let long = PasswordPolicy.findings(for: Secret(times(512, "ü")), Settings())
    #expect(
      long.map(\.message) == [
        "is 1024 bytes long; at most 511 fit", "needs at least one lower-case letter a-z",
        "needs at least one upper-case letter A-Z", "needs at least one digit",
        "needs at least one of the characters ~!@#$%^&-_=+[{]}",
      ])
    let short = PasswordPolicy.findings(for: Secret("Aa1!\n"), Settings())
    #expect(
      short.map(\.message) == [
        "holds a control character", "needs at least 8 characters",
      ])
    #expect(long.allSatisfy { $0.severity == .error && $0.field == "password" })
    #expect(PasswordPolicy.reused.code == "password.reused")
    #expect(PasswordPolicy.reused.message == "was used before; choose another one")
  }
}
