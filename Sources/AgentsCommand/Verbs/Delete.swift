internal import AgentsCore
internal import AgentsStore
internal import AgentsSystem
internal import ArgumentParser
internal import SystemPackage

struct Delete: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Move agents to the bin, or delete them for good.",
    usage: """
      xcally-agents delete USERNAME... [--permanent] [--yes] [options]
      xcally-agents delete --where CONDITION... [--permanent] [--yes] [options]
      """,
    discussion: """
      An agent in the bin cannot log in or register, and "restore" brings it back.
      With --permanent it is gone; the agent may be in the bin already.

        $ xcally-agents delete mrossi
        $ xcally-agents delete mrossi --permanent --yes
      """)

  @OptionGroup var targets: TargetOptions
  @Flag(help: "Delete for good, also out of the bin.") var permanent = false
  @OptionGroup var consent: ConsentOptions
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    let session = try Session(store)
    let database = try session.changing(
      OperatorTask("delete", targets.words, needs: .delete, change))
    let conditions = try targets.conditions.parsed()
    let names = try database.read { try agents($0, conditions).map(\.account.name.text) }
    if !names.isEmpty, !change.dryRun { try consent.require(to: question(names)) }
    let agreed = Set(names)
    let report = try await session.change("delete", change, in: database) { transaction, _ in
      // Those that were agreed to, whoever else meets the condition meanwhile.
      try agents(transaction, conditions).filter { agreed.contains($0.account.name.text) }
    } plan: { agent, _, _ in
      let plan = AgentPlan(old: agent, new: agent, findings: [])
      return (AgentChange(action: permanent ? .remove : .delete, plan: plan), password: nil)
    }
    try report.finish(output)
  }

  /// Only for good are those in the bin meant too.
  private func agents(_ reader: StoreReader, _ conditions: [Condition]) throws -> [Agent] {
    guard permanent, !targets.usernames.isEmpty else {
      return try reader.agents(targets.usernames, conditions)
    }
    return try reader.agentsAlsoInBin(targets.usernames)
  }

  private func question(_ names: [String]) -> String {
    let number = names.count == 1 ? "" : "\(names.count) agents: "
    return "delete \(number)\(list(names))" + (permanent ? " for good" : "")
  }
}
