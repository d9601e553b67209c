internal import AgentsModel
internal import AgentsStore
internal import SystemPackage

/// What the changes of agents in one transaction share: the groups that they name, and the files that are
/// stale.
final class ChangeBatch {
  let transaction: StoreTransaction
  let settings: Settings
  var stale: StaleFiles
  /// Pictures that nobody needs any more, to be removed after the commit.
  private(set) var obsoletePictures: [StoredFileName] = []
  /// The mailboxes that move or go with the changes, and are there.
  private(set) var mailboxes: [OwedMailbox] = []
  private var tasks = MailboxTasks()
  private let relations: RelationWriter

  private let keepsMailboxes: Bool

  /// - Parameter keepsMailboxes: New agents have their mailboxes already, with messages and PINs.
  init(
    _ transaction: StoreTransaction, _ settings: Settings, keepsMailboxes: Bool = false
  ) throws {
    self.transaction = transaction
    self.keepsMailboxes = keepsMailboxes
    self.settings = settings
    relations = RelationWriter(transaction)
    stale = StaleFiles(try transaction.dialect(settings))
  }

  /// Writes changes: rows, credentials, memberships, pictures and audit rows.
  ///
  /// - Parameters:
  ///   - at: The time of the rows.
  ///   - pictures: The directory for pictures; nil in a dry run.
  func write(_ changes: [PreparedChange], at now: String, pictures: FilePath?) throws {
    // Must come first: removing a row also removes the memberships.
    let seen = changes.filter(\.isSeenInQueues).map(\.id)
    if !seen.isEmpty {
      stale.note(try transaction.voiceQueues(ofAgents: seen).map { .queue($0.name) })
    }
    for change in changes { try write(change, now, pictures) }
  }

  private func write(_ change: PreparedChange, _ now: String, _ pictures: FilePath?) throws {
    if !keepsMailboxes, let mailbox = change.mailbox {
      tasks.note(mailbox, agent: change.id, named: change.name)
    }
    switch change.row {
    case .insertion(let texts):
      try transaction.insert(texts, change.credential?.new)
    case .update(let values):
      try transaction.update(agent: change.id, named: change.name, values)
      if let credential = change.credential {
        try transaction.setCredential(
          credential.new, ofAgent: change.id, keepingHistory: settings.passwordHistory.value,
          at: now)
      }
    case .removal:
      try transaction.removePermanently(agent: change.id)
    }
    if let (old, new) = change.relations {
      stale.note(try relations.replace(old, by: new, ofAgent: change.id))
    }
    // Must come before the commit: a stored row never names a missing picture.
    if let pictures { try change.picture?.store(forAgent: change.id, in: pictures) }
    if let name = change.obsoletePicture {
      let isKept = try !change.isRemoval && transaction.keep(picture: name.text)
      if !isKept { obsoletePictures.append(name) }
    }
    try transaction.append(change.entry)
  }

  /// Marks the files as stale and the mailboxes as owed, after the last change.
  ///
  /// - Throws: `AgentsError.refused` where a mailbox is in the way.
  func finish() throws {
    mailboxes = try tasks.finish(transaction, settings)
    try transaction.touch(files: stale.files.map(\.name))
  }
}

/// The files that changes make stale.
struct StaleFiles {
  private(set) var files: Set<GeneratedFile> = []
  private let dialect: Dialect

  init(_ dialect: Dialect) { self.dialect = dialect }

  /// Notes the files in which an agent differs.
  mutating func note(_ old: Endpoint?, _ new: Endpoint?) {
    files.formUnion(GeneratedFile.affected(by: old, new, dialect, besides: files))
  }

  /// Notes files.
  mutating func note(_ files: some Sequence<GeneratedFile>) { self.files.formUnion(files) }
}

/// A change of an agent, worked out to what is written.
///
/// Nothing but the writing is left to do, so that the write lock is held for that alone where many agents
/// change.
struct PreparedChange {
  /// What becomes of the agent's row.
  enum Row {
    /// A new one, with the text of each field in the order of the catalog.
    case insertion([String])
    case update([(field: Field, text: String)])
    case removal
  }

  let id: Int
  let name: String
  let row: Row
  let credential: CredentialChange?
  /// The memberships before and after; nil = they stay.
  let relations: (Relations, Relations)?
  let picture: PictureChange?
  /// The row of the audit trail.
  let entry: AuditEntry
  /// Whether the files of its voice queues show a difference.
  let isSeenInQueues: Bool
  /// What it means for the agent's mailbox.
  let mailbox: MailboxChange?
  /// The old picture, if the agent gives it up.
  let obsoletePicture: StoredFileName?

  /// The agent goes permanently.
  var isRemoval: Bool { if case .removal = row { true } else { false } }
}
