internal import AgentsModel
internal import AgentsStore
internal import SystemPackage

/// A change of an agent, worked out to what is written.
///
/// Nothing but the writing is left to do, so that the write lock is held for that alone where many agents
/// change.
struct PreparedChange {
  /// What becomes of the agent's row.
  enum Row {
    case insertion(Agent, NewMemberships?)
    case update([(field: Field, text: String)])
    case removal
  }

  /// 0 for a new agent.
  let id: Int
  let name: String
  let row: Row
  let credential: CredentialChange?
  let picture: PictureChange?
  /// The row of the audit trail.
  let entry: AuditEntry
  /// The files of blocks that show a difference.
  let files: Set<GeneratedFile>
  /// Whether the files of its voice queues show one too.
  let isSeenInQueues: Bool
  /// The old picture, if the agent gives it up.
  let obsoletePicture: StoredFileName?

  /// Writes the row, the credential, the picture and the audit row.
  ///
  /// - Parameter pictures: The directory for pictures; nil in a dry run.
  fileprivate func write(
    _ transaction: StoreTransaction, _ settings: Settings, at now: String, pictures: FilePath?
  ) throws {
    switch row {
    case .insertion(let agent, let memberships):
      try insert(agent, memberships, transaction, pictures)
    case .update(let values):
      try transaction.update(agent: id, named: name, values)
      if let credential {
        try transaction.setCredential(
          credential.new, ofAgent: id, keepingHistory: settings.passwordHistory.value, at: now)
      }
      // Must come before the commit: a stored row never names a missing picture.
      if let pictures { try picture?.store(forAgent: id, in: pictures) }
    case .removal:
      try transaction.removePermanently(agent: id)
    }
    try transaction.append(entry)
  }

  private func insert(
    _ agent: Agent, _ memberships: NewMemberships?, _ transaction: StoreTransaction,
    _ pictures: FilePath?
  ) throws {
    var agent = try transaction.insert(agent, credential?.new)
    if case .set(let picture) = picture {
      agent.account.avatar = picture.fileName(ofAgent: agent.account.id.value)
      try transaction.update(agent, try [FieldCatalog.find("avatar")])
    }
    try memberships?.add(agent, in: transaction)
    if let pictures { try picture?.store(forAgent: agent.account.id.value, in: pictures) }
  }
}

extension [PreparedChange] {
  /// Writes all, and marks the files that are stale now, each once.
  ///
  /// - Parameter pictures: The directory for pictures; nil in a dry run.
  func write(
    _ transaction: StoreTransaction, _ settings: Settings, at now: String, pictures: FilePath?
  ) throws {
    var files = reduce(into: Set<GeneratedFile>()) { $0.formUnion($1.files) }
    // Must come first: removing a row also removes the memberships.
    let queues = try transaction.voiceQueues(ofAgents: filter(\.isSeenInQueues).map(\.id))
    files.formUnion(queues.map { .queue($0.name) })
    for change in self { try change.write(transaction, settings, at: now, pictures: pictures) }
    try transaction.touch(files: files.sorted().map(\.name))
  }
}
