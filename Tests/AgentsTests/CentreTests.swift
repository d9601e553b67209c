import Agents
import AgentsModel
import TestSupport
import Testing

/// The library in one process, without a shell.
@Suite struct CentreTests {
  @Test func `two centres in one process keep everything apart`() async throws {
    let day = 86_400
    let centres = [
      try await ScratchCentre(as: Actor(login: "anna", userID: 1001), at: 1_700_000_000),
      try await ScratchCentre(as: Actor(login: "bert", userID: 1002), at: 1_700_000_000 + day),
    ]
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (place, number) in centres.enumerated().flatMap({ place, _ in
        (0..<8).map { (place, $0) }
      }) {
        let centre = centres[place].centre
        group.addTask { try await Self.work(centre, "p\(place)n\(number)") }
      }
      try await group.waitForAll()
    }
    for (place, one) in centres.enumerated() {
      let names = try one.centre.agents().map(\.account.name.text)
      #expect(names == (0..<8).map { "p\(place)n\($0)" }.sorted())
      var rows: [AuditRow] = []
      try one.centre.audit(AuditFilter()) { row, _ in rows.append(row) }
      #expect(rows.allSatisfy { $0.entry.login == ["anna", "bert"][place] })
      #expect(rows.allSatisfy { $0.entry.at.hasPrefix(["2023-11-14", "2023-11-15"][place]) })
      let refused = rows.filter { $0.entry.changes.contains("refused") }
      #expect(refused.count == 8)
      #expect(refused.allSatisfy { $0.entry.object.hasPrefix("p\(place)") })
      #expect(try one.centre.verifyAudit().finding == nil)
    }
  }

  /// Creates an agent, is refused once, and changes it.
  private static func work(_ centre: Centre, _ name: String) async throws {
    var draft = AgentDraft(name, password: .generated())
    draft["fullname"] = "Agent \(name)"
    draft["email"] = "\(name)@example.com"
    _ = try await centre.create([draft])
    await #expect(throws: AgentsError.self) { try await centre.create([draft]) }
    _ = try await centre.edit(
      .named([name]), AgentEdit([Assignment("alias", name)]), .apply)
  }

  @Test func `who changes nothing is told so`() async throws {
    let place = try await ScratchCentre()
    let report = try await place.centre.disable(.matching(AgentQuery()))
    #expect(report.outcomes.isEmpty && report.selected == 0)
  }

  @Test func `a refusal of the caller's own keeps everything as it was`() async throws {
    struct No: Error {}
    let place = try await ScratchCentre()
    var draft = AgentDraft("anna", password: .generated())
    draft["fullname"] = "Anna"
    draft["email"] = "anna@example.com"
    _ = try await place.centre.create([draft])
    await #expect(throws: No.self) {
      try await place.centre.delete(.named(["anna"])) { _ in throw No() }
    }
    #expect(try place.centre.agents().count == 1)
  }

  @Test func `nothing is asked of an actor who may not`() async throws {
    struct Asked: Error {}
    @Sendable func asked<Value>() throws -> Value { throw Asked() }
    let place = try await ScratchCentre()
    _ = try place.centre.addOperator("daemon", .admin)
    let bert = Centre(
      at: place.scratch.path + "/agents.db", as: Actor(login: "bert", userID: 1001))
    let written = Selection.written(["nonsense"]) { throw Asked() }
    let tasks: [(String, () async throws -> Void)] = [
      ("create", { _ = try await bert.create([AgentDraft("x")]) { _ in try asked() } }),
      ("edit", { _ = try await bert.edit(.named(["x"]), asked()) }),
      ("edit by words", { _ = try await bert.edit(written, AgentEdit([])) }),
      ("enable", { _ = try await bert.enable(written) }),
      ("delete", { _ = try await bert.delete(written) }),
      ("delete permanently", { _ = try await bert.deletePermanently(written) }),
      ("invite", { _ = try await bert.invite(written) }),
      ("add to queue", { _ = try await bert.add(.named(["x"]), to: asked()) }),
      ("remove from queue", { _ = try await bert.remove(written, from: asked()) }),
      ("add to team", { _ = try await bert.add(written, to: .team, ["x"]) }),
      ("set password", { _ = try await bert.setPassword(of: "x", to: asked()) }),
      ("verify", { _ = try bert.verify(asked(), of: "x") }),
      (
        "telephone",
        {
          _ = try await bert.createTelephone(
            "x", [Assignment("fullname", "X")], password: asked())
        }
      ),
      ("import", { _ = try await bert.importCSV(named: "x", asked()) }),
      ("simulate", { _ = try bert.simulate(asked()) }),
      ("compare a file", { _ = try bert.compareState(named: "x", asked()) }),
      ("apply a file", { _ = try await bert.applyState(named: "x", asked()) }),
    ]
    for (name, task) in tasks {
      let error = await #expect(throws: AgentsError.self, "\(name)") { try await task() }
      guard case .notAllowed = error else {
        Issue.record("\(name): \(String(describing: error))")
        continue
      }
    }
  }

  @Test func `words without a meaning are told once it is known that the actor may`() async throws {
    let place = try await ScratchCentre()
    let written = Selection.written(["nonsense"]) { try AgentQuery(where: "nonsense") }
    await #expect(throws: AgentsError.self) { try await place.centre.disable(written) }
    #expect(try place.trail(of: "disable") == [])
    let meant = Selection.written(["typology=webrtc"]) { try AgentQuery(where: "typology=webrtc") }
    #expect(try await place.centre.disable(meant).outcomes.isEmpty)
  }
}
