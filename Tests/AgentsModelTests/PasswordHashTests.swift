import AgentsModel
import Testing

/// Password hashes in the format of crypt(3).
struct PasswordHashTests {
  // Computed with python3: crypt.crypt(password, "$y$j9T$Zm9vYmFyYmF6cXV4MTIz").
  private static let known = [
    ("Passw0rd!", "$y$j9T$Zm9vYmFyYmF6cXV4MTIz$z.TmDbmR5TnrF2xzydhWKafYYDo/QGJ3UHwiLB1YfX0"),
    ("Grüße-日本-😀", "$y$j9T$Zm9vYmFyYmF6cXV4MTIz$JitlgMHLpFWmKCyVz0VUBshsRwcer7xVRWkhxKt9M9B"),
    (times(511, "a"), "$y$j9T$Zm9vYmFyYmF6cXV4MTIz$EKTinRR.lHkVCOJxFfYScHjFoO7v.MlCycyJDG7rQT8"),
    (
      "Passw0rd!",
      "$6$saltsalt$B.Jo0ry5vc9EqWhay6Slrl.e3IkeJEf5CtDxnKDqXf1CvnnxfpQFSeAGwNsSzFvaerLx9wibjNa1PM2Osekn81"
    ),
  ]

  @Test(arguments: known)
  func `recognises a password by a hash made elsewhere`(_ password: String, _ hash: String) {
    #expect(PasswordHash(stored: hash).matches(Secret(password)))
    #expect(!PasswordHash(stored: hash).matches(Secret(password + "x")))
    #expect(!PasswordHash(stored: hash).matches(Secret(String(password.dropLast()))))
    #expect(!PasswordHash(stored: hash).matches(Secret("")))
  }

  @Test func `makes yescrypt strings that recognise their password`() throws {
    let hash = try PasswordHash(of: Secret("Passw0rd!"))
    #expect(hash.text.hasPrefix("$y$"))
    #expect(hash.text.split(separator: "$").count == 4)
    #expect(hash.matches(Secret("Passw0rd!")))
    #expect(!hash.matches(Secret("Passw0rd?")))
    #expect(PasswordHash(stored: hash.text) == hash)
  }

  @Test func `salts every hash anew`() throws {
    let password = Secret("Passw0rd!")
    #expect(try PasswordHash(of: password) != PasswordHash(of: password))
  }

  @Test func `tells 511 bytes apart by the last one`() throws {
    let hash = try PasswordHash(of: Secret(times(510, "a") + "b"))
    #expect(hash.matches(Secret(times(510, "a") + "b")))
    #expect(!hash.matches(Secret(times(510, "a") + "c")))
    #expect(!hash.matches(Secret(times(510, "a"))))
  }

  @Test func `cuts nothing: 512 bytes have no hash and match none`() throws {
    #expect(throws: AgentsError.cryptFailed) { try PasswordHash(of: Secret(times(512, "a"))) }
    let hash = try PasswordHash(of: Secret(times(511, "a")))
    #expect(!hash.matches(Secret(times(512, "a"))))
  }

  @Test func `does not stop at a NUL`() throws {
    let hash = try PasswordHash(of: Secret("Passw0rd!"))
    #expect(!hash.matches(Secret("Passw0rd!\u{0}x")))
    #expect(!hash.matches(Secret("Passw0rd!\u{0}")))
    #expect(throws: AgentsError.cryptFailed) { try PasswordHash(of: Secret("Pass\u{0}w0rd!")) }
  }

  @Test(arguments: ["", "*", "*0", "*1", "!", "x", "$y$", "$y$j9T$", "$99$salt$hash", "plain text"])
  func `matches nothing where the stored string is no hash`(_ stored: String) {
    for password in ["", stored, "Passw0rd!"] {
      #expect(!PasswordHash(stored: stored).matches(Secret(password)))
    }
  }
}
