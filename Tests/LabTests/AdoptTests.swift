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
    Case(name: "users-conf", driver: .sip16, adopted: ["6001", "6002"]),
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

  @Test func `adopted phones call each other, queues ring them, and messages stay`() async throws {
    let centre = try RealCentre("handwritten-sip", .sip16)
    try await Installation.run(
      .sip16,
      prepare: { directory in
        try centre.write(into: directory)
        // The phones of the lab speak G.711 of the other kind.
        try centre.change("sip.conf", beside: directory) {
          $0.replace("allow=alaw\n", with: "allow=alaw,ulaw\n")
        }
        try centre.change("extensions.conf", beside: directory) {
          $0 += """
            [internal]
            exten => _2XX,1,Dial(SIP/${EXTEN},20)
            exten => _q.,1,Queue(${EXTEN:1},,,,20)

            """
        }
      }
    ) { site in
      let directory = site.asterisk.configurationDirectory.systemPath
      let result = try await site.run([
        "adopt", directory, "--domain", "example.org", "--except", "203", "--cut-over", "--yes",
      ])
      try #require(result.status == 0, "\(result.output)\(result.errors)")
      let all = try centre.phones(site)
      func phone(_ name: String) throws -> Phone {
        try #require(all.first(where: { $0.username == name }))
      }
      for phone in all { #expect(try await phone.register() == .registered, "\(phone.username)") }
      // 203 stays where it was, 200 is one of ours.
      #expect(try await phone("203").call("200").status == 200)
      #expect(try await phone("200").call("203").status == 200)
      #expect(try await phone("203").call("qsupport").status == 200)
      _ = try await phone("202").receivedCalls(answered: 1)
      let boxes = try await site.asterisk.command("voicemail show users for default")
      #expect(boxes.contains("Anna Alpha"))
      // What no field stands for is still said of the phone and of the queue.
      #expect(try await site.shown("200")["Call limit"] == "2")
      #expect(try await site.shown("200")["Language"] == "it")
      let queue = try site.sections(of: "queues.conf")["support"]
      #expect(
        queue?.lines.contains { line in line.key == "timeout" && line.value == "15" } ?? false)
    }
  }

  @Test func `what does not work afterwards is put back by itself`() async throws {
    let centre = try RealCentre("handwritten-sip", .sip16)
    try await Installation.run(.sip16, prepare: centre.write) { site in
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
        "adopt", directory, "--domain", "example.org", "--cut-over", "--yes",
      ])
      #expect(result.status != 0, "\(result)")
      #expect(try centre.contents(site) == before)
      #expect(try await site.done("list", "--format", "names").isEmpty)
      for phone in try centre.phones(site) {
        #expect(try await phone.register() == .registered, "\(phone.username)")
      }
    }
  }

  @Test(arguments: ["renameat", "fsync", "fdatasync"])
  func `a cut-over that is killed at any step loses no phone, and the next run puts all back`(
    _ call: String
  ) async throws {
    let centre = try RealCentre("handwritten-sip", .sip16)
    try await Installation.run(.sip16, prepare: centre.write) { site in
      let phones = try centre.phones(site)
      for phone in phones {
        #expect(try await phone.register() == .registered, "\(phone.username)")
      }
      let (addresses, before) = (try await centre.addresses(site), try centre.contents(site))
      let directory = site.asterisk.configurationDirectory.systemPath
      let command = "xcally-agents adopt \(directory) --domain example.org --cut-over --yes"
      var kills = 0
      for step in 1...200 {
        let result = try await Program.shell(
          "exec strace -f -qq -o /dev/null -e trace=\(call) -e inject=\(call):signal=KILL:when=\(step) \(command)",
          in: site.scratch, path: [site.asterisk.wrapperDirectory.systemPath])
        guard result.status == 137 else {
          #expect(result.status == 0, "\(call) \(step): \(result)")
          break
        }
        kills += 1
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

/// One of `Fixtures/centres` as a running Asterisk has it.
struct RealCentre {
  let name: String
  let driver: Driver
  private let fixtures: URL

  init(_ name: String, _ driver: Driver) throws {
    (self.name, self.driver) = (name, driver)
    fixtures = Lab.repository.appending(path: "Fixtures/centres/\(name)")
  }

  /// Puts the files of the centre in the place of those of the lab, whose addresses stay.
  func write(into asteriskDirectory: URL) throws {
    let directory = asteriskDirectory.deletingLastPathComponent()
    let files = FileManager.default
    for path in try files.subpathsOfDirectory(atPath: fixtures.systemPath)
    where !path.hasPrefix("expected.") {
      let source = fixtures.appending(path: path)
      let target = directory.appending(path: path)
      let type = try files.attributesOfItem(atPath: source.systemPath)[.type] as? FileAttributeType
      guard type != .typeDirectory else {
        try files.createDirectory(at: target, withIntermediateDirectories: true)
        continue
      }
      var text = try String(contentsOf: source, encoding: .utf8)
      if let own = try? String(contentsOf: target, encoding: .utf8) {
        text = merged(text, own, path)
      }
      try text.write(to: target, atomically: false, encoding: .utf8)
    }
    // Nobody includes our files before the cut-over.
    for path in ["sip.conf", "pjsip.conf", "voicemail.conf", "queues.conf"] {
      let target = directory.appending(path: path)
      guard let text = try? String(contentsOf: target, encoding: .utf8) else { continue }
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        .filter { !$0.hasPrefix("#tryinclude xcally/") }
      try lines.joined(separator: "\n").write(to: target, atomically: false, encoding: .utf8)
    }
  }

  /// The addresses and transports of the lab, before what the centre says.
  private func merged(_ text: String, _ own: String, _ path: String) -> String {
    switch path {
    case "sip.conf":
      let general = own.split(separator: "\n").dropFirst().filter {
        !$0.hasPrefix("realm") && !$0.hasPrefix("#") && !$0.hasPrefix("allowguest")
      }
      return text.replacingOccurrences(
        of: "[general]\n", with: "[general]\n" + general.joined(separator: "\n") + "\n")
    case "pjsip.conf":
      return text.replacingOccurrences(
        of: "[transport-udp]\ntype=transport\nprotocol=udp\nbind=0.0.0.0\n",
        with: own.split(separator: "\n").prefix(4).joined(separator: "\n") + "\n")
    default: return text
    }
  }

  /// Changes a file.
  func change(
    _ name: String, beside asteriskDirectory: URL, _ body: (inout String) -> Void
  ) throws {
    let file = asteriskDirectory.deletingLastPathComponent().appending(path: name)
    var text = try String(contentsOf: file, encoding: .utf8)
    body(&text)
    try text.write(to: file, atomically: false, encoding: .utf8)
  }

  /// Removes all sections from a file, as the program does that writes it.
  func remove(_ name: String, _ site: Installation) throws {
    let file = site.asterisk.configurationDirectory.appending(path: name)
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    try lines.prefix(3).joined(separator: "\n").write(to: file, atomically: false, encoding: .utf8)
  }

  /// Its phones, switched off.
  func phones(_ site: Installation) throws -> [Phone] {
    struct Entry: Decodable {
      let to: String
      let auth: String
      let password: String
    }
    let data = try Data(contentsOf: fixtures.appending(path: "expected.phones.json"))
    return try JSONDecoder().decode([Entry].self, from: data)
      // The digest of another password wins on Asterisk 22.
      .filter { !(name == "pjsip-hand" && driver == .pjsip22 && $0.to == "806") }
      .map {
        try Phone(
          $0.to, login: $0.auth, password: $0.password, at: site.asterisk,
          port: driver.port(of: site.asterisk))
      }
  }

  /// Where each registered phone is.
  func addresses(_ site: Installation) async throws -> [String: String] {
    let isSIP = driver == .sip16
    let answer = try await site.asterisk.command(isSIP ? "sip show peers" : "pjsip show contacts")
    var found: [String: String] = [:]
    for line in answer.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      if isSIP, words.count > 3, words[0].contains("/"), !words[0].hasPrefix("Name/"),
        words[1] != "(Unspecified)"
      {
        found[words[0].prefix { $0 != "/" }.description] = words[1]
      } else if !isSIP, words.count > 2, words[0] == "Contact:", words[1].contains("/sip:") {
        let halves = words[1].split(separator: "/", maxSplits: 1).map(String.init)
        found[halves[0]] = halves[1]
      }
    }
    return found
  }

  /// The centre's own files.
  func contents(_ site: Installation) throws -> [String: String] {
    let directory = site.asterisk.configurationDirectory
    let paths = try FileManager.default.subpathsOfDirectory(atPath: directory.systemPath)
      .filter { $0.hasSuffix(".conf") && !$0.hasPrefix("xcally/") }
    return try Dictionary(
      uniqueKeysWithValues: paths.map {
        ($0, try String(contentsOf: directory.appending(path: $0), encoding: .utf8))
      })
  }
}
