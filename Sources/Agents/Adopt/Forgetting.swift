internal import AgentsModel
internal import AgentsStore

extension Session {
  private static let verb = "adopt forget"

  /// Moves the agents of an adoption that is held to the bin, and deletes its telephones and queues.
  ///
  /// - Returns: what should be known.
  func forget(_ adoption: Adoption, _ transaction: StoreTransaction) throws -> [Finding] {
    let batch = try ChangeBatch(transaction, try transaction.settings())
    let telephones = try transaction.telephones(of: adoption).compactMap {
      try transaction.telephone(named: $0)
    }
    // Members in the bin are no longer told of, so they go last.
    let queues = try transaction.losses(
      try transaction.queues(of: adoption).map { QueueName(stored: $0, .voice) })
    let (removed, warnings) = try remove(queues, transaction)
    let others = try telephones.map { try remove($0, in: batch) }
    for outcome in removed + others.map(\.outcome) {
      try transaction.append(auditEntry(Self.verb, outcome.name, outcome.auditChanges))
    }
    for id in try transaction.agents(of: adoption) {
      guard let agent = try transaction.agent(id: id) else { continue }
      let change = AgentChange(action: .delete, plan: AgentPlan(old: agent, new: agent))
      try change.commit(Self.verb, [], in: batch, self)
    }
    try batch.finish()
    // In the bin they are in no file; who comes back from there is to be live.
    try transaction.hold(adoption, false)
    try transaction.set(.undone, of: adoption)
    try transaction.append(auditEntry(Self.verb, adoption.directory, .object([])))
    return try warnings + others.flatMap(\.findings) + restoreSettings(of: adoption, transaction)
  }

  /// Deletes everything of an adoption that came to nothing, as if it had not been stored.
  func discard(_ adoption: Adoption, _ transaction: StoreTransaction) throws {
    let queues = try transaction.queues(of: adoption).map { "voice:\($0)" }
    for name in try transaction.names(of: adoption) + queues {
      try transaction.append(auditEntry(Self.verb, name, .object([])))
    }
    try transaction.forget(adoption)
    try transaction.append(auditEntry(Self.verb, adoption.directory, .object([])))
    _ = try restoreSettings(of: adoption, transaction)
  }

  /// Gives the settings that an adoption changed the values that they had, but for those that were changed since or
  /// that phones need now.
  private func restoreSettings(
    of adoption: Adoption, _ transaction: StoreTransaction
  ) throws -> [Finding] {
    var findings: [Finding] = []
    for setting in try transaction.settings(of: adoption) {
      let (key, after) = (setting.key, setting.after)
      guard try transaction.settingTexts()[key] == after else { continue }
      if try key == "sipRealm" && transaction.hasDigest(ofRealm: after) {
        findings.append(
          Finding(
            .warning, "adopt.setting-kept", field: key,
            "stays \(quoted(after)): other phones have passwords of this realm"))
        continue
      }
      let before = try transaction.settings()
      if let text = setting.before {
        try transaction.setSetting(key, text)
      } else {
        try transaction.removeSetting(key)
      }
      let now = try transaction.settings()
      try SettingRules.touchFiles(key, from: before, to: now, in: transaction)
      try transaction.append(
        auditEntry(
          "\(Self.verb) setting", key,
          .object([("value", .array([.string(after), .string(setting.before ?? "")]))])))
    }
    return findings
  }
}
