import Foundation
import TestSupport
import Testing

/// Phones are taken over in the moment in which another program lets them go.
@Suite struct AdoptWaitTests {
  @Test func `phones go live as soon as the other program has removed them`() async throws {
    let centre = try RealCentre("freepbx-chansip", .sip16)
    try await Installation.run(.sip16, prepare: centre.write) { site in
      let phones = try centre.phones(site)
      for phone in phones {
        #expect(try await phone.register() == .registered, "\(phone.username)")
      }
      let addresses = try await centre.addresses(site)
      let directory = site.asterisk.configurationDirectory.systemPath
      let words = ["adopt", directory, "--domain", "example.com", "--agents", "all", "--yes"]
      try #require(try await site.run(words + ["--store"]).status == 0)
      let held = try await site.done("list", "--state", "held", "--format", "names")
      let before = try centre.contents(site)

      // Ctrl-C while it waits: nothing is done.
      let finish = ["adopt", directory, "--finish", "--wait", "10", "--yes"]
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
      try centre.remove("sip_additional.conf", site)
      try centre.remove("queues_additional.conf", site)
      let done = try await finished
      try #require(done.status == 0, "\(done)")
      #expect(done.output.contains("copies of the files"), "\(done)")
      #expect(try await centre.addresses(site) == addresses)
      #expect(try await site.done("list", "--state", "held", "--format", "names").isEmpty)
      let trail = try await site.done(
        "audit", "list", "--verb", "adopt", "--object", "3001", "--format", "csv")
      #expect(trail.contains("adopt cut-over,3001"), "\(trail)")
      #expect(trail.contains("adopt,3001"), "\(trail)")
    }
  }
}
