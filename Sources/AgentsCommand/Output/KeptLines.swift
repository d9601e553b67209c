internal import AgentsModel

extension Line {
  /// A line of Asterisk's files that is kept; of a phone with the driver that it is for.
  static func pair(_ kept: KeptSetting, width: Int) -> Line {
    let key = kept.kind == .queue ? "kept" : "kept \(kept.kind.rawValue)"
    return pair(key, kept.text, width: width)
  }
}

extension JSON {
  init(_ kept: [KeptSetting]) {
    self = .array(
      kept.map { setting in
        .object([
          ("for", .string(setting.kind.rawValue)), ("key", .string(setting.key)),
          ("value", .string(setting.value)),
        ])
      })
  }
}
