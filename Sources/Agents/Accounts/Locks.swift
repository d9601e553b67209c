internal import AgentsModel
internal import AgentsStore

extension Session {
  /// Ends the locks that are over, so that the phones of their agents may register again.
  ///
  /// - Parameter verb: As the audit trail names it.
  func endLocks(_ verb: String, in store: Store) throws {
    let isAny = try store.read { reader in
      try !reader.agentsWithEndedLock(try reader.settings(), at: now).isEmpty
    }
    guard isAny else { return }
    try store.write { try endLocks(verb, in: $0) }
  }

  func endLocks(_ verb: String, in transaction: StoreTransaction) throws {
    let settings = try transaction.settings()
    for agent in try transaction.agentsWithEndedLock(settings, at: now) {
      var after = agent
      after.unlock()
      let change = AgentChange(action: .login, plan: AgentPlan(old: agent, new: after))
      _ = try change.commit(verb, change.plan.changes, in: transaction, self, settings)
    }
  }
}
