internal import AgentsModel
internal import AgentsStore

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
    guard before != after else { return [] }
    try transaction.keep(after, ofQueue: queue.id)
    return [.init("kept", .texts(before), .texts(after))]
  }
}

extension GroupOutcome {
  /// For the audit trail: the lines that go with their owner, where there are any.
  static func lost(_ kept: [KeptSetting]) -> [(key: String, old: JSON)] {
    kept.isEmpty ? [] : [("kept", .texts(kept))]
  }
}

extension JSON {
  static func texts(_ kept: [KeptSetting]) -> JSON {
    .array(kept.map { .string($0.text) })
  }
}
