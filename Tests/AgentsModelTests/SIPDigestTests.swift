import AgentsModel
import Testing

/// The digests of a phone's password.
struct SIPDigestTests {
  // Computed with python3: hashlib.md5 and hashlib.sha256 of "username:realm:password" in UTF-8.
  @Test(arguments: [
    (
      "anna", "asterisk", "Passw0rd!", "bdac4b31e21659cadc81549f68a31069",
      "3475b9aae8d46f72404908ee14d2cc574b0f3db1a12b8097a984ca2541348481"
    ),
    (
      "Mario.Rossi_2", "pbx.example.com", "p:a:s:s", "0c92565f37b06a9d54f8a5d1e5fc2f39",
      "1e8600c11c6a947056b72dc06dc0b3cdb1aa57c969581d09fef9040015c294e1"
    ),
    (
      "anna", "asterisk", "Grüße-日本-😀", "fac8518182816da6a295656a1967c1f5",
      "eb1c2044e71dd188c0da7d25f2e57d0b7762f859d4b9d8004f5d88d40f6abbe2"
    ),
    (
      "anna", "asterisk", "", "7e7ff4ca6058c65b9683f197cbecda21",
      "87346c230af0b77a5e36b15d2d96134eb7d0d93f8c81e2434b5f9bb9053a12c6"
    ),
    // The same letter composed and decomposed is two passwords.
    (
      "anna", "Centrálne", "e\u{301}", "045a7f80af56b0008ae439711a867758",
      "70664d8502fb37c5763c38a8ff6299b815acd6f65527f3cf42eb34c8f1b733dc"
    ),
    (
      "anna", "asterisk", "\u{e9}", "ae1cafca09d9ba934443c12880285590",
      "7ac60680e301686f6f2b51f87dd903202528f2e2847ff65eeaba770be336ea16"
    ),
  ])
  func `hashes user, realm and password`(
    _ username: String, _ realm: String, _ password: String, _ md5: String, _ sha256: String
  ) throws {
    let digest = SIPDigest(
      user: username, realm: try Realm(parsing: realm),
      password: Secret(password))
    #expect(digest == SIPDigest(realm: realm, md5: md5, sha256: sha256))
  }

  @Test func `makes a credential of hash and digest of one password`() throws {
    let password = Secret("Passw0rd!")
    let credential = try Credential(
      hash: PasswordHash(of: password), user: "anna", Realm(), password)
    #expect(credential.hash?.matches(password) == true)
    #expect(credential.sip.md5 == "bdac4b31e21659cadc81549f68a31069")
    #expect(credential.sip.realm == "asterisk")
  }

  @Test func `writes bytes as lower-case hexadecimal digits`() {
    #expect(hexadecimal([]) == "")
    #expect(hexadecimal([0x00, 0x0f, 0xf0, 0xab, 0xff]) == "000ff0abff")
  }

  @Test func `clears the bytes that a secret was made of`() {
    var bytes = Array("Passw0rd!".utf8)
    let secret = Secret(consuming: &bytes)
    #expect(bytes.isEmpty)
    #expect(secret.byteCount == 9)
    #expect(secret.reveal() == "Passw0rd!")
    #expect(secret.matches(Secret("Passw0rd!")))
    #expect(!secret.matches(Secret("Passw0rd?")))
  }

  @Test func `shows nothing of a secret in a description`() {
    #expect(!"\(Secret("Passw0rd!"))".contains("Passw0rd"))
    #expect(!String(reflecting: Secret("Passw0rd!")).contains("Passw0rd"))
  }
}
