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

  private func load(_ cells: [(String, String)], _ centre: Centre) async throws -> [String] {
    let text = [cells.map(\.0), cells.map { "\"\($0.1)\"" }]
      .map { $0.joined(separator: ",") }.joined(separator: "\n")
    do {
      let source = try CSVSource(text + "\n")
      return Self.said(try await centre.importCSV(named: cells[0].1, source).plan.findings)
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

/// Random numbers, the same in every run.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state &* 0x2545_F491_4F6C_DD1D
  }
}
