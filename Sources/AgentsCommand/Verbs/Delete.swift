internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import ArgumentParser
internal import SystemPackage

struct Delete: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Move agents to the bin, or delete them permanently.",
    usage: """
      xcally-agents delete USERNAME... [--permanent] [--yes] [options]
      xcally-agents delete --where CONDITION... [--yes] [options]
      xcally-agents delete --where CONDITION... --permanent --state STATE
      """,
    discussion: """
      An agent in the bin cannot log in or register, and "restore" brings it back.
      With --permanent it is gone; the agent may be in the bin already.

        $ xcally-agents delete mrossi
        $ xcally-agents delete mrossi --permanent --yes

      With --where, --permanent is for agents in the bin (--state deleted); agents that
      are not in the bin are included only with --state any. To purge the bin:
        $ xcally-agents delete --state deleted --where 'deletedAt<-90d' \\
            --permanent --yes
      The whole bin needs a condition too: --where 'deletedAt!='
      """)

  @OptionGroup var targets: TargetOptions
  @OptionGroup var state: StateOption
  @Flag(help: "Delete permanently, also from the bin.") var permanent = false
  @OptionGroup var consent: ConsentOptions
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws {
    guard targets.usernames.isEmpty else {
      guard state.state == nil else {
        throw ValidationError("'--state' goes with '--where', not with usernames.")
      }
      return
    }
    if permanent {
      // A condition that says less than was meant must not take living agents along.
      guard state.names(.any) || state.isOnly(.deleted) else {
        throw ValidationError(
          "'--permanent' with '--where' needs '--state deleted' for agents in the bin, "
            + "or '--state any' to include agents that are not.")
      }
    } else {
      guard !state.names(.any), !state.names(.deleted) else {
        throw ValidationError("Agents in the bin can only be deleted with '--permanent'.")
      }
    }
  }

  func perform() async throws {
    let session = try Session(store)
    let database = try session.changing(
      OperatorTask("delete", targets.words, needs: .delete, change))
    var selection = AgentSelection()
    selection.conditions = try targets.conditions.parsed()
    selection.states = try state.states()
    let chosen = try database.read { try agents($0, selection) }
    if !chosen.isEmpty, !change.dryRun { try consent.require(to: question(chosen)) }
    let agreed = Dictionary(
      uniqueKeysWithValues: chosen.map { ($0.account.id.value, $0.account.deletedAt) })
    let report = try await session.change("delete", change, in: database) { transaction, _ in
      // Only the agents that the user confirmed, and only if they are still where they were.
      try agents(transaction, selection).filter {
        agreed[$0.account.id.value] == $0.account.deletedAt
      }
    } plan: { agent, _, _, _ in
      let plan = AgentPlan(old: agent, new: agent, findings: [])
      return (AgentChange(action: permanent ? .remove : .delete, plan: plan), password: nil)
    }
    if permanent, !output.quiet, let living = living(chosen, change.dryRun ? "is" : "was") {
      Messages.note(living)
    }
    try report.finish(output)
  }

  /// Only permanently are those in the bin meant too.
  private func agents(_ reader: StoreReader, _ selection: AgentSelection) throws -> [Agent] {
    guard !targets.usernames.isEmpty else {
      return try reader.agents(matching: SelectionRequest(selection).resolved(by: reader))
    }
    guard permanent else { return try reader.agents(targets.usernames, []) }
    return try reader.agentsAlsoInBin(targets.usernames)
  }

  private func question(_ agents: [Agent]) -> String {
    let number = agents.count == 1 ? "" : "\(agents.count) agents: "
    let names = "\(number)\(list(agents.map(\.account.name.text)))"
    guard permanent else { return "delete \(names)" }
    return "permanently delete \(names)" + (living(agents, "is").map { " (\($0))" } ?? "")
  }

  /// How many of them are not in the bin; nil = none.
  ///
  /// - Parameter verb: `is` or `was`.
  private func living(_ agents: [Agent], _ verb: String) -> String? {
    let number = agents.count { $0.account.deletedAt.text.isEmpty }
    guard number > 0 else { return nil }
    let plural = verb == "is" ? "are" : "were"
    return "\(count(number, "agent")) \(number == 1 ? verb : plural) not in the bin"
  }
}
