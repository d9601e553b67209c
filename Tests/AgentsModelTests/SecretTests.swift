@testable import AgentsModel
import Testing

/// Which secrets are removed from a support case.
struct SecretTests {
  private func masked(_ text: String) -> String {
    var lines = MaskedLines()
    return String(decoding: lines.masked(Array(text.utf8)) + lines.rest(), as: UTF8.self)
  }

  @Test(arguments: [
    ("password=Sesam-2024", "password=***"), ("Password: Sesam-2024 rest", "Password: ***"),
    ("{\"password\":\"a\\\"b\",\"x\":1}", "{\"password\":\"***\",\"x\":1}"),
    ("{\\\"password\\\":\\\"abc\\\",\\\"x\\\":1}", "{\\\"password\\\":\\\"***\\\",\\\"x\\\":1}"),
    ("md5secret = 0123456789abcdef", "md5secret = ***"),
    ("password_digest=MD5:00112233", "password_digest=***"),
    ("Authorization: Digest username=\"a\", response=\"b\"\r\n", "Authorization: ***\r\n"),
    ("\"authorization\":\"Bearer abc.def\",\"x\":1", "\"authorization\":\"***\",\"x\":1"),
    ("Set-Cookie: sid=1; Path=/", "Set-Cookie: ***"), ("x-api-key: 12345, y", "x-api-key: *** y"),
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
    ("password=pa,comma x", "password=*** x"), ("password=p(paren)[a]{b}<c>;d&x", "password=***&x"),
    ("password=it's\"so\"", "password=***"), ("password=[a],b x", "password=*** x"),
    ("{\"url\":\"/?password=a,b\",\"x\":1}", "{\"url\":\"/?password=***\",\"x\":1}"),
    (
      "{\\\"url\\\":\\\"?token=a,b\\\",\\\"x\\\":1}", "{\\\"url\\\":\\\"?token=***\\\",\\\"x\\\":1}"
    ),
    ("{password: abc, user: x}", "{password: ***"),
    ("{password: 'abc', u: 1}", "{password: '***', u: 1}"),
    ("{\"resetToken\":null,\"x\":\"y\"}", "{\"resetToken\":***,\"x\":\"y\"}"),
    ("{\"token\":12,\"x\":[1]}", "{\"token\":***,\"x\":[1]}"),
    ("token=a;password=\"b c\" d", "token=***\" d"), ("password := abc", "password := ***"),
  ])
  func `a value ends where no password goes on`(_ text: String, _ shown: String) {
    #expect(masked(text) == shown)
  }

  @Test(arguments: [
    ("password: my secret phrase\r\n", "password: ***\r\n"),
    ("new Passphrase = say \"hello\" now", "new Passphrase = ***"),
    ("{\"message\":\"pwd: my own phrase\",\"x\":1}", "{\"message\":\"pwd: ***\",\"x\":1}"),
    ("secret: one two", "secret: *** two"),
  ])
  func `hides a phrase behind a password's word`(_ text: String, _ shown: String) {
    #expect(masked(text) == shown)
  }

  @Test(arguments: [
    ("{\"pass\":\"a b\",\"x\":1}", "{\"pass\":\"***\",\"x\":1}"),
    ("{\"credentials\":{\"user\":\"x}\",\"pass\":\"y\"},\"x\":1}", "{\"credentials\":***,\"x\":1}"),
    ("{\"password\":[\"a\",\"b]\"],\"x\":1}", "{\"password\":***,\"x\":1}"),
    (
      "\"{\\\"password\\\":[\\\"a\\\\\\\"]\\\"],\\\"x\\\":1}\"",
      "\"{\\\"password\\\":***,\\\"x\\\":1}\""
    ),
    ("{ password: [ 'a', 'b' ], user: 'x' }", "{ password: ***, user: 'x' }"),
    ("{\"password\":[\"a\",\n", "{\"password\":***\n"),
    ("[\"password\",\"x\"]", "[\"password\",\"***\"]"),
    ("['Cookie', 'a=1; b=2'] x", "['Cookie', '***'] x"),
    (
      "{\\\"a\\\":\\\"x\\\\\\\"y\\\",\\\"pin\\\":\\\"1\\\\\\\"2\\\"}",
      "{\\\"a\\\":\\\"x\\\\\\\"y\\\",\\\"pin\\\":\\\"***\\\"}"
    ),
    ("<password>x y</password><a/>", "<password>***</password><a/>"),
    (
      "<ns:Password type='p'>x<![CDATA[<]]></ns:Password>",
      "<ns:Password type='p'>***</ns:Password>"
    ),
    (
      "<credentials><user>a</user><pass>b</pass></credentials> x",
      "<credentials>***</credentials> x"
    ),
    ("<secret>abc\n", "<secret>***\n"),
  ])
  func `hides in JSON, lists and XML`(_ text: String, _ shown: String) {
    #expect(masked(text) == shown)
  }

  @Test(arguments: [
    ("sip:anna:secret@pbx.example.com", "sip:anna:***@pbx.example.com"),
    ("<sips:anna:p@ss;x@pbx.example.com>;a=b", "<sips:anna:***@pbx.example.com>;a=b"),
    (
      "Digest username=\"a\", response=\"0123456789abcdef0123456789ABCDEF\", qop=auth",
      "Digest username=\"a\", response=\"***\", qop=auth"
    ),
    (
      "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz|2^20|1:4",
      "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:***|2^20|1:4"
    ),
    ("a=ice-pwd:asd88fgpdd777uzjYhagZg", "a=ice-pwd:***"),
    ("Bearer \t abcdefgh12345 x", "Bearer \t *** x"),
    ("Bearer%20abcdefgh12345&x", "Bearer%20***&x"),
    ("bearer: abc", "bearer: ***"), ("password%3Dx", "password%3D***"),
    ("a%26password%253dx%26b&c=1", "a%26password%253d***&c=1"),
    ("%22pin%22%3A%22482%22 x", "%22pin%22%3A*** x"),
  ])
  func `hides in SIP and HTTP`(_ text: String, _ shown: String) {
    #expect(masked(text) == shown)
  }

  @Test(arguments: [
    ("?auth=abc&x=1", "?auth=***&x=1"),
    ("{\"auth\":{\"u\":\"x\"},\"y\":1}", "{\"auth\":***,\"y\":1}"),
    ("/cb?code=ab/c&state=1", "/cb?code=***&state=1"), ("body code=abc&x", "body code=***&x"),
    ("cb%3Fcode%3Dabc", "cb%3Fcode%3D***"), ("?key=abc", "?key=***"), ("pin=482914", "pin=***"),
    ("userPin=1234", "userPin=***"), ("SIP_PASS=a", "SIP_PASS=***"),
    ("connect.sid=s%3Aabc.def; Path=/", "connect.sid=*** Path=/"),
    ("PHPSESSID=ab", "PHPSESSID=***"),
  ])
  func `hides behind whole words`(_ text: String, _ shown: String) {
    #expect(masked(text) == shown)
  }

  @Test(arguments: [
    "keyboard=1 postcode=12345 monkey=2 primary_key=5 spin=1 bypass=1 author=me", "exit code=1006",
    "{\"code\":500,\"key\":\"Enter\"}", "auth: user not found", "response=ok response: 200",
    "display: inline", "inline:block", "sip:1001@pbx:5060;a=b,sip:b@h", "sip:pbx:5060 x@y",
    "{\"grant_type\":\"password\",\"username\":\"anna\"}", "<passed>1</passed>", "<password/>a<b>",
    "100%3D", "nonce=\"abc\", cnonce=\"def\"", "a <token b", "Bearer  x",
  ])
  func `leaves other words alone`(_ text: String) {
    #expect(masked(text) == text)
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

  @Test func `of a log without its beginning the rest of a private key is hidden`() {
    var lines = MaskedLines(isInside: true)
    let text = "MIIEvQ\nQDx8/w==\n-----END PRIVATE KEY-----\nabc\n"
    let shown = lines.masked(Array(text.utf8)) + lines.rest()
    #expect(
      String(decoding: shown, as: UTF8.self) == "***\n***\n-----END PRIVATE KEY-----\nabc\n")
    var plain = MaskedLines(isInside: true)
    let entry = "[2026-01-01 08:00:00] [INFO] start\nabc\n"
    #expect(plain.masked(Array(entry.utf8)) == Array(entry.utf8))
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

  @Test(arguments: [
    "$1$", "eyJ", "token=", "cookie: ", "password=\"", "password=[", "password=['", "password: ",
    "\"password: x", "<secret>", "<secret", "sip:", "sip:a:", "code=", "code=a&", "inline:",
    "response=",
    "a%3D", "pin%3D", "\"token\",", "\"token\",[", "token:{}", "\\", "Bearer  ", "://",
    "password=\\\"",
    "password='\\",
  ])
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
