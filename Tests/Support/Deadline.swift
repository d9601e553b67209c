/// How long to wait for an event.
///
/// The limit holds on an idle machine; on a slower one it is longer in proportion.
package struct Deadline: Sendable {
  private let start = ContinuousClock.now
  private let limit: Duration
  private var due: ContinuousClock.Instant

  package init(_ limit: Duration) {
    self.limit = limit
    due = start + limit
  }

  /// Whether the time is over.
  ///
  /// Measures the speed of the machine first.
  package mutating func isOver() async -> Bool {
    guard ContinuousClock.now >= due else { return false }
    due = start + limit * (await Self.slowness())
    return ContinuousClock.now >= due
  }

  /// The time that corresponds to `duration` on an idle machine.
  package static func stretched(_ duration: Duration) async -> Duration {
    duration * (await slowness())
  }

  /// How many times longer than on an idle machine it now takes to run a process; at least 1.
  private static func slowness() async -> Double {
    guard let scratch = try? Scratch() else { return 1 }
    let count = 10
    let taken = await ContinuousClock().measure {
      for _ in 0..<count { _ = try? await Program.shell(":", in: scratch) }
    }
    return max(1, taken / (idle * count))
  }

  /// The time for one shell on an idle machine with two slow cores.
  private static let idle = Duration.milliseconds(5)
}
