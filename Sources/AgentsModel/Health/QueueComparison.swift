package import AsteriskConfig

/// A voice queue as it was written, and as Asterisk runs it.
package struct QueueComparison {
  /// What differs in the queue itself: `strategy`, `weight`.
  package private(set) var settings: [Difference] = []
  /// What differs of its members, those of the database first.
  package private(set) var members: [(name: String, difference: Difference)] = []
  /// Members that somebody added while Asterisk runs; they are no difference.
  package private(set) var guests: [(name: String, origin: QueueListing.Origin)] = []
  /// Members that are not rung, and why; no difference either.
  package private(set) var paused: [(name: String, pause: QueueListing.Pause)] = []

  /// - Parameters:
  ///   - queue: As the database has it.
  ///   - shown: As `queue show` lists it.
  package init(_ queue: VoiceQueue, _ shown: QueueListing.Queue, _ driver: Dialect.Driver) {
    compare("strategy", queue.strategy.rawValue, shown.strategy)
    compare("weight", queue.weight.text, String(shown.weight))
    let running = Dictionary(
      shown.members.map { ($0.interface, $0) }, uniquingKeysWith: { first, _ in first })
    for member in queue.members {
      guard let actual = running["\(driver.technology)/\(member.peer)"] else {
        members.append((member.name, .missing))
        continue
      }
      let values = [
        ("penalty", String(member.penalty), String(actual.penalty)),
        ("ringinuse", yesNo(member.ringsInUse || queue.ringsInUse), yesNo(actual.ringsInUse)),
      ]
      for (setting, expected, actual) in values where expected != actual {
        members.append(
          (member.name, .value(setting: setting, expected: expected, actual: actual)))
      }
    }
    let known = Set(queue.members.map { "\(driver.technology)/\($0.peer)" })
    for member in shown.members {
      if let pause = member.pause { paused.append((member.name, pause)) }
      guard !known.contains(member.interface) else { continue }
      if member.origin == .file {
        members.append((member.name, .foreign))
      } else {
        guests.append((member.name, member.origin))
      }
    }
  }

  /// Asterisk runs it as it was written.
  package var isSame: Bool { settings.isEmpty && members.isEmpty }

  private mutating func compare(_ setting: String, _ expected: String, _ actual: String) {
    if expected != actual {
      settings.append(.value(setting: setting, expected: expected, actual: actual))
    }
  }
}
