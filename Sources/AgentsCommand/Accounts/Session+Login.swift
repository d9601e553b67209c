internal import AgentsCore
internal import AgentsStore
internal import AgentsSystem

/// What came of an attempt to log in.
struct Login {
  let answer: LoginDecision.Answer
  /// When a password expires that does so soon.
  var expiresAt: String?
  /// A lock was set or ended, so that files for Asterisk change.
  var isLockChanged = false
}

extension Session {
  /// Judges an attempt, counts it and locks, all in one transaction.
  ///
  /// Hashing takes longer than everything else, so it comes before the transaction; if the password was
  /// changed meanwhile, it comes again. A name that there is no agent of costs as much as another.
  func login(_ username: String, _ password: Secret, in store: Store) throws -> Login {
    while true {
      let hash = try store.read { try $0.passwordHash(ofAgentNamed: username) }
      // Both in any case, and not one only when the other holds.
      let isMatch = (hash ?? .ofNothing).matches(password)
      let isRight = isMatch && hash != nil
      // An imported hash of a cheaper method takes no less.
      if let hash, !hash.isYescrypt { _ = PasswordHash.ofNothing.matches(password) }
      if isRight, let login = try store.read({ try quietLogin(username, hash, $0) }) {
        return login
      }
      if let login = try store.write({ try attempt(username, hash, isRight, $0) }) { return login }
    }
  }

  /// A right password that leaves nothing to store, so that logins do not wait for a long change; nil
  /// when there is more to it.
  private func quietLogin(
    _ username: String, _ hash: PasswordHash?, _ reader: StoreReader
  ) throws -> Login? {
    guard let agent = try reader.agent(named: username),
      try reader.passwordHash(ofAgentNamed: username) == hash
    else { return nil }
    let decision = try decision(
      agent, isRight: true, reader, try reader.settings(), at: WallTime.now().iso8601)
    guard decision.answer == .right, decision.agent == agent else { return nil }
    return try login(decision, reader)
  }

  /// nil when the password is no longer the one that was compared.
  private func attempt(
    _ username: String, _ hash: PasswordHash?, _ isRight: Bool, _ transaction: StoreTransaction
  ) throws -> Login? {
    guard try transaction.passwordHash(ofAgentNamed: username) == hash else { return nil }
    guard let agent = try transaction.agent(named: username) else {
      // Without the name: people type their password in its place.
      try transaction.append(
        auditEntry("verify-password", "", JSON.object([("result", .string("unknown"))])))
      return Login(answer: .wrong)
    }
    let settings = try transaction.settings()
    // A lock begins now, and not when the password began to be typed.
    let now = WallTime.now().iso8601
    let decision = try decision(agent, isRight: isRight, transaction, settings, at: now)
    if decision.answer == .refused(.expired) {
      try transaction.setExpired(passwordOfAgent: agent.account.id.value, at: now)
    }
    let change = AgentChange(
      action: .login, plan: AgentPlan(old: agent, new: decision.agent),
      remarks: [("result", .string(decision.answer.word))])
    _ = try change.commit("verify-password", in: transaction, self, pictures: nil, settings)
    var login = try login(decision, transaction)
    login.isLockChanged = decision.agent.account.locked != agent.account.locked
    return login
  }

  private func decision(
    _ agent: Agent, isRight: Bool, _ reader: StoreReader, _ settings: Settings, at now: String
  ) throws -> LoginDecision {
    let isOver = try reader.isLockOver(agent, settings, at: now)
    return LoginDecision(
      agent, isRight: isRight, isLockOver: isOver, settings, at: Timestamp(stored: now))
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
