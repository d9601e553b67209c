import Agents
import AgentsModel
import TestSupport
import Testing

/// Agents who log on at telephones.
struct HotDeskTests {
  /// anna is logged on at desk1, bert may be.
  private static func desks() async throws -> ScratchCentre {
    let place = try await ScratchCentre()
    for name in ["desk1", "desk2"] {
      _ = try await place.centre.createTelephone(
        name, [Assignment("fullname", "Desk")], password: .generated())
    }
    let drafts = ["anna", "bert"].map { name in
      var draft = AgentDraft(name, password: .generated())
      draft["fullname"] = "Agent \(name)"
      draft["email"] = "\(name)@example.com"
      draft["typology"] = "external"
      draft["hotdesk"] = "true"
      return draft
    }
    _ = try await place.centre.create(drafts)
    _ = try await place.centre.logOn("anna", at: "desk1")
    return place
  }

  private static func telephones(_ centre: Centre) throws -> [String] {
    try centre.agents().map { $0["telephone"] ?? "" }
  }

  @Test func `nobody gets a telephone back where another is, or that is gone`() async throws {
    let place = try await Self.desks()
    let centre = place.centre
    let creation = try #require(try centre.runs().last { $0.verb == "telephone create" }).id
    #expect(await Self.obstacles(creation, centre) == ["desk1 agents"])
    _ = try await centre.logOn("anna", at: "desk2")
    let move = try Self.last(centre)
    _ = try await centre.logOn("bert", at: "desk1")
    #expect(await Self.obstacles(move, centre) == ["anna telephone"])
    _ = try await centre.deleteTelephones(["desk1"])
    #expect(await Self.obstacles(move, centre) == ["anna telephone"])
    _ = try await centre.undo()
    #expect(try Self.telephones(centre) == ["desk2", "desk1"])
    #expect(try place.problems() == ["ok"])
  }

  @Test func `what is undone ends hot desk as what is done does`() async throws {
    let place = try await Self.desks()
    let centre = place.centre
    for name in ["anna", "bert"] {
      _ = try await centre.edit(.named([name]), AgentEdit([Assignment("hotdesk", "false")]))
    }
    _ = try await centre.edit(.named(["anna"]), AgentEdit([Assignment("hotdesk", "true")]))
    let edit = try Self.last(centre)
    _ = try await centre.logOn("anna", at: "desk1")
    let files = try place.files()
    _ = try await centre.undo(edit)
    #expect(try Self.telephones(centre) == ["", ""])
    #expect(try place.problems() == ["ok"])
    _ = try await centre.undo()
    #expect(try Self.telephones(centre) == ["desk1", ""])
    #expect(try place.files() == files)
  }

  @Test func `an agent follows the telephone whose change is undone`() async throws {
    let place = try await Self.desks()
    let centre = place.centre
    let files = try place.files()
    _ = try await centre.renameTelephone("desk1", to: "front", password: .generated())
    #expect(try place.files() != files)
    _ = try await centre.undo()
    #expect(try Self.telephones(centre) == ["desk1", ""])
    #expect(try place.files() == files)
    _ = try await centre.editTelephone("desk1", [Assignment("type", "user")])
    #expect(try Self.telephones(centre) == ["", ""])
    _ = try await centre.editTelephone("desk1", [Assignment("type", "friend")])
    let edit = try Self.last(centre)
    _ = try await centre.logOn("anna", at: "desk1")
    _ = try await centre.undo(edit)
    #expect(try Self.telephones(centre) == ["", ""])
    let extensions = try place.files().filter { $0.key.contains("extensions") }.values.joined()
    #expect(extensions.contains("Dial(SIP/anna"))
    #expect(!extensions.contains("SIP/desk1"))
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

  @Test func `an operator logs own agents on and off, and learns no others' names`() async throws {
    let place = try await Self.desks()
    let centre = place.centre
    _ = try await centre.create(try QueueName("voice:sales"))
    _ = try await centre.add(.named(["bert"]), to: .named([try QueueMembership("voice:sales")]))
    _ = try centre.addOperator("daemon", .admin)
    let admin = Centre(at: centre.path, as: Actor(login: "daemon", userID: 1))
    var rights = RightsEdit()
    (rights.permission, rights.queues) = (.edit, [try QueueName("voice:sales")])
    _ = try admin.addOperator("bin", .user, rights)
    rights.permission = .read
    _ = try admin.addOperator("sync", .user, rights)
    let user = Centre(at: centre.path, as: Actor(login: "bin", userID: 2))
    let reader = Centre(at: centre.path, as: Actor(login: "sync", userID: 4))

    let taken = await #expect(throws: AgentsError.self) {
      try await user.logOn("bert", at: "desk1", .storeOnly)
    }
    guard case .refused(let findings) = taken else {
      Issue.record("\(taken as Any)")
      return
    }
    #expect(findings.map(\.message) == ["another agent is logged on at desk1"])
    #expect(findings.map(\.hint) == [nil])
    for refused in [user, reader] {
      await #expect(throws: AgentsError.self) { try await refused.logOff("anna", .storeOnly) }
    }
    await #expect(throws: AgentsError.self) {
      try await reader.logOn("bert", at: "desk2", .storeOnly)
    }
    _ = try await user.logOn("bert", at: "desk2", .storeOnly)
    #expect(try Self.telephones(admin) == ["desk1", "desk2"])
    _ = try await user.logOff("bert", .storeOnly)
    #expect(try Self.telephones(admin) == ["desk1", ""])
    #expect(try place.problems() == ["ok"])
  }
}
