/// What is kept of an agent's phone, as one text: `sip:deny=0.0.0.0/0,pjsip:set_var=a\\,b`.
///
/// Each line has the driver that reads it, because a centre may move to the other one. A comma and a backslash of a value
/// have a backslash before them.
package struct KeptSettings: FieldValue {
  package var settings: [KeptSetting]

  package static var kind: FieldKind { .lines }
  package var text: String { settings.map(\.item).joined(separator: ",") }

  package init(_ settings: [KeptSetting] = []) { self.settings = settings }

  package init(parsing text: String) throws(Refusal) {
    let (kept, refusals) = Self.read(text, for: nil)
    if let first = refusals.first { throw first }
    self = kept
  }

  /// Reads a text, with everything that is wrong with it.
  ///
  /// - Parameter driver: Reads lines of which the text does not say who does; nil = the text must say it.
  package static func read(
    _ text: String, for driver: Dialect.Driver?
  ) -> (KeptSettings, [Refusal]) {
    var (kept, refusals): (KeptSettings, [Refusal]) = (KeptSettings(), [])
    for item in items(of: text) {
      do throws(Refusal) {
        kept.settings.append(try KeptSetting(item: item, for: driver))
      } catch {
        refusals.append(error)
      }
    }
    do throws(Refusal) { try KeptSetting.check(kept.settings) } catch { refusals.append(error) }
    return (kept, refusals)
  }

  /// The text of lines, as ``items(of:)`` reads them.
  package static func text(of lines: [String]) -> String {
    lines.map { line in
      var item = ""
      for scalar in line.unicodeScalars {
        if scalar == "," || scalar == "\\" { item.unicodeScalars.append("\\") }
        item.unicodeScalars.append(scalar)
      }
      return item
    }.joined(separator: ",")
  }

  /// The lines of a text; no comma stands between what a backslash holds together.
  package static func items(of text: String) -> [String] {
    guard !text.isEmpty else { return [] }
    var (items, isEscaped): ([String], Bool) = ([""], false)
    for scalar in text.unicodeScalars {
      let last = items.count - 1
      switch scalar {
      case "," where !isEscaped: items.append("")
      case "\\" where !isEscaped:
        isEscaped = true
        continue
      case ",", "\\": items[last].unicodeScalars.append(scalar)
      default:
        // A backslash before anything else means itself.
        if isEscaped { items[last].append("\\") }
        items[last].unicodeScalars.append(scalar)
      }
      isEscaped = false
    }
    if isEscaped { items[items.count - 1].append("\\") }
    return items.map { trimmed(Substring($0)) }
  }
}

extension KeptSetting {
  /// As reports and the audit trail show it: of a phone with the driver, and without a secret.
  package var shown: String {
    let value = AgentsModel.shown(value, ofSetting: key)
    return kind == .queue ? "\(key) = \(value)" : "\(kind.rawValue):\(key)=\(value)"
  }

  /// As one of several in a text.
  fileprivate var item: String { KeptSettings.text(of: ["\(kind.rawValue):\(key)=\(value)"]) }

  /// Reads `sip:KEY=VALUE`, and `KEY=VALUE` for a driver that is known.
  fileprivate init(item: String, for driver: Dialect.Driver?) throws(Refusal) {
    guard let equals = item.firstIndex(of: "=") else {
      throw Refusal(
        "not-a-setting", "\(quoted(item)) has no \"=\"",
        hint: "write KEY=VALUE, and a comma of a value with a backslash before it")
    }
    let (kind, key) = try Self.named(String(item[..<equals]), for: driver?.keptKind)
    self = try Self.accepted(kind, key: key, value: String(item[item.index(after: equals)...]))
  }

  /// What reads the line of a key, and the key alone; of a phone both may be said: `pjsip:set_var`.
  ///
  /// - Parameter kind: What reads it where the words do not say it.
  static func named(_ words: String, for kind: Kind?) throws(Refusal) -> (Kind, key: String) {
    if kind != .queue, let colon = words.firstIndex(of: ":") {
      let driver = String(words[..<colon])
      guard let driver = Dialect.Driver(rawValue: driver) else {
        throw .notOneOf(Dialect.Driver.allCases.map(\.rawValue), given: driver)
      }
      return (driver.keptKind, String(words[words.index(after: colon)...]))
    }
    guard let kind else {
      throw Refusal(
        "no-driver", "\(quoted(words)) does not say which driver reads it",
        hint: "write sip:KEY=VALUE or pjsip:KEY=VALUE")
    }
    return (kind, words)
  }
}
