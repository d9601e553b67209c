@testable import AgentsCore
import Testing

/// What leaves the house with a support case, and what does not.
struct SecretTests {
  private func masked(_ text: String) -> String {
    var lines = MaskedLines()
    return String(decoding: lines.masked(Array(text.utf8)) + lines.rest(), as: UTF8.self)
  }

  @Test(arguments: [
    ("password=Sesam-2024", "password=***"), ("Password: Sesam-2024 rest", "Password: *** rest"),
    ("{\"password\":\"a\\\"b\",\"x\":1}", "{\"password\":\"***\",\"x\":1}"),
    ("{\\\"password\\\":\\\"abc\\\",\\\"x\\\":1}", "{\\\"password\\\":\\\"***\\\",\\\"x\\\":1}"),
    ("md5secret = 0123456789abcdef", "md5secret = ***"),
    ("password_digest=MD5:00112233", "password_digest=***"),
    ("Authorization: Digest username=\"a\", response=\"b\"\r\n", "Authorization: ***\r\n"),
    ("\"authorization\":\"Bearer abc.def\",\"x\":1", "\"authorization\":\"***\",\"x\":1"),
    ("Set-Cookie: sid=1; Path=/", "Set-Cookie: ***"), ("x-api-key: 12345, y", "x-api-key: ***, y"),
    ("?token=abc&x=1", "?token=***&x=1"), ("access_token => 'a b'", "access_token => '***'"),
    ("sent Bearer abcdefgh12345 to x", "sent Bearer *** to x"),
    ("https://anna:geheim@example.com/x", "https://anna:***@example.com/x"),
    ("jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc_def-1 end", "jwt *** end"),
    ("hash $y$j9T$abcdefghijklmnop$0123456789 end", "hash *** end"),
    ("voicemailPin: 482913", "voicemailPin: ***"), ("otp=123456", "otp=***"),
    ("user_otp=123456", "user_otp=***"), ("ha1: 00ff", "ha1: ***"),
    (
      "key -----BEGIN PRIVATE KEY-----\\nMIIE\\n-----END PRIVATE KEY----- x",
      "key -----BEGIN PRIVATE KEY-----***-----END PRIVATE KEY----- x"
    ),
    ("password=a password=b", "password=*** password=***"),
  ])
  func `hides`(_ text: String, _ shown: String) {
    #expect(masked(text) == shown)
  }

  @Test(arguments: [
    "", "nothing to hide\n", "password is wrong", "the token expired", "https://example.com:8089/x",
    "passing=1", "basically: everything", "optional=1", "mario@example.com: 12",
    "https://example.com/a@b:c", "price $5$ and $6$", "\"password\":\"\",\"x\":\"y\"", "eyJ.a.b",
    "token=", "[2026-01-02 10:00:00] [ERROR] api - POST /x 401 12ms id=7\n",
  ])
  func `leaves alone`(_ text: String) {
    #expect(masked(text) == text)
  }

  @Test func `hides a private key over its lines`() {
    let text = """
      before
      -----BEGIN RSA PRIVATE KEY-----
      MIIEowIBAAKCAQEA
      abc=
      -----END RSA PRIVATE KEY-----
      after password=x

      """
    let shown = """
      before
      -----BEGIN RSA PRIVATE KEY-----
      ***
      ***
      -----END RSA PRIVATE KEY-----
      after password=***

      """
    #expect(masked(text) == shown)
  }

  @Test func `a key that was cut off ends where a log line stands`() {
    let text = "-----BEGIN PRIVATE KEY-----\nMIIE\n[2026-01-02 10:00:00] [INFO] token=a\n"
    #expect(
      masked(text)
        == "-----BEGIN PRIVATE KEY-----\n***\n[2026-01-02 10:00:00] [INFO] token=***\n")
  }

  @Test func `counts, and finds what comes in two pieces`() {
    var lines = MaskedLines()
    var shown = lines.masked(Array("a password=abc".utf8))
    shown += lines.masked(Array("def\ntoken=".utf8))
    shown += lines.masked(Array("x\n".utf8))
    shown += lines.rest()
    #expect(String(decoding: shown, as: UTF8.self) == "a password=***\ntoken=***\n")
    #expect(lines.count == 2)
  }

  @Test(arguments: ["$1$", "eyJ", "token=", "cookie: ", "password=\""])
  func `a line of nothing but beginnings takes no time worth telling`(_ text: String) {
    let line = Array((times(30_000 / text.utf8.count, text) + " end\n").utf8)
    var lines = MaskedLines()
    let time = ContinuousClock().measure { _ = lines.masked(line) }
    #expect(time < .seconds(60))
  }

  @Test func `bytes that are no text stay as they are`() {
    var lines = MaskedLines()
    let bytes: [UInt8] = [0xFF, 0x00, 0x0A, 0x80]
    #expect(lines.masked(bytes) + lines.rest() == bytes)
  }
}
