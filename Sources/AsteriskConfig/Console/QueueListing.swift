/// The answer of `queue show`: all queues with their members.
package struct QueueListing: Equatable, Sendable {
  /// In Asterisk's order.
  package private(set) var queues: [Queue] = []

  /// A queue as Asterisk runs it.
  package struct Queue: Equatable, Sendable {
    /// Its name.
    package let name: String
    /// As in queues.conf, such as `ringall`.
    package let strategy: String
    /// As in queues.conf.
    package let weight: Int
    /// In Asterisk's order.
    package fileprivate(set) var members: [Member] = []
  }

  /// A member as Asterisk rings it.
  package struct Member: Equatable, Sendable {
    /// As the queue log has it.
    package let name: String
    /// The channel that is rung, such as `SIP/anna`.
    package let interface: String
    /// Who has a lower one is rung first.
    package let penalty: Int
    /// Also rung during a call.
    package let ringsInUse: Bool
    /// Where it comes from.
    package let origin: Origin
    /// Why and since when it is not rung; nil while it is.
    package let pause: Pause?
    /// The channel driver has no such device.
    package let isInvalid: Bool
  }

  /// Where a member comes from.
  package enum Origin: Sendable {
    /// queues.conf.
    case file
    /// `queue add member`, the manager interface or the dialplan.
    case dynamic
    /// A database that Asterisk asks itself.
    case realtime
  }

  /// Why a member is not rung.
  package struct Pause: Equatable, Sendable {
    /// Empty where nobody gave one.
    package let reason: String
    /// For so long.
    package let seconds: Int
  }

  /// Reads an answer (`__queues_show` in apps/app_queue.c, 16 to 22).
  package init(_ answer: String) {
    for line in answer.consoleLines {
      if line.first != " " {
        if let queue = Self.queue(line) { queues.append(queue) }
      } else if let last = queues.indices.last, let member = Self.member(line) {
        queues[last].members.append(member)
      }
    }
  }

  // `sales has 0 calls (max unlimited) in 'rrmemory' strategy (0s holdtime, 0s talktime), W:0, …`
  private static func queue(_ line: Substring) -> Queue? {
    guard let (head, tail) = line.halves(at: "' strategy ("),
      let (name, strategy) = head.lastHalves(at: ") in '"),
      let weight = tail.halves(at: ", W:")?.after.prefix(while: { $0 == "-" || $0.isNumber }),
      let end = name.lastHalves(at: " (max ")?.before.lastHalves(at: " has ")?.before
    else { return nil }
    return Queue(name: String(end), strategy: String(strategy), weight: Int(weight) ?? 0)
  }

  // `anna (SIP/anna) with penalty 3 (ringinuse disabled) (paused:lunch was 2 secs ago) (Unavailable) has taken …`
  private static func member(_ line: Substring) -> Member? {
    guard let (head, tail) = line.lastHalves(at: " (ringinuse ") else { return nil }
    var (who, penalty) = (head.unpadded, 0)
    if let (before, number) = who.lastHalves(at: " with penalty "), let value = Int(number) {
      (who, penalty) = (before, value)
    }
    var (name, interface) = (who, who)
    // The name alone where both are the same.
    if who.hasSuffix(")"), let (before, after) = who.lastHalves(at: " (") {
      (name, interface) = (before, after.dropLast())
      // `from` names what tells its state.
      interface = interface.halves(at: " from ")?.before ?? interface
    }
    let (pause, flags) = pause(tail)
    return Member(
      name: String(name), interface: String(interface), penalty: penalty,
      ringsInUse: tail.hasPrefix("enabled"),
      origin: flags.contains(mark: "(dynamic)")
        ? .dynamic : flags.contains(mark: "(realtime)") ? .realtime : .file,
      pause: pause, isInvalid: flags.contains(mark: "(Invalid)"))
  }

  /// The pause and what stands beside it: a reason may hold anything.
  private static func pause(_ text: Substring) -> (Pause?, Substring) {
    guard let (before, after) = text.halves(at: " (paused"),
      let (pause, rest) = after.halves(at: " secs ago)"),
      let (reason, seconds) = pause.lastHalves(at: " was ")
    else { return (nil, text) }
    let words = reason.hasPrefix(":") ? reason.dropFirst() : reason
    return (
      Pause(reason: String(words), seconds: Int(seconds) ?? 0), Substring(before + rest)
    )
  }
}
