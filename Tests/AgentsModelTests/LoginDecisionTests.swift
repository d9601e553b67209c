import AgentsModel
import Testing

/// The results of attempts to log in.
struct LoginDecisionTests {
  private static let now = Timestamp(stored: "2026-11-24T01:02:03.004Z")

  private func settings(_ change: (inout Settings) -> Void = { _ in }) -> Settings {
    var settings = Settings()
    change(&settings)
    return settings
  }

  private func agent(_ change: (inout Account) -> Void = { _ in }) -> Agent {
    var agent = Agent()
    change(&agent.account)
    return agent
  }

  private func decision(
    _ agent: Agent, isRight: Bool, isLockOver: Bool = false, _ settings: Settings = Settings()
  ) -> LoginDecision {
    LoginDecision(agent, isRight: isRight, isLockOver: isLockOver, settings, at: Self.now)
  }

  @Test func `a right password is right and leaves nothing`() {
    let decision = decision(agent(), isRight: true)
    #expect(decision.answer == .right)
    #expect(decision.agent == agent())
  }

  @Test func `a right password forgets the failures before it`() {
    let decision = decision(agent { $0.loginAttempts = Count(4) }, isRight: true)
    #expect(decision.answer == .right)
    #expect(decision.agent == agent())
  }

  @Test func `failures are counted, and the last one allowed locks`() {
    var account = agent()
    for count in 1...4 {
      let decision = decision(account, isRight: false)
      #expect(decision.answer == .wrong)
      account = decision.agent
      #expect(account == agent { $0.loginAttempts = Count(count) })
    }
    let last = decision(account, isRight: false)
    #expect(last.answer == .wrong)
    #expect(
      last.agent
        == agent {
          $0.loginAttempts = Count(5)
          $0.locked = true
          $0.lockedAt = Self.now
        })
  }

  @Test func `more failures than a lowered limit allows lock at the next one`() {
    let settings = settings { $0.maxLoginAttempts = Count(2) }
    let decision = decision(agent { $0.loginAttempts = Count(4) }, isRight: false, settings)
    #expect(decision.agent.account.locked)
    #expect(decision.agent.account.loginAttempts.value == 5)
  }

  @Test(arguments: [true, false])
  func `a lock is told whatever the password`(isRight: Bool) {
    let locked = agent {
      $0.locked = true
      $0.disabled = true
      $0.loginAttempts = Count(5)
    }
    let decision = decision(locked, isRight: isRight)
    #expect(decision.answer == .refused(.locked))
    #expect(decision.agent == locked)
  }

  @Test func `a lock whose time is over is none, and counting starts anew`() {
    let locked = agent {
      $0.locked = true
      $0.lockedAt = Timestamp(stored: "2026-11-24T00:00:00.000Z")
      $0.loginAttempts = Count(5)
    }
    let right = decision(locked, isRight: true, isLockOver: true)
    #expect(right.answer == .right)
    #expect(right.agent == agent())
    let wrong = decision(locked, isRight: false, isLockOver: true)
    #expect(wrong.answer == .wrong)
    #expect(wrong.agent == agent { $0.loginAttempts = Count(1) })
  }

  @Test func `several failures count at once, and none behind a lock`() {
    var counted = agent { $0.loginAttempts = Count(2) }
    counted.countFailures(2, Settings(), at: Self.now)
    #expect(counted == agent { $0.loginAttempts = Count(4) })
    counted.countFailures(3, Settings(), at: Self.now)
    #expect(counted.account.locked && counted.account.loginAttempts.value == 7)
    let locked = counted
    counted.countFailures(1, Settings(), at: Self.now)
    #expect(counted == locked)
  }

  @Test func `without a limit, and without the suite, nothing is counted`() {
    for settings in [
      settings { $0.maxLoginAttempts = Count(0) }, settings { $0.securitySuite = false },
    ] {
      let decision = decision(agent(), isRight: false, settings)
      #expect(decision.answer == .wrong)
      #expect(decision.agent == agent())
    }
  }

  @Test func `without the suite no lock holds`() {
    let off = settings { $0.securitySuite = false }
    let decision = decision(agent { $0.locked = true }, isRight: true, off)
    #expect(decision.answer == .right)
    #expect(decision.agent == agent())
  }

  @Test(arguments: [AccountError.Reason.disabled, .activeDirectory, .expired])
  func `what else stands in the way is told to who knows the password`(reason: AccountError.Reason)
  {
    let account = agent {
      $0.disabled = reason == .disabled
      $0.adSsoEnabled = reason != .expired
      $0.passwordState = .expired
    }
    #expect(decision(account, isRight: true).answer == .refused(reason))
    let wrong = decision(account, isRight: false)
    #expect(wrong.answer == .wrong)
    #expect(wrong.agent.account.loginAttempts.value == 1)
  }

  @Test func `an expiring password is right`() {
    #expect(decision(agent { $0.passwordState = .expiring }, isRight: true).answer == .right)
  }
}
