import TestSupport
import Testing

/// Every Voice value of an agent, as Asterisk's parser reads it and as Asterisk runs it.
@Suite struct VoiceTests {
  typealias Line = ManagerInterface.Line

  /// The values of agents with default settings.
  private static func usual(transport: String, encryption: String) -> [Line] {
    [
      Line("callcounter", "yes"), Line("qualify", "yes"), Line("disallow", "all"),
      Line("directmedia", "no"), Line("host", "dynamic"), Line("context", "from-sip"),
      Line("transport", transport),
      Line("videosupport", "no"), Line("encryption", encryption),
    ]
  }

  private static let webrtc = [
    Line("avpf", "yes"), Line("force_avp", "yes"), Line("icesupport", "yes"),
    Line("rtcp_mux", "yes"), Line("dtlsenable", "yes"), Line("dtlsverify", "fingerprint"),
    Line("dtlssetup", "actpass"), Line("dtlscertfile", "/etc/lab.crt"),
    Line("dtlsprivatekey", "/etc/lab.key"),
  ]

  private static func own(
    _ callerid: String, type: String = "friend", nat: String = "force_rport,comedia",
    allow: String = "ulaw,alaw"
  ) -> [Line] {
    [Line("callerid", callerid), Line("type", type), Line("nat", nat), Line("allow", allow)]
  }

  @Test func `each typology loads with the default values`() async throws {
    try await Installation.run { site in
      try await site.set("tlsCertificate", "/etc/lab.crt")
      try await site.set("tlsPrivateKey", "/etc/lab.key")
      try await site.create("bar", "--no-apply")
      try await site.create("ext", "--typology", "external", "--no-apply")
      try await site.create("web", "--typology", "webrtc", "--no-apply")
      try await site.create(
        "mob", "--typology", "mobile", "--set", "pushGateway=127.0.0.1:9", "--no-apply")
      try await site.done("apply")

      let sections = try site.sections(of: "sip.conf")
      let plain = Self.usual(transport: "udp,tcp", encryption: "no")
      #expect(read("bar", sections) == plain + Self.own(#""Anna Rossi" <1000>"#))
      #expect(read("ext", sections) == plain + Self.own(#""Anna Rossi" <1001>"#))
      #expect(
        read("web", sections) == Self.usual(transport: "wss", encryption: "yes") + Self.webrtc
          + Self.own(#""Anna Rossi" <1002>"#))
      #expect(
        read("mob", sections) == plain + Self.own(#""Anna Rossi" <1003>"#)
          + [Line("outboundproxy", "127.0.0.1:9")])

      for (number, name) in ["bar", "ext", "web", "mob"].enumerated() {
        let shown = try await site.shown(name)
        #expect(shown["MD5Secret"] == "<Set>", "\(name)")
        #expect(shown["Secret"] == "<Not set>", "\(name)")
        #expect(shown["Context"] == "from-sip", "\(name)")
        #expect(shown["Dynamic"] == "Yes", "\(name)")
        #expect(shown["Force rport"] == "Yes", "\(name)")
        #expect(shown["Symmetric RTP"] == "Yes", "\(name)")
        #expect(shown["Codecs"] == "(ulaw|alaw)", "\(name)")
        #expect(shown["Callerid"] == "\"Anna Rossi\" <\(1000 + number)>", "\(name)")
        #expect(shown["Mailbox"] == "", "\(name)")
        #expect(shown["Callgroup"] == "", "\(name)")
        #expect(shown["Pickupgroup"] == "", "\(name)")
        #expect(shown["Video Support"] == "No", "\(name)")
        #expect(shown["Encryption"] == (name == "web" ? "Yes" : "No"), "\(name)")
        #expect(shown["Allowed.Trsp"] == (name == "web" ? "WSS" : "UDP,TCP"), "\(name)")
      }
      let web = try await site.shown("web")
      #expect(web["RTCP Mux"] == "Yes")
    }
  }

  @Test func `each typology loads with values of its own`() async throws {
    try await Installation.run { site in
      try await site.create(
        "bar", "--no-apply", "--voicemail", "--internal", "0042", "--set", "transport=tls,tcp",
        "--set", "host=192.0.2.10", "--set", "nat=comedia", "--set", "type=peer",
        "--set", "allow=opus,g722,gsm", "--set", #"callerid="The Bar; 日本" <+3902>"#,
        "--set", "context=from_bar-1", "--set", "callGroup=63,5,1-3,4", "--set", "pickupGroup=0",
        "--set", "videosupport=true", "--set", "encryption=true")
      try await site.done(
        "telephone", "create", "desk", "--full-name", "Desk", "--internal", "5000",
        "--password-stdin", "--no-apply",
        input: Installation.password + "\n")
      try await site.create(
        "ext", "--no-apply", "--typology", "external", "--set", "transport=ws,wss,tls,udp,tcp",
        "--set", "host=2001:db8::1", "--set", "nat=no", "--set", "type=user",
        "--set", "allow=g729,alaw", "--set", "hotdesk=true", "--set", "chanSpy=true",
        "--set", "extensionMonitor=wav49")
      try await site.create(
        "web", "--no-apply", "--typology", "webrtc", "--set", "nat=force_rport",
        "--set", "allow=opus", "--set", "videosupport=true", "--set", "context=web")
      try await site.create(
        "mob", "--no-apply", "--typology", "mobile", "--set", "transport=tls",
        "--set", "pushGateway=push.example.com:5061", "--set", "nat=yes")
      try await site.done("apply")

      let sections = try site.sections(of: "sip.conf")
      #expect(
        read("bar", sections) == Self.usual(transport: "udp,tcp", encryption: "no")
          + Self.own(
            #""The Bar; 日本" <+3902>"#, type: "peer", nat: "comedia", allow: "opus,g722,gsm")
          + [
            Line("host", "192.0.2.10"), Line("context", "from_bar-1"),
            Line("transport", "tls,tcp"), Line("videosupport", "yes"),
            Line("encryption", "yes"), Line("callgroup", "1-5,63"), Line("pickupgroup", "0"),
            Line("mailbox", "0042@default"),
          ])
      let bar = try await site.shown("bar")
      #expect(bar["Addr->IP"] == "192.0.2.10:5061")
      #expect(bar["Dynamic"] == "No")
      #expect(bar["Prim.Transp."] == "TLS")
      #expect(bar["Allowed.Trsp"] == "TCP,TLS")
      #expect(bar["Force rport"] == "No")
      #expect(bar["Symmetric RTP"] == "Yes")
      #expect(bar["Codecs"] == "(opus|g722|gsm)")
      #expect(bar["Callerid"] == #""The Bar; 日本" <+3902>"#)
      #expect(bar["Context"] == "from_bar-1")
      #expect(bar["Callgroup"] == "1, 2, 3, 4, 5, 63")
      #expect(bar["Pickupgroup"] == "0")
      #expect(bar["Video Support"] == "Yes")
      #expect(bar["Encryption"] == "Yes")
      #expect(bar["Mailbox"] == "0042@default")
      #expect(try await site.shown("bar", as: "user") == [:])

      #expect(
        read("ext", sections) == Self.usual(transport: "udp,tcp", encryption: "no")
          + Self.own(#""Anna Rossi" <1000>"#, type: "user", nat: "no", allow: "g729,alaw")
          + [Line("host", "2001:db8::1"), Line("transport", "ws,wss,tls,udp,tcp")])
      #expect(try await site.shown("ext") == [:])
      let ext = try await site.shown("ext", as: "user")
      #expect(ext["Callerid"] == #""Anna Rossi" <1000>"#)

      let web = try await site.shown("web")
      #expect(web["Force rport"] == "Yes")
      #expect(web["Symmetric RTP"] == "No")
      #expect(web["Codecs"] == "(opus)")
      #expect(web["Video Support"] == "Yes")
      #expect(web["Context"] == "web")

      #expect(
        read("mob", sections)?.suffix(6) == [
          Line("callerid", #""Anna Rossi" <1002>"#), Line("type", "friend"), Line("nat", "yes"),
          Line("allow", "ulaw,alaw"), Line("transport", "tls"),
          Line("outboundproxy", "push.example.com:5061"),
        ])
      let mob = try await site.shown("mob")
      #expect(mob["Allowed.Trsp"] == "TLS")
      #expect(mob["Force rport"] == "Yes")
      #expect(mob["Symmetric RTP"] == "Yes")
    }
  }

  /// For some lists Asterisk adds later lines to earlier ones, so a change must replace the whole list.
  @Test func `an edited value replaces the one before`() async throws {
    try await Installation.run { site in
      try await site.create("anna", "--set", "callGroup=1-3", "--set", "allow=ulaw,alaw,g722")
      try await site.done(
        "edit", "anna", "--set", "callGroup=", "--set", "allow-=ulaw", "--set", "nat=no",
        "--set", "transport=tcp")
      _ = try await site.asterisk.command("sip show peer anna") {
        $0.contains("Codecs       : (alaw|g722)\n")
      }
      let shown = try await site.shown("anna")
      #expect(shown["Callgroup"] == "")
      #expect(shown["Force rport"] == "No")
      #expect(shown["Symmetric RTP"] == "No")
      #expect(shown["Allowed.Trsp"] == "TCP")
    }
  }

  /// The lines of one agent without its digest, which depends on the name.
  private func read(
    _ name: String, _ sections: [String: ManagerInterface.Section]
  ) -> [Line]? {
    sections[name]?.lines.filter { $0.key != "md5secret" }
  }
}
