import Agents
import AgentsModel
import TestSupport
import Testing

/// Commands of findings, which may be run as they stand.
@Suite struct MendingCommandTests {
  /// A way to break a centre, and the check that finds it.
  struct Case: Sendable, CustomTestStringConvertible {
    let check: String
    let body: @Sendable (BrokenCentre) async throws -> Void

    var testDescription: String { check }
  }

  @Test(arguments: ["plain-1.conf", "", "two words", "it's", "$HOME", "a;b", "`id`", "é\n"])
  func `a word is for the shell what it was`(_ word: String) async throws {
    let result = try await Program.shell("printf %s \(shellQuoted(word))", in: Scratch())
    #expect(result.output == word)
  }

  @Test(arguments: [
    Case(check: "voicemail.pin-overridden") {
      try $0.makeDirectory("spool/voicemail/default/1000")
      try $0.scratch.write(
        "[general]\npassword=1111\n", to: "spool/voicemail/default/1000/secret.conf")
    },
    Case(check: "voicemail.spool") {
      try $0.change("asterisk.conf") { $0 += "[options]\nrunuser = nobody\nrungroup = nogroup\n" }
    },
    Case(check: "transport.wss-port") {
      try $0.replace("127.0.0.1:8089", "127.0.0.1:18089", in: "http.conf")
    },
    Case(check: "transport.port") {
      try $0.replace("tcpenable", "bindport = 5070\ntcpenable", in: "sip.conf")
    },
    Case(check: "agent.locked") { place in
      try await place.setPassword(of: "mrossi")
      for _ in 0..<5 { _ = try place.centre.verify(Secret("Wrong-Day1"), of: "mrossi") }
    },
  ])
  func `a command mends its finding`(example: Case) async throws {
    let place = try await BrokenCentre()
    try await example.body(place)
    let found = try await place.findings(example.check)
    #expect(!found.isEmpty && found.allSatisfy { !$0.commands.isEmpty })
    for command in found.flatMap(\.commands) { try await place.run(command) }
    #expect(try await place.findings(example.check).isEmpty)
  }
}

extension BrokenCentre {
  /// Does what a command says; those of Asterisk's console need one that runs.
  func run(_ command: HealthFinding.Command) async throws {
    switch command {
    case .shell(let line): #expect(try await shell(line).status == 0)
    case .console(let text): Issue.record("\(text) needs a running Asterisk")
    case .apply(let force): _ = try await centre.apply(force: force)
    case .set(let key, let value): try await set(key, value)
    case .edit(let conditions, let field, let value):
      var query = AgentQuery()
      query.conditions = try conditions.map { try Condition($0) }
      let edit = AgentEdit([Assignment(field, value)])
      _ = try await centre.edit(.matching(query), edit)
    case .unlock(let name): _ = try await centre.unlock(.named([name]))
    }
  }
}
