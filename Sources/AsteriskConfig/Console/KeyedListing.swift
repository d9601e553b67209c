/// What Asterisk's console shows of one thing, as lines `NAME : VALUE`.
///
/// So answer `sip show peer`, `sip show settings`, `core show settings`, and `pjsip show endpoint`, `auth` and `aor`.
package struct KeyedListing: Equatable, Sendable {
  private var values: [String: String] = [:]

  /// Reads an answer; one that says that there is no such thing has no values.
  package init(_ answer: String) {
    for line in answer.consoleLines {
      guard let (name, value) = Self.setting(line.unpadded), values[name] == nil else { continue }
      values[name] = value
    }
  }

  /// The value of the first line with that name; nil where there is none.
  package subscript(name: String) -> String? { values[name] }

  private static func setting(_ line: Substring) -> (name: String, value: String)? {
    let halves = line.halves(at: ":") ?? (line, "")
    // One line of `sip show settings` has no colon: `Our auth realm          asterisk`.
    if let (name, value) = halves.before.unpadded.halves(at: "  ") {
      let rest = line[value.startIndex...].unpadded
      return (String(name), String(rest))
    }
    guard halves.before.endIndex < line.endIndex else { return nil }
    let name = halves.before.unpadded
    return (
      String(name.hasPrefix("* ") ? name.dropFirst(2).unpadded : name),
      String(halves.after.unpadded)
    )
  }
}
