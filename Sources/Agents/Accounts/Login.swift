public import AgentsModel
internal import AgentsStore
internal import AgentsSystem

/// What came of an attempt to log in.
public struct Login: Sendable {
  /// Whether the password was right, and the account takes a login.
  public let answer: LoginDecision.Answer
  /// When a password expires that does so soon: ISO 8601, UTC.
  public internal(set) var expiresAt: String?
}

extension Centre {
  /// Tells whether a password is an agent's; failures count, and lock the account as the settings say.
  ///
  /// A name that there is none of costs the time of one that there is.
  ///
  /// - Parameters:
  ///   - password: Is asked for when it is known that the actor may ask.
  ///   - username: Whose, in whatever case.
  /// - Throws: `AgentsError.store(.busy)` while another process tries the same name for longer than the time-out.
  public func verify(
    _ password: @autoclosure () throws -> Secret, of username: String
  ) throws -> Login {
    try perform(OperatorTask("verify-password", needs: .edit)) { session in
      let store = try session.changing()
      return try session.login(username, try password(), in: store)
    }
  }
}

extension Session {
  /// Judges an attempt to log in, counts it and locks.
  ///
  /// The attempt is stored before the password is compared, and the answer before it is given: whatever
  /// stands in the way of either, a right password and a wrong one end alike, and a run that is killed
  /// leaves an attempt that counts. Two transactions and one hash, whatever the name and the state of the
  /// account. Files for Asterisk are not touched: a lock changes none, and what an admin holds back is not
  /// for a guess to write.
  ///
  /// - Throws: `LockBusy` while another process tries the same name for longer than the time-out.
  fileprivate func login(_ username: String, _ password: Secret, in store: Store) throws -> Login {
    let name = LoginName(username)
    // One name, one guess at a time: so no guess is judged while others are not counted yet.
    return try RecordLock.holding(name.number, of: sibling("lock"), timeout: centre.waiting) {
      let attempt = try store.write { try begin(name, $0) }
      while true {
        let (own, other) = try store.read { reader in
          (
            try reader.passwordHash(ofAgentNamed: name.text),
            try reader.passwordHash(near: name.number)
          )
        }
        let isMatch = (own ?? other).matches(password)
        if let login = try store.write({
          try end(attempt, at: name, own, isMatch && own != nil, $0)
        }) {
          return login
        }
        // The password has been changed since: it is compared again, and the attempt counts once.
      }
    }
  }

  /// Stores the attempt, and counts one before it that never got an answer.
  ///
  /// - Returns: the attempt's number.
  private func begin(_ name: LoginName, _ transaction: StoreTransaction) throws -> Int {
    let agent = try transaction.agent(named: name.text)
    let now = centre.clock.now().iso8601
    let (number, unanswered) = try transaction.beginAttempt(
      ofAgent: agent?.account.id.value, at: now)
    if agent == nil { _ = try transaction.standIn(for: name.number) }
    guard let agent, unanswered > 0 else { return number }
    let settings = try transaction.settings()
    var counted = agent
    counted.countFailures(unanswered, settings, at: Timestamp(stored: now))
    try commit(from: agent, to: counted, "unanswered", transaction, settings)
    return number
  }

  /// Stores what came of an attempt; nil when the password is no longer the one that was compared.
  private func end(
    _ attempt: Int, at name: LoginName, _ hash: PasswordHash?, _ isRight: Bool,
    _ transaction: StoreTransaction
  ) throws -> Login? {
    guard try transaction.passwordHash(ofAgentNamed: name.text) == hash else { return nil }
    try transaction.endAttempt(attempt)
    guard let agent = try transaction.agent(named: name.text) else {
      try judgeStandIn(for: name, transaction)
      // Without the name: people type their password in its place.
      try transaction.append(
        auditEntry("verify-password", "", JSON.object([("result", .string("unknown"))])))
      return Login(answer: .wrong)
    }
    let settings = try transaction.settings()
    // A lock begins now, and not when the password began to be typed.
    let now = centre.clock.now().iso8601
    let decision = LoginDecision(
      agent, isRight: isRight, isLockOver: try transaction.isLockOver(agent, settings, at: now),
      settings, at: Timestamp(stored: now))
    let login = try login(decision, transaction)
    // A right password that leaves nothing behind is no row of the audit trail.
    if decision.answer == .right, decision.agent == agent { return login }
    if decision.answer == .refused(.expired) {
      try transaction.setExpired(passwordOfAgent: agent.account.id.value, at: now)
    }
    try commit(from: agent, to: decision.agent, decision.answer.word, transaction, settings)
    return login
  }

  /// Judges some agent in vain: a name that there is none of costs the time of one that there is.
  private func judgeStandIn(for name: LoginName, _ transaction: StoreTransaction) throws {
    guard let agent = try transaction.standIn(for: name.number) else { return }
    let settings = try transaction.settings()
    let now = centre.clock.now().iso8601
    let decision = LoginDecision(
      agent, isRight: false, isLockOver: try transaction.isLockOver(agent, settings, at: now),
      settings, at: Timestamp(stored: now))
    let plan = AgentPlan(old: agent, new: decision.agent)
    _ = auditEntry("verify-password", agent.account.name.text, plan.changes)
  }

  private func commit(
    from old: Agent, to new: Agent, _ result: String, _ transaction: StoreTransaction,
    _ settings: Settings
  ) throws {
    let change = AgentChange(
      action: .login, plan: AgentPlan(old: old, new: new),
      remarks: [("result", .string(result))])
    _ = try change.commit(
      "verify-password", change.plan.changes, in: transaction, self, settings)
  }

  private func login(_ decision: LoginDecision, _ reader: StoreReader) throws -> Login {
    let account = decision.agent.account
    let isSoon = decision.answer == .right && account.passwordState == .expiring
    return Login(
      answer: decision.answer,
      expiresAt: isSoon ? try reader.passwordExpiry(ofAgent: account.id.value) : nil)
  }
}

extension StoreReader {
  fileprivate func isLockOver(
    _ agent: Agent, _ settings: Settings, at now: String
  ) throws -> Bool {
    guard agent.account.locked else { return false }
    return try agentsWithEndedLock(settings, at: now, only: agent.account.id.value).count == 1
  }
}

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
