internal import AsteriskConfig

/// A line of Asterisk's files that no field stands for, and that stays with an agent, a telephone or a voice queue.
///
/// It is written after our own lines, in the section of its owner.
public struct KeptSetting: Equatable, Sendable {
  /// What reads the line.
  public enum Kind: String, CaseIterable, Sendable {
    /// A peer of chan_sip (`sip.conf`).
    case sip
    /// An endpoint of PJSIP (`pjsip.conf`).
    case pjsip
    /// A queue (`queues.conf`).
    case queue
  }

  /// What reads the line.
  public let kind: Kind
  /// As Asterisk's documentation writes it.
  public let key: String
  /// At most `valueLimit` bytes.
  public let value: String

  /// The most bytes of one value.
  package static let valueLimit = 1000
  /// The most bytes of all keys and values of one owner: `GeneratedFile.largestSize` counts on it.
  package static let totalLimit = 8 << 10

  /// One that was accepted before.
  package init(stored kind: Kind, _ key: String, _ value: String) {
    (self.kind, self.key, self.value) = (kind, key, value)
  }

  /// A setting that may be kept.
  ///
  /// - Parameter key: In any case for chan_sip and queues, because Asterisk ignores it there.
  /// - Throws: `Refusal` for a key that is not kept, and for a value that Asterisk would read differently.
  package static func accepted(
    _ kind: Kind, key: String, value: String
  ) throws(Refusal) -> KeptSetting {
    let key = try listed(kind, key)
    guard !value.isEmpty else {
      throw Refusal("empty", "\(key) has no value: Asterisk would leave the line out")
    }
    guard value.utf8.count <= valueLimit else {
      throw Refusal("too-long", "the value of \(key) may have \(valueLimit) bytes")
    }
    let setting = KeptSetting(stored: kind, key, value)
    // What stands for bytes that are no text would be written in their place.
    guard !value.contains("\u{FFFD}"), setting.isReadBack else {
      throw Refusal(
        "unwritable",
        "the value of \(key) may not begin or end with a blank, and have no control characters")
    }
    return setting
  }

  /// Checks all settings of one owner together.
  ///
  /// - Throws: `Refusal` where they are too large for its section.
  package static func check(_ settings: [KeptSetting]) throws(Refusal) {
    let size = settings.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
    guard size <= totalLimit else {
      throw Refusal("too-many", "kept settings may have \(totalLimit) bytes together, not \(size)")
    }
  }

  /// The settings of one owner after a change.
  ///
  /// - Parameters:
  ///   - old: Those before; what is of another kind stays.
  ///   - kind: What reads those of which it is not said, as `pjsip:` before the key of a phone says it.
  ///   - keeping: All that are given of a key take the place of those it had.
  ///   - dropping: Keys of those that go.
  /// - Returns: The settings, and what is wrong.
  package static func changed(
    _ old: [KeptSetting], _ kind: Kind, keeping: [Assignment], dropping: [String]
  ) -> (new: [KeptSetting], findings: [Finding]) {
    var (given, replaced, findings): ([KeptSetting], Set<Line>, [Finding]) = ([], [], [])
    func collect(_ body: () throws(Refusal) -> Void) {
      do throws(Refusal) { try body() } catch { findings.append(Finding("kept", error)) }
    }
    for key in dropping {
      collect { () throws(Refusal) in
        let (kind, key) = try named(key, for: kind)
        replaced.insert(Line(kind: kind, key: try listed(kind, key)))
      }
    }
    for setting in keeping {
      collect { () throws(Refusal) in
        let (kind, key) = try named(setting.key, for: kind)
        given.append(try accepted(kind, key: key, value: setting.text))
      }
    }
    // A key whose values stay as they are stays in its place.
    for line in Set(given.map(\.line)) {
      func values(_ settings: [KeptSetting]) -> [KeptSetting] {
        settings.filter { $0.line == line }
      }
      if values(old) != values(given) { replaced.insert(line) }
    }
    let new =
      old.filter { !replaced.contains($0.line) } + given.filter { replaced.contains($0.line) }
    collect { () throws(Refusal) in try check(new) }
    return (new, findings)
  }

  /// What a value is given to.
  private struct Line: Hashable {
    let kind: Kind
    let key: String
  }

  private var line: Line { Line(kind: kind, key: key) }

  /// The key as the list has it.
  ///
  /// - Throws: `Refusal` for one that is not kept; the hint has the field that stands for it.
  package static func listed(_ kind: Kind, _ key: String) throws(Refusal) -> String {
    let wanted = kind == .pjsip ? key : key.caseFolded
    guard let known = keys[kind], known.contains(wanted) else {
      throw Refusal(
        "not-kept", "\(quoted(key)) is not one of the settings that are kept for \(kind.words)",
        hint: fields[kind]?[wanted]
          ?? nearest(to: wanted, in: keys[kind]?.sorted() ?? []).map(Hint.didYouMean))
    }
    return wanted
  }

  /// `KEY = VALUE`, as people read it.
  public var text: String { "\(key) = \(value)" }

  private var isReadBack: Bool {
    let document = ConfigDocument(items: [.section(Section(name: "x", settings: [setting]))])
    guard let bytes = try? document.encoded() else { return false }
    return (try? ConfigDocument(parsing: bytes)) == document
  }

  var setting: Setting { Setting(key, value) }
}

extension KeptSetting.Kind {
  /// For people.
  package var words: String {
    switch self {
    case .sip: "a peer of chan_sip"
    case .pjsip: "an endpoint of PJSIP"
    case .queue: "a queue"
    }
  }
}

extension Dialect.Driver {
  /// The lines that it reads.
  package var keptKind: KeptSetting.Kind { self == .sip ? .sip : .pjsip }
}

extension [KeptSetting] {
  /// The lines of one kind.
  func settings(_ kind: KeptSetting.Kind) -> [Setting] {
    filter { $0.kind == kind }.map(\.setting)
  }
}
