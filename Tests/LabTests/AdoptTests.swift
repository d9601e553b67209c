import Foundation
import TestSupport
import Testing

/// Running centres are taken over while their phones are registered, and given back.
@Suite struct AdoptTests {
  /// A kind of centre, and how it is taken over.
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let driver: Driver
    var options: [String] = []
    /// The phones that are taken over; the others stay where they are.
    let adopted: [String]

    var testDescription: String { "\(name) on \(driver)" }
  }

  static let cases = [
    Case(
      name: "handwritten-sip", driver: .sip16, options: ["--domain", "example.org"],
      adopted: ["200", "201", "202", "203", "204"]),
    Case(name: "users-conf", driver: .sip16, adopted: ["6001", "6002", "6004", "6005", "6006"]),
    Case(
      name: "pjsip-hand", driver: .pjsip16,
      options: ["--domain", "example.org", "--agents", "all", "--keep-going"],
      adopted: ["801", "802", "806"]),
    Case(
      name: "pjsip-hand", driver: .pjsip22,
      options: ["--domain", "example.org", "--agents", "all", "--keep-going"],
      adopted: ["801", "802"]),
    Case(
      name: "pjsip-wizard", driver: .pjsip16,
      options: ["--domain", "example.org", "--agents", "all"], adopted: ["700", "701", "702"]),
    Case(
      name: "pjsip-wizard", driver: .pjsip22,
      options: ["--domain", "example.org", "--agents", "all"], adopted: ["700", "701", "702"]),
  ]

  @Test(arguments: cases)
  func `a cut-over keeps every registration, and a roll-back gives all back`(
    _ one: Case
  ) async throws {
    let centre = try RealCentre(one.name, one.driver)
    try await Installation.run(one.driver, prepare: centre.write) { site in
      let phones = try centre.phones(site)
      for phone in phones {
        #expect(try await phone.register() == .registered, "\(phone.username)")
      }
      let addresses = try await centre.addresses(site)
      #expect(Set(phones.map(\.username)).isSubset(of: addresses.keys))
      let before = try centre.contents(site)
      let directory = site.asterisk.configurationDirectory.systemPath

      let result = try await site.run(["adopt", directory, "--cut-over", "--yes"] + one.options)
      try #require(result.status == 0, "\(result.output)\(result.errors)")
      #expect(try await centre.addresses(site) == addresses)
      let rows =
        try await site.done("list", "--format", "names")
        + site.done(
          "telephone", "list", "--format", "names")
      #expect(Set(rows.split(separator: "\n").map(String.init)) == Set(one.adopted))
      #expect(try centre.contents(site) != before)
      // Phones register again with the passwords they had, from wherever they are.
      for phone in phones { await phone.switchOff() }
      let others = try centre.phones(site)
      for phone in others {
        #expect(try await phone.register() == .registered, "\(phone.username) again")
      }
      let again = try await site.run(["adopt", directory] + one.options)
      #expect(again.output.contains("0 agents, 0 telephones, 0 queues"), "\(again)")

      // A file that somebody changed since is named, and nothing is done.
      let changed = try #require(try centre.contents(site).first { $0.value.contains(";adopted ") })
      try centre.change(changed.key, beside: site.asterisk.asteriskDirectory) { $0 += "; mine\n" }
      let refused = try await site.run(["adopt", directory, "--roll-back", "--yes"])
      #expect(refused.status == 65 && refused.errors.contains(changed.key), "\(refused)")
      #expect(try await centre.addresses(site).keys.sorted() == addresses.keys.sorted())
      #expect(try await site.done("list", "--state", "held", "--format", "names").isEmpty)
      try centre.change(changed.key, beside: site.asterisk.asteriskDirectory) {
        $0 = changed.value
      }
      let back = try await site.run(["adopt", directory, "--roll-back", "--yes"])
      #expect(back.status == 0, "\(back)")
      #expect(try centre.contents(site) == before)
      for phone in others {
        #expect(try await phone.register() == .registered, "\(phone.username) after the roll-back")
      }
    }
  }

  @Test
  func
    `a centre that another program writes is stored, and finished when its phones are gone there`()
    async throws
  {
    let centre = try RealCentre("freepbx-chansip", .sip16)
    try await Installation.run(.sip16, prepare: centre.write) { site in
      let phones = try centre.phones(site)
      for phone in phones {
        #expect(try await phone.register() == .registered, "\(phone.username)")
      }
      let addresses = try await centre.addresses(site)
      let directory = site.asterisk.configurationDirectory.systemPath
      let words = ["adopt", directory, "--domain", "example.com", "--agents", "all", "--yes"]
      // Its files are never patched.
      let refused = try await site.run(words + ["--cut-over"])
      #expect(
        refused.status == 65 && refused.errors.contains("the next Apply Config"), "\(refused)")
      let stored = try await site.run(words + ["--store"])
      try #require(stored.status == 0, "\(stored.output)\(stored.errors)")
      // Held: nothing of it is in a file, and the names stand in the program's own.
      #expect(try await site.run(["adopt", directory, "--finish", "--yes"]).status == 65)
      #expect(try await centre.addresses(site) == addresses)

      try centre.remove("sip_additional.conf", site)
      try centre.remove("queues_additional.conf", site)
      let done = try await site.run(["adopt", directory, "--finish", "--yes"])
      try #require(done.status == 0, "\(done.output)\(done.errors)")
      #expect(try await centre.addresses(site) == addresses)
      let files = try centre.contents(site)
      #expect(files["sip_custom_post.conf"]?.contains("sip_agents.conf") == true)
      // No program writes the mailboxes here, so their lines are commented out, and ours are read.
      #expect(files["voicemail.conf"]?.contains(";adopted 3001 => ") == true)
      let boxes = try await site.asterisk.command("voicemail show users for default")
      #expect(boxes.contains("Dora Delta"))
      for phone in phones {
        #expect(try await phone.register() == .registered, "\(phone.username) again")
      }
    }
  }

  @Test func `what does not work afterwards is put back by itself`() async throws {
    let centre = try RealCentre("handwritten-sip", .sip16)
    try await Installation.run(.sip16, prepare: centre.writeWithPoorPIN) { site in
      let directory = site.asterisk.configurationDirectory.systemPath
      // Our template says another context than the phones need: a section of the centre's own continues it.
      try centre.change("sip.conf", beside: site.asterisk.asteriskDirectory) {
        $0 += """

          #tryinclude xcally/sip_agents.conf
          [xcally-external](+)
          md5secret=\(String(repeating: "0", count: 32))

          """
      }
      let before = try centre.contents(site)
      let result = try await site.run([
        "adopt", directory, "--domain", "example.org", "--new-pins", "pins.csv", "--cut-over",
        "--yes",
      ])
      #expect(result.status != 0, "\(result)")
      #expect(try !site.scratch.names().contains("pins.csv"))
      #expect(try centre.contents(site) == before)
      #expect(try await site.done("list", "--format", "names").isEmpty)
      for phone in try centre.phones(site) {
        #expect(try await phone.register() == .registered, "\(phone.username)")
      }
    }
  }

  @Test func `a centre is the one that runs by whatever name, and no other`() async throws {
    let centre = try RealCentre("handwritten-sip", .sip16)
    try await Installation.run(
      .sip16,
      prepare: { directory in
        try centre.write(into: directory)
        // Asterisk knows its directory by a link.
        let own = directory.deletingLastPathComponent()
        try FileManager.default.createSymbolicLink(
          atPath: own.deletingLastPathComponent().appending(path: "named").systemPath,
          withDestinationPath: "asterisk")
        try centre.change("asterisk.conf", beside: directory) {
          $0.replace("/etc/asterisk", with: "/etc/named")
        }
      }
    ) { site in
      let directory = site.asterisk.configurationDirectory.systemPath
      let copy = site.scratch.path + directory.replacing("/etc/asterisk", with: "/etc/named")
      let copied = try await Program.shell(
        "mkdir -p \(copy) && cp -r \(directory)/. \(copy)", in: site.scratch)
      try #require(copied.status == 0, "\(copied)")
      try await site.set("asteriskDir", copy + "/xcally")
      let words = ["--domain", "example.org", "--cut-over", "--yes"]
      let other = try await site.run(["adopt", copy] + words)
      #expect(
        other.status == 65 && other.errors.contains("Asterisk that runs here reads"), "\(other)")
      try await site.set("asteriskDir", site.asterisk.asteriskDirectory.systemPath)
      let result = try await site.run(["adopt", directory] + words)
      #expect(result.status == 0, "\(result)")
    }
  }

  @Test(arguments: ["renameat", "fsync", "fdatasync"])
  func `a cut-over that is killed at any step loses no phone, and the next run puts all back`(
    _ call: String
  ) async throws {
    let centre = try RealCentre("handwritten-sip", .sip16)
    try await Installation.run(.sip16, prepare: centre.writeWithPoorPIN) { site in
      let phones = try centre.phones(site)
      for phone in phones {
        #expect(try await phone.register() == .registered, "\(phone.username)")
      }
      let (addresses, before) = (try await centre.addresses(site), try centre.contents(site))
      let directory = site.asterisk.configurationDirectory.systemPath
      let command =
        "xcally-agents adopt \(directory) --domain example.org --new-pins pins.csv --cut-over --yes"
      var kills = 0
      for step in 1...200 {
        // A registration is for two minutes, and these are many steps.
        for phone in phones { #expect(try await phone.register() == .registered) }
        let result = try await Program.shell(
          "exec strace -f -qq -o /dev/null -e trace=\(call) -e inject=\(call):signal=KILL:when=\(step) \(command)",
          in: site.scratch, path: [site.asterisk.wrapperDirectory.systemPath])
        guard result.status == 137 else {
          #expect(result.status == 0, "\(call) \(step): \(result)")
          break
        }
        kills += 1
        // A mailbox whose PIN was made is stored only where that can be read.
        let hasPIN = try await !site.done("list", "--where", "name=202", "--format", "names")
          .isEmpty
        let pins = site.scratch.path + "/pins.csv"
        #expect(!hasPIN || FileManager.default.fileExists(atPath: pins), "\(call) \(step)")
        try? FileManager.default.removeItem(atPath: pins)
        let applied = try await site.run(["apply"])
        #expect([0, 1].contains(applied.status), "\(call) \(step): \(applied)")
        #expect(try await centre.addresses(site) == addresses, "\(call) \(step)")
        if try centre.contents(site) != before {
          // Killed after its last word to the disk: all of it is live.
          #expect(try await site.done("list", "--state", "held", "--format", "names").isEmpty)
        }
        let forgotten = try await site.run(["adopt", directory, "--roll-back", "--forget", "--yes"])
        #expect([0, 65].contains(forgotten.status), "\(call) \(step): \(forgotten)")
        #expect(try centre.contents(site) == before, "\(call) \(step)")
        #expect(try await site.done("list", "--format", "names").isEmpty, "\(call) \(step)")
      }
      #expect(kills > 2)
      #expect(try await centre.addresses(site) == addresses)
      for phone in phones {
        #expect(try await phone.register() == .registered, "\(phone.username) at the end")
      }
    }
  }
}
