public import AgentsModel
internal import AgentsStore

/// A change of the settings that no field stands for, of a phone.
public struct KeptEdit: Sendable {
  /// Each for the driver in use, or for the one that stands before its key, as `pjsip:set_var`.
  ///
  /// All that are given of a key take the place of those it had.
  public var kept: [Assignment]
  /// The keys of those that are kept no longer, written in the same way.
  public var dropped: [String]

  /// Keeps some, and drops others.
  public init(keeping kept: [Assignment] = [], dropping dropped: [String] = []) {
    (self.kept, self.dropped) = (kept, dropped)
  }
}

extension QueueEdit {
  /// Changes which settings are kept of a queue.
  ///
  /// - Returns: the change, where there is one.
  /// - Throws: `AgentsError.refused` for settings that cannot be kept.
  func keep(
    of queue: Queue, _ transaction: StoreTransaction
  ) throws -> [GroupOutcome.Change] {
    guard !(kept.isEmpty && dropped.isEmpty) else { return [] }
    guard queue.name.channel == .voice else {
      throw Finding(
        .error, "kept.other-channel", field: "kept",
        "Asterisk knows the voice queues alone, and \(queue.name.text) is none")
    }
    let before = try transaction.kept(ofQueue: queue.id)
    let (after, findings) = KeptSetting.changed(
      before, .queue, keeping: kept, dropping: dropped)
    _ = try findings.orRefused()
    let changes = GroupOutcome.changes(ofKept: before, to: after)
    if !changes.isEmpty { try transaction.keep(after, ofQueue: queue.id) }
    return changes
  }
}

extension KeptEdit {
  /// What is kept of a phone from now on.
  ///
  /// - Returns: It, and what is wrong.
  func applied(
    to old: [KeptSetting], _ driver: Dialect.Driver
  ) -> ([KeptSetting], [Finding]) {
    KeptSetting.changed(old, driver.keptKind, keeping: kept, dropping: dropped)
  }
}

extension GroupOutcome {
  /// What is kept before and afterwards; empty where that is the same.
  static func changes(ofKept old: [KeptSetting], to new: [KeptSetting]) -> [Change] {
    old == new ? [] : [.init("kept", .texts(old), .texts(new))]
  }

  /// For the audit trail: the lines that go with their owner, where there are any.
  static func lost(_ kept: [KeptSetting]) -> [(key: String, old: JSON)] {
    kept.isEmpty ? [] : [("kept", .texts(kept))]
  }
}

extension JSON {
  fileprivate static func texts(_ kept: [KeptSetting]) -> JSON {
    .array(kept.map { .string($0.shown) })
  }
}
