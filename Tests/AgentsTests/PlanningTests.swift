@testable import Agents
import AgentsModel
import AgentsStore
import TestSupport
import Testing

/// Changes of many agents are planned before the write lock is taken.
@Suite struct PlanningTests {
  private let place: ScratchCentre

  init() async throws {
    place = try await ScratchCentre()
    let drafts = ["anna", "bert", "carla"].map { name in
      var draft = AgentDraft(name, password: .generated())
      draft["fullname"] = "Agent \(name)"
      draft["email"] = "\(name)@example.com"
      return draft
    }
    _ = try await place.centre.create(drafts)
  }

  /// Gives everybody an alias, while `another` writes with a connection of its own during the first plan.
  ///
  /// - Returns: the agents, as often as they were planned.
  private func edit(
    _ assignments: [Assignment] = [Assignment("alias", "New")],
    while another: (StoreTransaction) throws -> Void
  ) async throws -> [String] {
    var planned: [String] = []
    try await place.centre.perform(OperatorTask("edit", [], needs: .edit, .storeOnly)) { session in
      _ = try await session.edit(.matching(AgentQuery()), .storeOnly) { agent, planning in
        if planned.isEmpty { try session.unlimited().write(another) }
        planned.append(agent.account.name.text)
        return AgentChange(action: .edit, plan: .edit(agent, assignments, planning.settings))
      }
    }
    return planned
  }

  private func set(_ key: String, _ value: String, of name: String, _ store: StoreTransaction)
    throws
  {
    var agent = try #require(try store.agent(named: name))
    let field = try FieldCatalog.find(key)
    try field.property.write(&agent, value)
    try store.update(agent, [field])
  }

  private func values(_ key: String) throws -> [String] {
    let field = try FieldCatalog.find(key)
    return try place.centre.agents().map { field.property.read($0) }
  }

  @Test func `each agent is planned once, and the lock is free until then`() async throws {
    #expect(try await edit { _ in } == ["anna", "bert", "carla"])
    #expect(try values("alias") == ["New", "New", "New"])
  }

  @Test func `an agent that has changed since is planned again, and no other`() async throws {
    let planned = try await edit { try set("loginAttempts", "2", of: "bert", $0) }
    #expect(planned == ["anna", "bert", "carla", "bert"])
    #expect(try values("alias") == ["New", "New", "New"])
    #expect(try values("loginAttempts") == ["0", "2", "0"])
  }

  @Test func `an agent that is gone by then is left out`() async throws {
    let planned = try await edit { store in
      try store.removePermanently(agent: #require(try store.agent(named: "bert")).account.id.value)
    }
    #expect(planned == ["anna", "bert", "carla"])
    #expect(try values("name") == ["anna", "carla"])
    #expect(try values("alias") == ["New", "New"])
  }

  @Test func `when a setting has changed, all are planned again`() async throws {
    let planned = try await edit { try $0.setSetting("minInternal", "2000") }
    #expect(planned == ["anna", "bert", "carla", "anna", "bert", "carla"])
  }

  @Test func `two agents of one run cannot get one value`() async throws {
    await #expect(throws: AgentsError.self) {
      try await edit([Assignment("email", "one@example.com")]) { _ in }
    }
    #expect(try values("email").allSatisfy { $0 != "one@example.com" })
  }

  @Test func `agents in the bin give up no values, so a login in between plans none again`()
    async throws
  {
    let names = ["anna", "bert", "carla"]
    _ = try await place.centre.delete(.named(names), .storeOnly)
    var planned = 0
    try await place.centre.perform(OperatorTask("delete", [], needs: .delete, .storeOnly)) {
      session in
      _ = try await session.changeEach("delete", .storeOnly, in: session.changing()) { reader in
        try names.compactMap { try reader.agent(named: $0, inBin: true)?.account.id.value }
      } plan: { agent, _, _ in
        if planned == 0 {
          try session.unlimited().write { try $0.touch(files: ["sip_agents.conf"]) }
        }
        planned += 1
        return AgentChange(action: .remove, plan: AgentPlan(old: agent, new: agent))
      }
    }
    #expect(planned == 3)
  }
}
