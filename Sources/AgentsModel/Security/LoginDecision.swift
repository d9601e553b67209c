internal import Crypto

/// The outcome of one attempt to log in: the answer, and the changed account.
public struct LoginDecision: Equatable, Sendable {
  /// What the attempt is told.
  public enum Answer: Equatable, Sendable {
    case right, wrong
    case refused(AccountError.Reason)

    /// Its word in the audit trail.
    package var word: String {
      switch self {
      case .right: "right"
      case .wrong: "wrong"
      case .refused(let reason): reason.rawValue
      }
    }
  }

  /// What the attempt is told.
  public let answer: Answer
  /// The agent afterwards, with its count of failed logins and its lock.
  package let agent: Agent

  /// Judges an attempt.
  ///
  /// A lock is told to everybody, and then the password is not judged: that makes guessing useless.
  /// Other obstacles are told only to those who know the password.
  ///
  /// - Parameters:
  ///   - isRight: Whether the password is the agent's.
  ///   - isLockOver: Whether the time of the lock is over.
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

  private static func obstacle(_ account: Account) -> AccountError.Reason? {
    if account.disabled { return .disabled }
    if account.adSsoEnabled { return .activeDirectory }
    return account.passwordState == .expired ? .expired : nil
  }
}

extension Agent {
  /// Ends a lock and resets the count of failed logins.
  package mutating func unlock() {
    account.locked = false
    account.loginAttempts = Count(0)
    account.lockedAt = Timestamp()
  }

  /// Counts a failed login, and locks at the limit.
  ///
  /// While locked, without a limit and without the Security Suite, nothing is counted.
  package mutating func countFailures(_ count: Int, _ settings: Settings, at now: Timestamp) {
    let limit = settings.maxLoginAttempts.value
    guard settings.securitySuite, limit > 0, count > 0, !account.locked else { return }
    account.loginAttempts = Count(account.loginAttempts.value + count)
    guard account.loginAttempts.value >= limit else { return }
    account.locked = true
    account.lockedAt = now
  }
}

/// A username that somebody enters, whether the account exists or not.
package struct LoginName: Equatable, Sendable {
  package let text: String

  package init(_ text: String) {
    self.text = text
  }

  /// A number of 56 bits for the name, ignoring case.
  ///
  /// Known and unknown names must behave alike at every attempt, so what would vary depends on this
  /// number.
  package var number: Int {
    SHA256.hash(data: Array(text.lowercased().utf8)).prefix(7).reduce(0) { $0 << 8 | Int($1) }
  }
}
