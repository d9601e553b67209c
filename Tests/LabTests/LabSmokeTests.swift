import Foundation
import TestSupport
import Testing

/// Proves with files written by hand that the lab works.
@Suite struct LabSmokeTests {
  typealias Line = ManagerInterface.Line

  @Test func `each typology loads with its values as written`() async throws {
    try await Lab.withAsterisk(prepare: { try HandWritten.write(into: $0) }) { asterisk in
      let phone = try await peer("phone", of: asterisk)
      #expect(phone["MD5Secret"] == "<Set>")
      #expect(phone["Secret"] == "<Not set>")
      #expect(phone["Context"] == "from-sip")
      #expect(phone["Dynamic"] == "Yes")
      #expect(phone["Prim.Transp."] == "UDP")
      #expect(phone["Allowed.Trsp"] == "UDP,TCP")
      #expect(phone["Force rport"] == "Yes")
      #expect(phone["Symmetric RTP"] == "Yes")
      #expect(phone["Codecs"] == "(ulaw|alaw)")
      #expect(phone["Callerid"] == #""Mario \"M\" \\; 日本" <1000>"#)
      #expect(phone["Mailbox"] == "1000@default")
      #expect(phone["Callgroup"] == "1, 3, 4, 5, 63")
      #expect(phone["Pickupgroup"] == "0")
      #expect(phone["Video Support"] == "Yes")
      #expect(phone["Encryption"] == "No")

      let external = try await peer("external", of: asterisk)
      #expect(external["Dynamic"] == "No")
      #expect(external["Addr->IP"] == "192.0.2.10:5061")
      #expect(external["Prim.Transp."] == "TLS")
      #expect(external["Allowed.Trsp"] == "TLS,WS,WSS")
      #expect(external["Force rport"] == "No")
      #expect(external["Symmetric RTP"] == "No")
      #expect(external["Codecs"] == "(g722|g729|opus|gsm)")
      #expect(external["Encryption"] == "Yes")

      let browser = try await peer("browser", of: asterisk)
      // Asterisk shows this for both ws and wss.
      #expect(browser["Prim.Transp."] == "WS")
      #expect(browser["Allowed.Trsp"] == "WSS")
      #expect(browser["Codecs"] == "(opus|ulaw)")
      #expect(browser["Encryption"] == "Yes")
      #expect(browser["RTCP Mux"] == "Yes")

      let mobile = try await peer("mobile", of: asterisk)
      #expect(mobile["Force rport"] == "No")
      #expect(mobile["Symmetric RTP"] == "Yes")

      // A user only makes calls, so it is not a peer.
      #expect(try await asterisk.command("sip show peer user") == "Peer user not found.\n\n")
      #expect(try await asterisk.command("sip show user user").contains("* Name       : user\n"))
    }
  }

  @Test func `the manager interface serves a file as Asterisk reads it`() async throws {
    try await Lab.withAsterisk(prepare: { try HandWritten.write(into: $0) }) { asterisk in
      let manager = try ManagerInterface(asterisk)
      let sections = try manager.configuration(of: "sip.conf")
      #expect(
        sections.map(\.name) == ["general", "phone", "external", "browser", "mobile", "user"])
      let phone = try #require(sections.first { $0.name == "phone" })
      #expect(phone.templates == ["agent"])
      #expect(
        phone.lines.prefix(4) == [
          Line("host", "dynamic"), Line("context", "from-sip"), Line("disallow", "all"),
          Line("type", "friend"),
        ])
      #expect(phone["callerid"] == #""Mario \"M\" \\; 日本" <1000>"#)
      #expect(phone["no such key"] == nil)

      let long = String(repeating: "x", count: 8000)
      try """
      [odd](!)  ; a comment
      a=1;2
      b => 2 = 3
      [heir](odd)
      c = \\;--\\;
      d =
      e = \\\\ \\n "q" [x](!) #include %41
      f = \(long)
      """.write(
        to: asterisk.asteriskDirectory.appending(path: "odd.conf"), atomically: true,
        encoding: .utf8)
      let odd = try manager.configuration(of: "xcally/odd.conf")
      #expect(odd.map(\.name) == ["heir"])
      #expect(
        odd.first?.lines == [
          Line("a", "1"), Line("b", "2 = 3"), Line("c", ";--;"), Line("d", ""),
          Line("e", #"\\ \n "q" [x](!) #include %41"#), Line("f", long),
        ])

      #expect(refusal { try manager.configuration(of: "none.conf") } == "Config file not found")
      try manager.logoff()
    }
  }

  @Test func `a phone registers with the right password alone`() async throws {
    let agents = HandWritten.agents + HandWritten.passwordAgents
    try await Lab.withAsterisk(prepare: { try HandWritten.write(agents, into: $0) }) { asterisk in
      func register(_ username: String, _ password: String) async throws -> SIPPhone.Answer {
        try await SIPPhone.register(username: username, password: password, at: asterisk)
      }
      #expect(try await register("phone", "phone-password") == .registered)
      #expect(try await register("phone", "wrong") == .refused(status: 403))
      #expect(try await register("mobile", "mobile-password") == .registered)
      // A static host, a wrong transport, a user, and an unknown name.
      #expect(try await register("external", "external-password") == .refused(status: 403))
      #expect(try await register("browser", "browser-password") == .refused(status: 403))
      #expect(try await register("user", "user-password") == .refused(status: 403))
      #expect(try await register("nobody", "x") == .refused(status: 403))
      for (number, row) in HandWritten.passwords.enumerated() {
        let answer = try await register("p\(number)", row.password)
        #expect(answer == .registered, "password \(row.password)")
      }
      let phone = try await peer("phone", of: asterisk)
      #expect(phone["Useragent"] == "sipp")
    }
  }

  @Test func `a reload brings new agents, keeps registrations and drops removed agents`()
    async throws
  {
    try await Lab.withAsterisk(prepare: { try HandWritten.write(into: $0) }) { asterisk in
      let phone = try Phone("phone", password: "phone-password", at: asterisk)
      #expect(try await phone.register() == .registered)

      try HandWritten.write(
        HandWritten.agents + HandWritten.passwordAgents, into: asterisk.asteriskDirectory)
      try await asterisk.reload()
      _ = try await asterisk.command("sip show peer p0") { $0.contains("* Name       : p0\n") }
      let kept = try await peer("phone", of: asterisk)
      #expect(kept["Addr->IP"] == "\(phone.address):5060")

      try HandWritten.write(HandWritten.passwordAgents, into: asterisk.asteriskDirectory)
      try await asterisk.reload()
      _ = try await asterisk.command("sip show peer phone") { $0 == "Peer phone not found.\n\n" }
      let gone = try await SIPPhone.register(
        username: "phone", password: "phone-password", at: asterisk)
      #expect(gone == .refused(status: 403))
    }
  }

  @Test func `two run side by side, and nothing of either stays`() async throws {
    let (one, other) = try await (Lab.start(.v16), Lab.start(.v16))
    #expect(try await one.command("core show version").hasPrefix("Asterisk 16."))
    #expect(try await other.command("core show version").hasPrefix("Asterisk 16."))
    try await one.stop()
    try await other.stop()
    #expect(!FileManager.default.fileExists(atPath: one.runDirectory.systemPath))
    #expect(!FileManager.default.fileExists(atPath: other.runDirectory.systemPath))
  }

  /// The `Name : value` lines of `sip show peer`.
  private func peer(
    _ name: String, of asterisk: RunningAsterisk
  ) async throws -> [String: String] {
    let lines = try await asterisk.command("sip show peer \(name)").split(separator: "\n")
    return lines.reduce(into: [:]) { fields, line in
      let halves = line.split(separator: ":", maxSplits: 1)
      guard halves.count == 2 else { return }
      fields[halves[0].trimmingCharacters(in: .whitespaces)] =
        halves[1].trimmingCharacters(in: .whitespaces)
    }
  }

  /// Asterisk's message when it refused.
  private func refusal(_ request: () throws -> Any) -> String? {
    do {
      _ = try request()
      return nil
    } catch {
      return "\(error)"
    }
  }
}
