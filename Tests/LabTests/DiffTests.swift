import Foundation
import TestSupport
import Testing

/// The database against a running Asterisk.
@Suite struct DiffTests {
  static let drivers = [Driver.sip16, .pjsip22]

  /// Every sort of agent, with values that are shown otherwise than they are written.
  @Test(arguments: drivers)
  func `what runs as it was written does not differ`(_ driver: Driver) async throws {
    try await Installation.run(driver) { site in
      try await centre(site)
      let result = try await site.run(["diff", "--values"])
      #expect(result.output == "nothing differs\n", "\(result)")
      #expect(result.status == 0)
      let json = try await site.done("diff", "--values", "--format", "json")
      #expect(json.hasPrefix(#"{"same":true,"files":[],"running":{"compared":true,"values":true,"#))
    }
  }

  @Test(arguments: drivers)
  func `members of queues differ by penalty, and not by what is added or paused`(
    _ driver: Driver
  ) async throws {
    try await Installation.run(driver) { site in
      let technology = driver.technology
      try await site.done("queue", "create", "voice:sales")
      for name in ["anna", "bert"] { try await site.create(name) }
      try await site.done("add-to-queue", "anna", "--queue", "voice:sales=3")
      for command in [
        "queue add member \(technology)/bert to sales penalty 1 as bert",
        "queue pause member \(technology)/anna queue sales reason lunch",
      ] { _ = try await site.asterisk.command(command) }
      let same = try await site.run(["diff", "--running"])
      #expect(same.status == 0, "\(same)")
      #expect(
        same.errors == """
          note: sales: bert is not in the database (dynamic)
          note: sales: anna is paused (lunch, 0 min)

          """)
      _ = try await site.asterisk.command("queue set penalty 9 on \(technology)/anna in sales")
      let other = try await site.run(["diff", "--queue", "sales"])
      #expect(other.status == 1)
      #expect(
        other.output == """
          queue sales                                     database | Asterisk
            anna penalty                                         3 | 9

          """, "\(other)")
      #expect(
        try await site.run(["diff", "--queue", "voice:sales", "--format", "csv"]).output == """
          side,place,type,name,setting,difference,database,other
          asterisk,sales,member,anna,penalty,value,3,9

          """)
      #expect(try await site.run(["diff", "--format", "names"]).output == "anna\n")
    }
  }

  @Test(arguments: drivers)
  func `what Asterisk does not have, and has besides, is found`(_ driver: Driver) async throws {
    try await Installation.run(driver) { site in
      try await site.create("anna", "--voicemail")
      let own = site.asterisk.configurationDirectory
      for file in [
        driver == .sip16 ? "sip.conf" : "pjsip.conf", "voicemail.conf", "extensions.conf",
      ] {
        let path = own.appending(path: file)
        let text = try String(contentsOf: path, encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let rest = lines.filter { !$0.hasPrefix("#tryinclude") }.joined(separator: "\n")
        try rest.write(to: path, atomically: true, encoding: .utf8)
      }
      try await site.asterisk.reload()
      for command in ["voicemail reload", "dialplan reload"] {
        _ = try await site.asterisk.command(command)
      }
      _ = try await site.asterisk.command(
        driver == .sip16 ? "sip show peers" : "pjsip list endpoints"
      ) { !$0.contains("anna") }
      let result = try await site.run(["diff", "--running"])
      #expect(result.status == 1)
      for line in [
        "endpoints: 1 in the database, 0 in Asterisk", "  anna: not in Asterisk",
        "mailboxes: 1 in the database, 0 in Asterisk", "  1000: not in Asterisk",
        "extensions: 1 in the database, 0 in Asterisk",
      ] { #expect(result.output.contains(line), "\(line)\n\(result)") }
      #expect(try await site.run(["diff", "--running", "--format", "names"]).output == "anna\n")
    }
  }

  @Test func `values of one phone differ, and of its password only that it does`() async throws {
    try await Installation.run(.pjsip22) { site in
      try await site.create("anna")
      let own = site.asterisk.configurationDirectory.appending(path: "pjsip.conf")
      let text = try String(contentsOf: own, encoding: .utf8)
      // One duplicate, and Asterisk keeps all old objects of that type.
      try
        (text + "[anna]\ntype = auth\nusername = anna\npassword = old\n[trunk]\ntype = endpoint\n")
        .write(to: own, atomically: true, encoding: .utf8)
      _ = try await site.run(
        ["set-password", "anna", "--password-stdin"], input: "Stone-Bridge-8\n")
      let result = try await site.run(["diff", "anna", "--running"])
      #expect(result.status == 1)
      #expect(
        result.output == """
          endpoints: 1 in the database, 1 in Asterisk     database | Asterisk
            anna password (password_digest)                differs

          """, "\(result)")
      #expect(try await site.run(["diff", "--running"]).status == 0)
      let all = try await site.done("diff", "--all", "--kind", "endpoints", "--format", "json")
      #expect(all.contains(#""foreign":["trunk"]"#), "\(all)")
    }
  }

  @Test func `without an answer the files are compared alone`() async throws {
    try await Installation.run(.pjsip22) { site in
      try await site.create("anna")
      try site.asterisk.freeze()
      let result = try await site.run(["diff"])
      #expect(
        result
          == .init(
            output: "not compared: Asterisk did not answer in 2 s\n", errors: "", status: 0))
      #expect(try await site.run(["diff", "--running"]).status == 69)
      try site.asterisk.thaw()
    }
  }

  private func centre(_ site: Installation) async throws {
    try await site.done("queue", "create", "voice:sales", "--strategy", "rrmemory")
    try await site.done("queue", "create", "voice:support", "--weight", "5")
    try await site.create(
      "anna", "--voicemail", "--queue", "voice:sales", "--set", "callGroup=1,3-5",
      "--set", "pickupGroup=2", "--set", "chanSpy=true", "--set", "extensionMonitor=wav",
      fullName: #"Anna "Nina" O'Rossi <1>"#)
    try await site.create(
      "bert", "--typology", "external", "--set", "encryption=true", "--set", "nat=no",
      "--set", "allow=alaw,g722,ulaw", "--set", "transport=tcp,udp", fullName: "Bérthold Ü")
    try await site.create("carl", "--typology", "webrtc", "--voicemail")
    try await site.create(
      "dora", "--typology", "mobile", "--set", "pushGateway=192.0.2.9:5060")
    try await site.create("emil", "--set", "type=user", "--set", "context=from-supervisor")
    try await site.create("fred", "--set", "host=192.0.2.7", "--set", "callerid=\"F\" <39021>")
    try await site.create(
      "gina", "--set", "phoneBarUnconditional=true", "--set", "phoneBarUnconditionalNumber=600")
    try await site.create("long." + String(repeating: "x", count: 35), "--queue", "voice:support=2")
    try await site.done(
      "telephone", "create", "lobby", "--full-name", "Lobby", "--generate-password")
    try await site.done(
      "telephone", "create", "door-1+a*b", "--full-name", "Door; 1", "--generate-password",
      "--set", "context=doors", "--set", "allow=alaw", "--set", "transport=tcp", "--set", "nat=no",
      "--set", "callGroup=1,3", "--set", "pickupGroup=2", "--set", "videosupport=true")
  }
}
