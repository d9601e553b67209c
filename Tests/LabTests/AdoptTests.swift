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

      let back = try await site.run(["adopt", directory, "--roll-back", "--yes"])
      #expect(back.status == 0, "\(back)")
      #expect(try centre.contents(site) == before)
      for phone in others {
        #expect(try await phone.register() == .registered, "\(phone.username) after the roll-back")
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
