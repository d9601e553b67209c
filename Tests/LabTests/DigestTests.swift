import Foundation
import TestSupport
import Testing

/// Phones that were set up elsewhere.
///
/// The values in Asterisk's old files are enough.
@Suite struct DigestTests {
  /// MD5 of `anna:asterisk:Paper-Boat-7`.
  private static let digest = "asterisk:2ce777e2744bfccf52cbe0282bf8bb16"

  @Test(arguments: Driver.allCases)
  func `a phone registers with the digest of a CSV alone`(_ driver: Driver) async throws {
    try await Installation.run(driver) { site in
      if driver == .pjsip22 { try await site.prefer("SHA-256,MD5") }
      try site.scratch.write(
        "name,fullname,email,sipDigest\nanna,Anna,anna@example.com,\(Self.digest)\n", to: "a.csv")
      try await site.done("import-csv", site.scratch.path + "/a.csv")
      #expect(try await site.answer() == .registered)
      #expect(try await site.answer("Other-Boat-8") != .registered)
      // No password works for the login, not even that of the phone.
      for password in [Installation.password, ""] {
        let result = try await site.run(
          ["verify-password", "anna", "--password-stdin"], input: password + "\n")
        #expect(result.status == 1)
      }
      try await site.done(
        "set-password", "anna", "--login-only", "--password-stdin", input: "Other-Boat-8\n")
      try await site.done("verify-password", "anna", "--password-stdin", input: "Other-Boat-8\n")
      #expect(try await site.answer() == .registered)
      #expect(try await site.answer("Other-Boat-8") != .registered)
      // The lab's phone answers the first challenge and knows only MD5.
      if driver == .pjsip22 { try await site.prefer("MD5") }
      try await site.done("set-password", "anna", "--password-stdin", input: "Third-Boat-9\n")
      #expect(try await site.answer("Third-Boat-9") == .registered)
      #expect(try await site.answer() != .registered)
    }
  }
}

extension Installation {
  /// The result of registering anna's phone with the driver in use.
  fileprivate func answer(_ password: String = password) async throws -> SIPPhone.Answer {
    let phone = try phone("anna", password: password)
    let answer = try await phone.register()
    await phone.switchOff()
    return answer
  }

  /// Sets in the centre's own file which digests Asterisk requests from phones.
  fileprivate func prefer(_ algorithms: String) async throws {
    let file = asterisk.configurationDirectory.appending(path: "pjsip.conf")
    let text = try String(contentsOf: file, encoding: .utf8).split(separator: "[global]")[0]
    try "\(text)\n[global]\ntype = global\ndefault_auth_algorithms_uas = \(algorithms)\n".write(
      to: file, atomically: false, encoding: .utf8)
    try await asterisk.reload()
  }
}
