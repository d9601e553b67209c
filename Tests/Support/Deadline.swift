/// How long to wait for what should happen: a limit that holds on an idle machine, and as much longer as the
/// machine is slower when the limit is reached.
package struct Deadline: Sendable {
  private let start = ContinuousClock.now
  private let limit: Duration
  private var due: ContinuousClock.Instant

  package init(_ limit: Duration) {
    self.limit = limit
    due = start + limit
  }

  /// Whether it is time to give up; measures the machine before it says so.
  package mutating func isOver() async -> Bool {
    guard ContinuousClock.now >= due else { return false }
    due = start + limit * (await Self.slowness())
    return ContinuousClock.now >= due
  }

  /// How long `duration` of an idle machine is here and now.
  package static func stretched(_ duration: Duration) async -> Duration {
    duration * (await slowness())
  }

  /// How many times longer than on an idle machine it takes just now to start a process and to see it end; 1
  /// at least.
  private static func slowness() async -> Double {
    guard let scratch = try? Scratch() else { return 1 }
    let count = 10
    let taken = await ContinuousClock().measure {
      for _ in 0..<count { _ = try? await Program.shell(":", in: scratch) }
    }
    return max(1, taken / (idle * count))
  }

  /// What one shell takes on an idle machine of two slow cores.
  private static let idle = Duration.milliseconds(5)
}
