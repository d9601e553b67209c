import TestSupport
import Testing

/// Telephones with voice fields of their own in a real Asterisk.
@Suite struct TelephoneTests {
  @Test(arguments: Driver.allCases)
  func `Asterisk runs a telephone as its fields say`(_ driver: Driver) async throws {
    try await Installation.run(driver) { site in
      try await site.done(
        "telephone", "create", "door-1+a*b", "--full-name", "Door", "--internal", "2030",
        "--password-stdin", "--set", "context=from-door", "--set", "allow=alaw,gsm",
        "--set", "callGroup=1", input: Installation.password + "\n")
      try await check(site, context: "from-door", codecs: "(alaw|gsm)", callerID: #""Door" <2030>"#)
      let phone = try site.phone("door-1+a*b")
      #expect(try await phone.register() == .registered)

      try await site.done(
        "telephone", "edit", "door-1+a*b", "--full-name", "Back door", "--set", "context=from-sip",
        "--set", "allow=ulaw")
      try await check(
        site, context: "from-sip", codecs: "(ulaw)", callerID: #""Back door" <2030>"#)
      try await site.create("anna")
      let anna = try site.phone("anna")
      #expect(try await anna.register() == .registered)
      #expect(try await anna.call("2030").status == 200)

      try await site.done(
        "telephone", "rename", "door-1+a*b", "door", "--password-stdin",
        input: Installation.password + "\n")
      #expect(try await phone.register() != .registered)
      let renamed = try site.phone("door")
      #expect(try await renamed.register() == .registered)
      #expect(try await site.run(["diff"]).status == 0)
      #expect(try await anna.call("2030").status == 200)
    }
  }

  /// What Asterisk shows of the telephone.
  private func check(
    _ site: Installation, context: String, codecs: String, callerID: String
  ) async throws {
    let name = "door-1+a*b"
    guard site.driver == .sip16 else {
      let lines = try await site.asterisk.command("pjsip show endpoint \(name)").split(
        separator: "\n")
      let shown = lines.map { $0.split(separator: ":", maxSplits: 1).map { $0.trimmed } }
      func value(_ key: String) -> String? { shown.last { $0.first == key }?.last }
      #expect(value("context") == context)
      #expect(value("allow") == codecs)
      #expect(value("callerid") == callerID)
      return
    }
    let shown = try await site.shown(name)
    #expect(shown["Context"] == context)
    #expect(shown["Codecs"] == codecs)
    #expect(shown["Callerid"] == callerID)
  }
}

extension Substring {
  fileprivate var trimmed: String {
    let characters = drop { $0 == " " }
    return String(characters.reversed().drop { $0 == " " }.reversed())
  }
}
