internal import Agents
internal import AgentsModel
internal import ArgumentParser

struct Delete: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Move agents to the bin, or delete them permanently.",
    usage: """
      xcally-agents delete USERNAME... [--permanent [--purge-mailbox]]
      xcally-agents delete --where CONDITION... [--yes] [options]
      xcally-agents delete --where CONDITION... --permanent --state STATE
      """,
    discussion: """
      An agent in the bin cannot log in or register, and "restore" brings it back.
      With --permanent it is gone; the agent may be in the bin already.

        $ xcally-agents delete mrossi
        $ xcally-agents delete mrossi --permanent --yes

      Messages stay in the voicemail spool, unless --purge-mailbox removes them.

      With a selection, --permanent is for agents in the bin (--state deleted); agents that
      are not in the bin are included only with --state any. To purge the bin:
        $ xcally-agents delete --state deleted --where 'deletedAt<-90d' \\
            --permanent --yes
      With --if-exists, agents that are not there are left out: for what is repeated.
      """)

  @OptionGroup var targets: TargetOptions<EveryMember>
  @Flag(help: "Delete permanently, also from the bin.") var permanent = false
  @Flag(help: "Also remove the agents' messages from the voicemail spool.")
  var purgeMailbox = false
  @Flag(help: "Leave out agents that are not there.") var ifExists = false
  @OptionGroup var consent: ConsentOptions
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Many agents") var many: ManyOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws {
    guard permanent || !purgeMailbox else {
      throw ValidationError(
        "'--purge-mailbox' needs '--permanent': who is in the bin may come back.")
    }
    guard targets.usernames.isEmpty, !targets.filter.isOfNamesAlone else { return }
    switch BinMistake(permanently: permanent, targets.filter.knownStates) {
    case .binNotNamed:
      throw ValidationError(
        "'--permanent' with a selection needs '--state deleted' for agents in the bin, "
          + "or '--state any' to include agents that are not.")
    case .binNamed:
      throw ValidationError("Agents in the bin can only be deleted with '--permanent'.")
    case nil: break
    }
  }

  func perform() async throws {
    let mode = change.mode(many)
    let centre = store.centre(files: [targets.filter.namesFrom])
    let who = targets.selection
    let report =
      try await permanent
      ? centre.deletePermanently(
        who, skipsMissing: ifExists, purgesMailboxes: purgeMailbox, mode
      ) {
        try consent.require(to: question($0))
      }
      : centre.delete(who, skipsMissing: ifExists, mode) { try consent.require(to: question($0)) }
    let living = report.outcomes.count { !$0.wasInBin }
    let isTold = permanent && !output.quiet && living > 0
    try Presenter(output, many).finish(
      report, remark: isTold ? remark(living, isDone: !change.dryRun) : nil)
    try targets.requireSome(report.selected)
  }

  private func question(_ agents: [AgentIdentity]) -> String {
    let number = agents.count == 1 ? "" : "\(agents.count) agents: "
    let names = "\(number)\(list(agents.map(\.name)))"
    guard permanent else { return "delete \(names)" }
    let living = agents.count { !$0.isInBin }
    return "permanently delete \(names), which cannot be undone"
      + (living > 0 ? " (\(remark(living, isDone: false)))" : "")
  }

  private func remark(_ living: Int, isDone: Bool) -> String {
    let verb = living == 1 ? (isDone ? "was" : "is") : (isDone ? "were" : "are")
    return "\(count(living, "agent")) \(verb) not in the bin"
  }
}
