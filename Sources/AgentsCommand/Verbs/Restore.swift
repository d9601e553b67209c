internal import AgentsModel
internal import AgentsStore
internal import ArgumentParser

struct Restore: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Bring agents back from the bin.",
    usage: "xcally-agents restore USERNAME... [options]",
    discussion: """
      Of several in the bin with one username the last deleted comes back. It is
      refused when the username, e-mail or internal was taken meanwhile.

        $ xcally-agents restore mrossi
      """)

  @Argument(help: "Usernames.", completion: Completions.usernames) var usernames: [String]
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    let session = try Session(store)
    let database = try session.changing(OperatorTask("restore", usernames, needs: .delete, change))
    let report = try await session.change("restore", change, in: database) { transaction, _ in
      var seen: Set<String> = []
      let names = usernames.filter { seen.insert($0.lowercased()).inserted }
      let found = try names.map { ($0, try transaction.agent(named: $0, inBin: true)) }
      let missing = found.filter { $0.1 == nil }.map(\.0)
      guard missing.isEmpty else { throw AgentsError.notInBin(missing) }
      return found.compactMap(\.1)
    } plan: { agent, transaction, settings, _ in
      var plan = AgentPlan(old: agent, new: agent, findings: [])
      plan.new.account.deletedAt = Timestamp()
      // Locks are a part of the Security Suite.
      if !settings.securitySuite, plan.new.account.locked { plan.new.unlock() }
      plan.findings =
        try transaction.conflicts(of: plan.new, beside: plan)
        + AgentRules.licenceWarnings(for: plan.new, settings) + plan.leaveGeneratedContext()
      plan.name(subject: agent.account.name.text)
      return (AgentChange(action: .restore, plan: plan), password: nil)
    }
    try report.finish(output)
  }
}

extension AgentPlan {
  /// Gives an agent whose context is one that this program writes the usual one.
  fileprivate mutating func leaveGeneratedContext() -> [Finding] {
    let old = new.voice.context.text
    guard ContextName.isGenerated(old) else { return [] }
    new.voice.context = ContextName()
    return [
      Finding(
        .warning, "context.generated", field: "context",
        "is \(new.voice.context.text) now, for \(old) is no agent's")
    ]
  }
}
