import Foundation
import TestSupport

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

  /// The same with a mailbox whose PIN cannot be kept.
  func writeWithPoorPIN(into asteriskDirectory: URL) throws {
    try write(into: asteriskDirectory)
    try change("voicemail.conf", beside: asteriskDirectory) { $0.replace("5937", with: "84") }
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
