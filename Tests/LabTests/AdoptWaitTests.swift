import Foundation
import TestSupport
import Testing

/// Phones are taken over in the moment in which another program lets them go.
@Suite struct AdoptWaitTests {
  /// A centre, the files that the other program writes, and one of its phones.
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let driver: Driver
    let files: [String]
    let phone: String
    /// Those that the program removes; empty = all of its files.
    var sections: [String] = []

    var testDescription: String { "\(name) on \(driver)" }
  }

  static let cases = [
    Case(
      name: "freepbx-chansip", driver: .sip16,
      files: ["sip_additional.conf", "queues_additional.conf"], phone: "3001"),
    Case(
      name: "pjsip-wizard", driver: .pjsip16, files: ["pjsip_wizard.conf"], phone: "700",
      sections: ["700", "701"]),
    Case(
      name: "pjsip-wizard", driver: .pjsip22, files: ["pjsip_wizard.conf"], phone: "700",
      sections: ["700", "701"]),
  ]

  @Test(arguments: cases)
  func `phones go live as soon as the other program has removed them`(_ one: Case) async throws {
    let centre = try RealCentre(one.name, one.driver)
    try await Installation.run(one.driver, prepare: centre.write) { site in
      let phones = try centre.phones(site)
      for phone in phones {
        #expect(try await phone.register() == .registered, "\(phone.username)")
      }
      let addresses = try await centre.addresses(site)
      let directory = site.asterisk.configurationDirectory.systemPath
      // 702 stands in a file that a person writes.
      let words = [
        "adopt", directory, "--domain", "example.com", "--agents", "all", "--except", "702",
        "--yes",
      ]
      try #require(try await site.run(words + ["--store"]).status == 0)
      let held = try await site.done("list", "--state", "held", "--format", "names")
      let before = try centre.contents(site)

      // Ctrl-C while it waits: nothing is done.
      let finish = ["adopt", directory, "--finish", "--wait", "1", "--yes"]
      let line = (["timeout", "--preserve-status", "-s", "INT", "5", "xcally-agents"] + finish)
        .joined(separator: " ")
      let given = try await Program.shell(
        line, in: site.scratch, path: [site.asterisk.wrapperDirectory.systemPath])
      #expect(given.status == 130, "\(given)")
      #expect(given.errors.contains("still in the centre's own files"), "\(given)")
      #expect(try centre.contents(site) == before)
      #expect(try await site.done("list", "--state", "held", "--format", "names") == held)

      async let finished = site.run(finish)
      // As the program does it: one file after the other, then Asterisk reads them.
      try await Task.sleep(for: .seconds(2))
      for file in one.files where one.sections.isEmpty { try centre.remove(file, site) }
      for file in one.files where !one.sections.isEmpty {
        try centre.change(file, beside: site.asterisk.asteriskDirectory) {
          $0 = Self.without(one.sections, $0)
        }
      }
      _ = try await site.asterisk.command(one.driver == .sip16 ? "sip reload" : "pjsip reload")
      let done = try await finished
      try #require(done.status == 0, "\(done)")
      #expect(done.output.contains("copies of the files"), "\(done)")
      #expect(try await centre.addresses(site) == addresses)
      #expect(try await site.done("list", "--state", "held", "--format", "names").isEmpty)
      let trail = try await site.done(
        "audit", "list", "--verb", "adopt", "--object", one.phone, "--format", "csv")
      #expect(trail.contains("adopt cut-over,\(one.phone)"), "\(trail)")
      #expect(trail.contains("adopt,\(one.phone)"), "\(trail)")
    }
  }

  private static func without(_ sections: [String], _ text: String) -> String {
    var isGone = false
    return text.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
      if line.hasPrefix("[") { isGone = sections.contains { line.hasPrefix("[\($0)]") } }
      return !isGone
    }.joined(separator: "\n")
  }
}
