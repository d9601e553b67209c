internal import AgentsModel
internal import AgentsStore

/// What the new agents of one transaction get where nothing is said of it: id, internal, PIN, and times.
struct AutomaticValues {
  private let transaction: StoreTransaction
  private let nameGuard: NameGuard
  private let now: String
  private let claimed: FileIndex
  private var ids: AutomaticIDs
  private var internals: FreeInternals

  /// - Parameters:
  ///   - nameGuard: Numbers of the centre's own are not given away.
  ///   - claimed: Internals that others will get in this transaction.
  ///   - highestID: The highest id that any of them asks for.
  init(
    _ transaction: StoreTransaction, _ settings: Settings, _ nameGuard: NameGuard, at now: String,
    claimed: FileIndex = FileIndex(), highestID: Int = 0
  ) throws {
    self.transaction = transaction
    self.nameGuard = nameGuard
    self.now = now
    self.claimed = claimed
    ids = AutomaticIDs(beyond: try transaction.highestID(), highest: highestID)
    internals = FreeInternals(from: settings.minInternal.value)
  }

  /// Completes a new agent, whose plan has no error.
  ///
  /// - Parameter isPasswordNew: The age of its password begins now.
  /// - Throws: `AgentsError.refused` when no internal is free.
  mutating func complete(_ new: inout NewAgent, isPasswordNew: Bool) throws {
    let account = new.plan.new.account
    try new.set("id", String(ids.next(wanted: account.id.value)))
    if account.internalNumber.text.isEmpty { try new.set("internal", nextInternal(new.plan.new)) }
    if account.voicemailPin.text.isEmpty {
      let pin = Generator.voicemailPin(not: new.plan.new.account.internalNumber)
      try new.set("voicemailPin", pin.text)
    }
    if account.createdAt.text.isEmpty { try new.set("createdAt", now) }
    if account.updatedAt.text.isEmpty { try new.set("updatedAt", now) }
    if isPasswordNew { try new.set("passwordResetAt", now) }
  }

  /// Neither full name nor PIN may equal the internal.
  private mutating func nextInternal(_ agent: Agent) throws -> String {
    let (account, context) = (agent.account, agent.voice.context.text)
    let (nameGuard, claimed, transaction) = (nameGuard, claimed, transaction)
    return try internals.next(transaction) { number in
      try number == account.fullname.text || number == account.voicemailPin.text
        || claimed.row(of: number) != nil
        || nameGuard.has(number: number, for: context, transaction)
    }
  }
}

/// Chooses ids for new agents: the id of an export if it was never used here, else a new one.
private struct AutomaticIDs {
  private let highestBefore: Int
  private var highest: Int
  private var used: Set<Int> = []

  /// - Parameters:
  ///   - before: The highest id that the store ever gave.
  ///   - highest: The highest id that any row asks for.
  init(beyond before: Int, highest: Int) {
    highestBefore = before
    self.highest = max(before, highest)
  }

  mutating func next(wanted: Int) -> Int {
    if wanted > highestBefore, used.insert(wanted).inserted { return wanted }
    highest += 1
    return highest
  }
}
