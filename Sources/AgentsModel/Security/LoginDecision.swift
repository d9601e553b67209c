/// Why an account takes no login, whatever the password.
package enum AccountRefusal: String, Equatable, Sendable {
  case locked, disabled
  /// The agent logs in with another password, which only the directory knows.
  case activeDirectory = "active directory"
  case expired
}

/// What one attempt to log in means: the answer, and what it leaves in the account.
package struct LoginDecision: Equatable, Sendable {
  package enum Answer: Equatable, Sendable {
    case right, wrong
    case refused(AccountRefusal)

    /// As the audit trail names it.
    package var word: String {
      switch self {
      case .right: "right"
      case .wrong: "wrong"
      case .refused(let reason): reason.rawValue
      }
    }
  }

  package let answer: Answer
  /// The agent afterwards: failed logins counted or forgotten, locked or not.
  package let agent: Agent

  /// Judges an attempt.
  ///
  /// A lock is told to everybody, and behind it nothing more: it is what makes guessing useless. What
  /// else stands in the way is told to those alone who know the password.
  ///
  /// - Parameters:
  ///   - isRight: It is the agent's password.
  ///   - isLockOver: The time of its lock is over.
  ///   - now: The time of the attempt.
  package init(
    _ agent: Agent, isRight: Bool, isLockOver: Bool, _ settings: Settings, at now: Timestamp
  ) {
    var after = agent
    if agent.account.locked, isLockOver || !settings.securitySuite { after.unlock() }
    if after.account.locked {
      answer = .refused(.locked)
    } else if !isRight {
      answer = .wrong
      after.countFailures(1, settings, at: now)
    } else {
      after.account.loginAttempts = Count(0)
      answer = Self.obstacle(after.account).map(Answer.refused) ?? .right
    }
    self.agent = after
  }

  private static func obstacle(_ account: Account) -> AccountRefusal? {
    if account.disabled { return .disabled }
    if account.adSsoEnabled { return .activeDirectory }
    return account.passwordState == .expired ? .expired : nil
  }
}

extension Agent {
  /// Ends a lock; the count of failed logins starts anew.
  package mutating func unlock() {
    account.locked = false
    account.loginAttempts = Count(0)
    account.lockedAt = Timestamp()
  }

  /// Counts failed logins, and locks at the last one that is allowed; behind a lock, without a limit and
  /// without the Security Suite nothing counts.
  package mutating func countFailures(_ count: Int, _ settings: Settings, at now: Timestamp) {
    let limit = settings.maxLoginAttempts.value
    guard settings.securitySuite, limit > 0, count > 0, !account.locked else { return }
    account.loginAttempts = Count(account.loginAttempts.value + count)
    guard account.loginAttempts.value >= limit else { return }
    account.locked = true
    account.lockedAt = now
  }
}
