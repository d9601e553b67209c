import Agents
import AgentsModel
import SQLite
import TestSupport
import Testing

/// What a run changed is put back.
@Suite struct UndoTests {
  /// Every row that a run can change, as SQL has it.
  private static func rows(_ centre: Centre) throws -> [String] {
    try Connection(centre.path, for: .reading, busyTimeout: 0).reading { database in
      try [
        "agent", "credential", "passwordHistory", "keptSetting", "queue", "queueMember",
        "queueTeam",
        "team", "teamMember", "profile", "profileMember", "telephone", "setting", "number",
      ].flatMap { table in
        let columns: [String] = try database.values(
          "SELECT name FROM pragma_table_info(?)", [table])
        let list = columns.map { "\"\($0)\"" }.joined(separator: ", ")
        let rows: [String] = try database.values(
          "SELECT json_array(\(list)) FROM \(table) ORDER BY \(list)")
        return rows.map { "\(table) \($0)" }
      }
    }
  }

  @Test(arguments: 0..<4)
  func `undone in reverse, everything is as it was before`(seed: Int) async throws {
    let place = try await ScratchCentre()
    let centre = place.centre
    try await Self.create(["agent0"], centre)
    var commands = RandomCommands(seed, centre)
    var states: [(run: Int, rows: [String], files: [String: String])] = []
    for _ in 0..<60 {
      let (rows, files) = (try Self.rows(centre), try place.files())
      let last = try centre.runs(limit: 1).first?.id
      try await commands.step()
      guard let run = try centre.runs(limit: 1).first?.id, run != last else { continue }
      states.append((run, rows, files))
    }
    #expect(states.count > 8)
    let end = try Self.rows(centre)
    let last = try centre.runs(limit: 1).first?.id ?? 0
    for state in states.reversed() {
      let verb = try centre.runs().first { $0.id == state.run }?.verb ?? ""
      _ = try await centre.undo(state.run)
      try #require(try Self.rows(centre) == state.rows, "\(seed): run \(state.run), \(verb)")
      #expect(try place.files() == state.files, "\(seed): run \(state.run), \(verb)")
    }
    #expect(try place.problems() == ["ok"])
    // And what was undone is undone, the last one first.
    for run in try centre.runs() where run.id > last { _ = try await centre.undo(run.id) }
    #expect(try Self.rows(centre) == end)
    #expect(try centre.verifyAudit().finding == nil)
  }

  private static func create(_ names: [String], _ centre: Centre) async throws {
    let drafts = names.map { name in
      var draft = AgentDraft(name, password: .generated())
      draft["fullname"] = "Agent \(name)"
      draft["email"] = "\(name)@example.com"
      return draft
    }
    _ = try await centre.create(drafts)
  }

  private static func last(_ centre: Centre) throws -> Int {
    try #require(try centre.runs(limit: 1).first).id
  }

  /// What stands in the way of undoing a run: names and fields.
  private static func obstacles(_ run: Int, _ centre: Centre) async -> [String] {
    let error = await #expect(throws: AgentsError.self) { try await centre.undo(run) }
    guard case .refused(let findings) = error else { return ["\(error as Any)"] }
    return findings.map { "\($0.subject ?? "") \($0.field ?? "")" }
  }

  @Test func `what was changed since is named, and the rest can be undone`() async throws {
    let centre = try await ScratchCentre().centre
    try await Self.create(["anna", "bert"], centre)
    let all = Selection.matching(AgentQuery())
    _ = try await centre.edit(
      all, AgentEdit([Assignment("alias", "A"), Assignment("mobile", "1")]))
    let run = try Self.last(centre)
    _ = try await centre.edit(.named(["anna"]), AgentEdit([Assignment("alias", "B")]))
    let before = try Self.rows(centre)
    #expect(await Self.obstacles(run, centre) == ["anna alias"])
    #expect(try Self.rows(centre) == before)
    let report = try await centre.undo(run, skipsConflicts: true)
    #expect(report.report.outcomes.map(\.outcome.name) == ["bert"])
    #expect(report.report.warnings.count == 1)
    #expect(try centre.agents().map { $0["alias"] } == ["B", ""])
  }

  @Test func `another field that was changed since is no conflict`() async throws {
    let centre = try await ScratchCentre().centre
    try await Self.create(["anna"], centre)
    _ = try await centre.edit(.named(["anna"]), AgentEdit([Assignment("alias", "A")]))
    let run = try Self.last(centre)
    _ = try await centre.edit(.named(["anna"]), AgentEdit([Assignment("mobile", "1")]))
    _ = try await centre.undo(run)
    let anna = try #require(try centre.agents().first)
    #expect(anna["alias"] == "" && anna["mobile"] == "1")
  }

  @Test func `a creation is not undone once others built on it`() async throws {
    let centre = try await ScratchCentre().centre
    _ = try await centre.create(try QueueName("voice:sales"))
    let queue = try Self.last(centre)
    try await Self.create(["anna"], centre)
    let run = try Self.last(centre)
    _ = try await centre.add(.named(["anna"]), to: .named([try QueueMembership("voice:sales")]))
    for (run, words) in [(run, "anna queues"), (queue, "voice:sales members")] {
      #expect(await Self.obstacles(run, centre) == [words])
    }
  }

  @Test func `a value that another has by now is not given back`() async throws {
    let centre = try await ScratchCentre().centre
    _ = try await centre.set("reuseInternals", to: "true")
    try await Self.create(["anna"], centre)
    _ = try await centre.delete(.named(["anna"]))
    let run = try Self.last(centre)
    try await Self.create(["anna"], centre)
    #expect(await Self.obstacles(run, centre) == ["anna name", "anna email", "anna internal"])
  }

  @Test func `what was deleted permanently does not come back`() async throws {
    let centre = try await ScratchCentre().centre
    try await Self.create(["anna", "bert"], centre)
    _ = try await centre.deletePermanently(.named(["anna"]))
    #expect(try centre.runs(limit: 1).map(\.isKept) == [false])
    await #expect(throws: AgentsError.self) { try await centre.undo() }
    #expect(try centre.agents().map { $0["name"] } == ["bert"])
  }

  @Test func `nothing is kept where undoDays says so, and old runs are forgotten`() async throws {
    let place = try await ScratchCentre(at: 1_800_000_000)
    let centre = place.centre
    try await Self.create(["anna"], centre)
    let run = try Self.last(centre)
    let later = Centre(
      at: centre.path, as: Actor(login: "tester", userID: 1000),
      clock: WallClock { 1_800_000_000 + 31 * 86_400 })
    _ = try await later.edit(.named(["anna"]), AgentEdit([Assignment("alias", "A")]))
    #expect(try later.runs().map(\.isKept) == [true] + Array(repeating: false, count: 5))
    await #expect(throws: AgentsError.self) { try await later.undo(run) }
    _ = try await later.set("undoDays", to: "0")
    _ = try await later.edit(.named(["anna"]), AgentEdit([Assignment("alias", "B")]))
    #expect(try later.runs().allSatisfy { !$0.isKept })
    await #expect(throws: AgentsError.self) { try await later.undo() }
  }

  @Test
  func `somebody else's run is for admins, and a user's own is undone within that user's rights`()
    async throws
  {
    let place = try await ScratchCentre()
    let centre = place.centre
    _ = try await centre.create(try QueueName("voice:sales"))
    try await Self.create(["anna", "bert"], centre)
    _ = try await centre.add(.named(["anna"]), to: .named([try QueueMembership("voice:sales")]))
    _ = try await centre.edit(.named(["anna"]), AgentEdit([Assignment("alias", "A")]))
    let run = try Self.last(centre)
    _ = try centre.addOperator("daemon", .admin)
    var rights = RightsEdit()
    (rights.permission, rights.queues) = (.edit, [try QueueName("voice:sales")])
    let admin = Centre(at: centre.path, as: Actor(login: "daemon", userID: 1))
    _ = try admin.addOperator("bin", .user, rights)
    let user = Centre(at: centre.path, as: Actor(login: "bin", userID: 2))
    await #expect(throws: AgentsError.self) { try await user.undo(run) }
    await #expect(throws: AgentsError.self) { try await user.undo() }
    _ = try await user.edit(.named(["anna"]), AgentEdit([Assignment("alias", "B")]))
    _ = try await user.undo()
    var draft = AgentDraft("carla", password: .generated())
    draft["fullname"] = "Carla"
    draft["email"] = "carla@example.com"
    draft.queues = [try QueueMembership("voice:sales")]
    _ = try await user.create([draft])
    await #expect(throws: AgentsError.self) { try await user.undo() }
    #expect(try admin.agents().first?["alias"] == "A")
    _ = try await admin.undo(run)
    #expect(try admin.agents().first?["alias"] == "")
  }
}
