import Foundation
import TestSupport
import Testing

/// The files for PJSIP, as Asterisk 16 and 22 run them.
@Suite struct PJSIPTests {
  @Test(arguments: [Driver.pjsip16, .pjsip22])
  func `each typology runs with the default values`(_ driver: Driver) async throws {
    try await Installation.run(driver) { site in
      try await site.set("tlsCertificate", "/etc/lab.crt")
      try await site.set("tlsPrivateKey", "/etc/lab.key")
      try await site.create("bar", "--no-apply", "--voicemail")
      try await site.create("ext", "--typology", "external", "--no-apply")
      try await site.create("web", "--typology", "webrtc", "--no-apply")
      try await site.create(
        "mob", "--typology", "mobile", "--set", "pushGateway=127.0.0.1:9", "--no-apply")
      try await site.done("apply")

      for (number, name) in ["bar", "ext", "web", "mob"].enumerated() {
        let shown = try await site.endpoint(name)
        #expect(shown["context"] == "from-sip", "\(name)")
        #expect(shown["allow"] == "(ulaw|alaw)", "\(name)")
        #expect(shown["callerid"] == "\"Anna Rossi\" <\(1000 + number)>", "\(name)")
        #expect(shown["direct_media"] == "false", "\(name)")
        #expect(shown["force_rport"] == "true", "\(name)")
        #expect(shown["rewrite_contact"] == "true", "\(name)")
        #expect(shown["rtp_symmetric"] == "true", "\(name)")
        #expect(shown["media_encryption"] == (name == "web" ? "dtls" : "no"), "\(name)")
        #expect(shown["mailboxes"] == (name == "bar" ? "1000@default" : nil), "\(name)")
        #expect(shown["max_contacts"] == "1", "\(name)")
        #expect(shown["remove_existing"] == "true", "\(name)")
        #expect(shown["qualify_frequency"] == "60", "\(name)")
        #expect(shown["auth_type"] == (driver == .pjsip16 ? "md5" : "digest"), "\(name)")
      }
      let web = try await site.endpoint("web")
      #expect(web["webrtc"] == "yes")
      #expect(web["dtls_cert_file"] == "/etc/lab.crt")
      let mobile = try await site.endpoint("mob")
      #expect(mobile["outbound_proxy"] == "sip:127.0.0.1:9;lr")
      // The log has no complaint of Asterisk, except that on 16 its WebSocket transport does not load.
      let errors = try site.asterisk.log.split(separator: "\n").filter {
        $0.contains("ERROR") && !$0.contains("res_pjsip_transport_websocket")
      }
      #expect(errors == [])
    }
  }

  @Test(arguments: [Driver.pjsip16, .pjsip22])
  func `each typology runs with values of its own`(_ driver: Driver) async throws {
    try await Installation.run(driver) { site in
      try await site.create(
        "bar", "--no-apply", "--internal", "0042", "--set", "transport=tls,tcp",
        "--set", "host=192.0.2.10", "--set", "nat=comedia", "--set", "allow=opus,g722,gsm",
        "--set", #"callerid="The Bar; 日本" <+3902>"#, "--set", "context=from_bar-1",
        "--set", "callGroup=63,5,1-3,4", "--set", "pickupGroup=0", "--set", "encryption=true")
      try await site.create(
        "ext", "--no-apply", "--typology", "external", "--set", "host=2001:db8::1",
        "--set", "nat=no")
      try await site.done("apply")

      let bar = try await site.endpoint("bar")
      #expect(bar["callerid"] == #""The Bar; 日本" <+3902>"#)
      #expect(bar["allow"] == "(opus|g722|gsm)")
      #expect(bar["context"] == "from_bar-1")
      #expect(bar["call_group"] == "1, 2, 3, 4, 5, 63")
      #expect(bar["pickup_group"] == "0")
      #expect(bar["media_encryption"] == "sdes")
      #expect(bar["force_rport"] == "false")
      #expect(bar["rtp_symmetric"] == "true")
      #expect(bar["contact"] == "sip:bar@192.0.2.10;transport=tls")
      #expect(bar["max_contacts"] == "0")
      #expect(bar["match"] == "192.0.2.10/255.255.255.255")
      let ext = try await site.endpoint("ext")
      #expect(ext["contact"] == "sip:ext@[2001:db8::1]")
      #expect(ext["rtp_symmetric"] == "false")
      // An endpoint with a fixed address accepts no registration.
      let phone = try site.phone("bar")
      #expect(try await phone.register() == .refused(status: 403))
    }
  }

  @Test(arguments: [Driver.pjsip16, .pjsip22])
  func `hostile names and passwords come through`(_ driver: Driver) async throws {
    try await Installation.run(driver) { site in
      let names = [
        #";-- x --;"#, #"A "B" \C\"#, "[general](!) => #include x", "a,b <c> =d", "-Zoë 日本 😀",
        "${CHANNEL} $[1+1] %s",
      ]
      let passwords = [
        "Aa1!;--x", "aÄA1!öü日本", #"Aa1! "'\`$"#, "Aa1![x](!)=>", "Aa1! ,;|&<>", "Aa1!#%xx",
      ]
      for (number, name) in names.enumerated() {
        try await site.create(
          "h\(number)", "--no-apply", fullName: name, password: passwords[number])
      }
      try await site.done("apply")
      for (number, name) in names.enumerated() {
        let shown = try await site.endpoint("h\(number)")["callerid"]
        let escaped = name.replacing("\\", with: #"\\"#).replacing("\"", with: #"\""#)
        #expect(shown == "\"\(escaped)\" <\(1000 + number)>")
        let phone = try site.phone("h\(number)", password: passwords[number])
        #expect(try await phone.register() == .registered, "\(passwords[number])")
      }
    }
  }

  @Test func `an Asterisk that has no chan_sip is written for by itself`() async throws {
    try await Installation.run(.pjsip22) { site in
      try await site.create("anna")
      #expect(try site.files().contains("pjsip_agents.d/1000-1999.conf"))
      #expect(try !site.files().contains("sip_agents.conf"))
      #expect(try await site.register("anna") == .registered)
      try await site.done("edit", "anna", "--full-name", "Anna Bianchi")
      #expect(try await site.endpoint("anna")["callerid"] == #""Anna Bianchi" <1000>"#)
      try await site.done("disable", "anna")
      #expect(
        try await site.asterisk.command("pjsip show endpoint anna")
          .contains("Unable to find object anna.\n"))
    }
  }
}

extension PJSIPTests {
  @Test func `a change of the driver asks which Asterisk runs, whatever was seen`() async throws {
    try await Installation.run(.pjsip22) { site in
      try await site.create("anna")
      // Not applied: this Asterisk has no chan_sip.
      try await site.done("settings", "set", "asteriskDriver", "sip", "--no-apply")
      // As if this host had been upgraded from an Asterisk that accepts no digest.
      let database = site.scratch.path + "/agents.db"
      let old = try await Program.shell(
        "sqlite3 \(database) \"UPDATE asteriskSeen SET version = '16.28'\"", in: site.scratch)
      #expect(old.status == 0, "\(old)")
      try await site.set("asteriskDriver", "pjsip")
      #expect(try await site.endpoint("anna")["auth_type"] == "digest")
      #expect(try await site.register("anna") == .registered)
    }
  }
}

extension Installation {
  /// The values of an endpoint and its objects, as PJSIP runs them.
  func endpoint(_ name: String) async throws -> [String: String] {
    var fields: [String: String] = [:]
    for kind in ["identify", "aor", "auth", "endpoint"] {
      let text = try await asterisk.command("pjsip show \(kind) \(name)")
      for line in text.split(separator: "\n") {
        let halves = line.split(separator: " : ", maxSplits: 1)
        guard halves.count == 2 else { continue }
        fields[halves[0].trimmingCharacters(in: .whitespaces)] =
          halves[1].trimmingCharacters(in: .whitespaces)
      }
    }
    return fields
  }
}
