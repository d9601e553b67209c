@testable import AgentsModel
import Testing

/// Whether an interaction reaches an agent.
struct CapacityTests {
  private static func verdict(
    open: Int = 0, tabs: Int = 0, paused: Bool = false, capacity: Int = 0, maxOpenTabs: Int = 20,
    _ change: (inout Account) -> Void = { _ in }, autoanswer delay: Int? = nil
  ) -> CapacityVerdict {
    var account = Account()
    change(&account)
    var limits = ChannelSettings()
    limits.capacity = Count(capacity)
    limits.autoanswer = delay != nil
    limits.autoanswerDelay = Delay(delay ?? 0)
    return CapacityVerdict(
      account, limits, Workload(openOnChannel: open, openTabs: tabs, isPaused: paused),
      maxOpenTabs: maxOpenTabs)
  }

  /// The order of the vendor's page: pause, then the tab limit, then the capacity.
  ///
  /// Below its limit each passes.
  @Test(
    arguments: [
      (0, 0, false, nil), (2, 19, false, nil), (0, 20, false, .tabLimit), (3, 20, false, .tabLimit),
      (3, 21, false, .tabLimit), (3, 5, false, .capacity), (4, 5, false, .capacity),
      (3, 20, true, .pause), (0, 0, true, .pause),
    ] as [(Int, Int, Bool, CapacityVerdict.Rule?)])
  func `the first rule that is broken decides`(
    _ open: Int, _ tabs: Int, _ isPaused: Bool, _ rule: CapacityVerdict.Rule?
  ) {
    let verdict = Self.verdict(open: open, tabs: tabs, paused: isPaused, capacity: 3)
    #expect(verdict.rule == rule)
    #expect(verdict.isNotified == (rule == nil))
    #expect(verdict.answer == (rule == nil ? .byHand : nil))
    #expect(verdict.reason() == (rule == nil ? nil : .timeout))
    #expect(
      verdict.checks.count
        == (rule.flatMap(CapacityVerdict.Rule.allCases.firstIndex) ?? 3) + 1)
  }

  @Test func `0 is no limit`() {
    #expect(Self.verdict(open: 1000, tabs: 5).isNotified)
    #expect(Self.verdict(open: 1000, tabs: 1000, maxOpenTabs: 0).isNotified)
  }

  @Test func `who cannot be at work is not notified`() {
    let changes: [(inout Account) -> Void] = [
      { $0.disabled = true }, { $0.locked = true },
      { $0.deletedAt = Timestamp(stored: "2026-01-01T00:00:00.000Z") },
    ]
    let findings = changes.map { Self.verdict(paused: true, $0).checks }
    #expect(findings.map(\.count) == [1, 1, 1])
    #expect(findings.map { $0[0].finding } == ["disabled", "locked", "deleted"])
    #expect(findings.allSatisfy { $0[0].rule == .account && !$0[0].isPassed })
  }

  @Test(
    arguments: [
      (0, nil, .accepted), (5, nil, .accepted), (5, 6, .accepted), (5, 5, .accepted),
      (5, 4, .timeout), (0, 0, .accepted),
    ] as [(Int, Int?, CapacityVerdict.Reason)])
  func `an automatic answer comes in time, or not`(
    _ delay: Int, _ timeout: Int?, _ reason: CapacityVerdict.Reason
  ) {
    let verdict = Self.verdict(autoanswer: delay)
    #expect(verdict.answer == .automatic(delay: delay))
    #expect(verdict.reason(timeout: timeout) == reason)
  }

  @Test func `auto answer does not help who has reached a limit`() {
    let verdict = Self.verdict(open: 3, tabs: 3, capacity: 3, autoanswer: 0)
    #expect(verdict.answer == nil)
    #expect(verdict.reason() == .timeout)
  }

  @Test func `every channel but voice has its limits`() {
    var channels = Channels()
    channels.fax.capacity = Count(7)
    #expect(channels[.fax]?.capacity == Count(7))
    #expect(channels[.voice] == nil)
    #expect(Channel.allCases.filter { channels[$0] != nil }.count == 6)
  }
}
