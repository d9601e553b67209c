public import AgentsModel
internal import AgentsStore
internal import AgentsSystem

/// What came of an attempt to log in.
public struct Login: Sendable {
  /// Whether the password was right, and the account takes a login.
  public let answer: LoginDecision.Answer
  /// When the password expires, if that is soon: ISO 8601, UTC.
  public internal(set) var expiresAt: String?
}

extension Centre {
  /// Checks an agent's password; failures are counted, and lock the account as the settings say.
  ///
  /// An unknown name takes as long as a known one.
  ///
  /// - Parameters:
  ///   - password: Read once the actor is known to be allowed.
  ///   - username: In any case of letters.
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
  /// Judges a login attempt, counts it, and locks the account if needed.
  ///
  /// The attempt is stored before the password is compared, and the result before it is returned. So an
  /// error ends the same way for right and wrong passwords, and a killed run leaves an attempt that counts.
  /// Every name and every state of an account costs two transactions and one hash. No file for Asterisk
  /// is written: a lock changes none, and a guess must not publish changes that an admin holds back.
  ///
  /// - Throws: `LockBusy` while another process tries the same name for longer than the time-out.
  fileprivate func login(_ username: String, _ password: Secret, in store: Store) throws -> Login {
    let name = LoginName(username)
    // One guess at a time for each name, so that every earlier guess is counted before the next is judged.
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
        // The password was changed in between: compare again; the attempt still counts once.
      }
    }
  }

  /// Stores the attempt, and counts earlier attempts that were never answered.
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

  /// Stores the result of an attempt; nil if the password was changed since it was compared.
  private func end(
    _ attempt: Int, at name: LoginName, _ hash: PasswordHash?, _ isRight: Bool,
    _ transaction: StoreTransaction
  ) throws -> Login? {
    guard try transaction.passwordHash(ofAgentNamed: name.text) == hash else { return nil }
    try transaction.endAttempt(attempt)
    guard let agent = try transaction.agent(named: name.text) else {
      try judgeStandIn(for: name, transaction)
      // The name is left out: people type their password there by mistake.
      try transaction.append(
        auditEntry("verify-password", "", JSON.object([("result", .string("unknown"))])))
      return Login(answer: .wrong)
    }
    let settings = try transaction.settings()
    // A lock starts now, not when the prompt appeared.
    let now = centre.clock.now().iso8601
    let decision = LoginDecision(
      agent, isRight: isRight, isLockOver: try transaction.isLockOver(agent, settings, at: now),
      settings, at: Timestamp(stored: now))
    let login = try login(decision, transaction)
    // A right password that changes nothing gets no row in the audit trail.
    if decision.answer == .right, decision.agent == agent { return login }
    if decision.answer == .refused(.expired) {
      try transaction.setExpired(passwordOfAgent: agent.account.id.value, at: now)
    }
    try commit(from: agent, to: decision.agent, decision.answer.word, transaction, settings)
    return login
  }

  /// Judges some other agent and drops the result, so that an unknown name takes as long as a known one.
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
    let batch = try ChangeBatch(transaction, settings)
    _ = try change.commit("verify-password", change.plan.changes, in: batch, self)
    try batch.finish()
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
  /// Ends the locks whose time is over.
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
    let batch = try ChangeBatch(transaction, settings)
    for agent in try transaction.agentsWithEndedLock(settings, at: now) {
      var after = agent
      after.unlock()
      let change = AgentChange(action: .login, plan: AgentPlan(old: agent, new: after))
      _ = try change.commit(verb, change.plan.changes, in: batch, self)
    }
    try batch.finish()
  }
}
