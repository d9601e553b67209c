import Agents
import AgentsModel
import TestSupport
import Testing

/// Whoever creates an agent takes the same way: the same refusals, warnings, numbers, rows of the audit trail,
/// and files.
@Suite struct OneRoadTests {
  @Test(arguments: 0..<12)
  func `a draft becomes the same by create and by import`(seed: Int) async throws {
    let (created, imported) = (try await ScratchCentre(), try await ScratchCentre())
    let (queues, teams) = (["voice:sales=2", "chat:help", "mail:office"], ["Support", "Night"])
    for place in [created, imported] { try await prepare(place.centre) }
    var drafts = RandomDrafts(Seeded(seed))
    for number in 0..<12 {
      let cells = drafts.draft(number, queues: queues, teams: teams)
      let one = try await create(cells, created.centre)
      let other = try await load(cells, imported.centre)
      #expect(one == other, "\(cells)")
    }
    #expect(try created.agents() == imported.agents())
    let (one, other) = (try created.trail(of: "create"), try imported.trail(of: "import-csv"))
    #expect(one == other)
    #expect(try created.files() == imported.files())
    #expect(try imported.problems() == ["ok"])
  }

  @Test(arguments: 0..<6)
  func `an agent becomes the same by edit and by import`(seed: Int) async throws {
    let (edited, imported) = (try await ScratchCentre(), try await ScratchCentre())
    var drafts = RandomDrafts(Seeded(seed))
    for place in [edited, imported] {
      try await prepare(place.centre)
      for number in 0..<5 {
        var draft = AgentDraft("agent\(number)", password: NewPassword(secret("Sesam-2024")))
        draft["fullname"] = "Agent no \(number)"
        draft["email"] = "agent\(number)@example.com"
        draft["voicemailPin"] = "4\(1000 + number)"
        draft["typology"] = Typology.words[number % Typology.words.count]
        if number % 5 == 3 { draft["pushGateway"] = "push.example.com:5060" }
        draft.queues = [try QueueMembership("chat:help")]
        _ = try await place.centre.create([draft])
      }
    }
    for round in 0..<30 {
      let number = round % 5
      let agent = try edited.centre.agents().first { $0.username == "agent\(number)" }
      // An import leaves out what is as it was; who edits may say it once more, and is warned once more.
      let cells = drafts.draft(number, queues: [], teams: []).filter {
        !["fullname", "email", "voicemailPin", "typology", "password"].contains($0.0)
          && ($0.0 == "name" || agent?[$0.0] != $0.1)
      }
      let one = try await change(cells, edited.centre)
      let other = try await load(cells, imported.centre, updates: true)
      #expect(one == other, "\(cells)")
    }
    #expect(try edited.agents() == imported.agents())
    let (one, other) = (try edited.trail(of: "edit"), try imported.trail(of: "import-csv"))
    #expect(one == other)
    #expect(try edited.files() == imported.files())
    #expect(try imported.problems() == ["ok"])
  }

  @Test func `an internal that is given is neither full name nor PIN, whatever way it is given`()
    async throws
  {
    let (created, imported) = (try await ScratchCentre(), try await ScratchCentre())
    let rows = [
      [("name", "anna"), ("fullname", "1001"), ("voicemailPin", "1000")],
      [("name", "berta"), ("fullname", "Berta"), ("voicemailPin", "1000")],
      [("name", "carla"), ("fullname", "1000"), ("voicemailPin", "86041")],
    ]
    for row in rows {
      let cells = row + [("email", "\(row[0].1)@example.com"), ("password", "Sesam-2024")]
      let one = try await create(cells, created.centre)
      let other = try await load(cells, imported.centre)
      #expect(one == [])
      #expect(other == [])
    }
    #expect(try created.agents() == imported.agents())
    #expect(
      try created.centre.agents().map(\.internalNumber)
        == ["1002", "1001", "1003"])
  }

  private func change(_ cells: [(String, String)], _ centre: Centre) async throws -> [String] {
    let assignments = cells.dropFirst().map { Assignment($0.0, $0.1) }
    do {
      return Self.said(
        try await centre.edit(.named([cells[0].1]), AgentEdit(assignments)).warnings)
    } catch AgentsError.refused(let findings) {
      return Self.said(findings.errors)
    }
  }

  private func prepare(_ centre: Centre) async throws {
    _ = try await centre.create(.team, ["Support", "Night"])
    var edit = QueueEdit()
    edit.teams = [try TeamInQueue("Support")]
    _ = try await centre.create(try QueueName("voice:sales"), edit)
    for name in ["chat:help", "mail:office"] {
      _ = try await centre.create(try QueueName(name))
    }
  }

  /// What was said of the agent: sorted, without the place in a file.
  private func create(_ cells: [(String, String)], _ centre: Centre) async throws -> [String] {
    var draft = AgentDraft(cells[0].1)
    for (key, text) in cells.dropFirst() {
      switch key {
      case "queues":
        draft.queues = try text.split(separator: ",").map { try QueueMembership(String($0)) }
      case "teams": draft.teams = text.split(separator: ",").map(String.init)
      case "password": draft.password = NewPassword(secret(text))
      default: draft.assignments.append(Assignment(key, text))
      }
    }
    do {
      return Self.said(try await centre.create([draft]).warnings)
    } catch AgentsError.refused(let findings) {
      return Self.said(findings.errors)
    }
  }

  private func load(
    _ cells: [(String, String)], _ centre: Centre, updates: Bool = false
  ) async throws -> [String] {
    var rules = ImportRules()
    rules.onDuplicate = updates ? .update : .fail
    let text = [cells.map(\.0), cells.map { "\"\($0.1)\"" }]
      .map { $0.joined(separator: ",") }.joined(separator: "\n")
    do {
      let source = try CSVSource(text + "\n")
      return Self.said(try await centre.importCSV(named: cells[0].1, source, rules).plan.findings)
    } catch AgentsError.bulk(.rowsRefused(let findings, _, _, _)) {
      return Self.said(findings.errors)
    }
  }

  private func secret(_ text: String) -> Secret {
    var bytes = Array(text.utf8)
    return Secret(consuming: &bytes)
  }

  /// A row that is wrong claims no value, so that others may have it: what is taken is told of right ones.
  private static func said(_ findings: [Finding]) -> [String] {
    let isWrong = findings.errors.contains { !$0.code.hasSuffix(".taken") }
    return findings.filter { !isWrong || !$0.code.hasSuffix(".taken") }.map {
      "\($0.severity) \($0.code): \($0.message)"
    }.sorted()
  }
}
