package import AsteriskConfig

/// Extensions of the centre's own dialplan that run instead of ours.
///
/// Asterisk searches a context before its includes, and prefers a number to a pattern. Our
/// extensions are in `xcally-agents`, which the centre's contexts include.
package struct OwnDialplan: Sendable {
  package let tree: ConfigTree
  private(set) var contexts: [String: Context] = [:]

  struct Context {
    var numbers: [String: ConfigTree.Place] = [:]
    var patterns: [(text: String, pattern: DialPattern, place: ConfigTree.Place)] = []
    var includes: [(name: String, place: ConfigTree.Place)] = []
    /// Lines with an application and its arguments.
    var steps: [(text: String, place: ConfigTree.Place)] = []
    /// A `switch`: what else there is, only Asterisk knows.
    var switches: ConfigTree.Place?

    mutating func add(_ name: String, _ place: ConfigTree.Place) {
      // Dashes are for people: Asterisk leaves them out (`ext_strncpy` of main/pbx.c).
      let number = name.filter { $0 != "-" }
      if let pattern = DialPattern(name) {
        patterns.append((name, pattern, place))
      } else if numbers[number] == nil {
        numbers[number] = place
      }
    }
  }

  /// - Parameter tree: The centre's own extensions.conf, without the files in our directory.
  package init(_ tree: ConfigTree) {
    self.tree = tree
    for section in tree.sections where !section.isTemplate {
      guard !["general", "globals"].contains(section.name.caseFolded) else { continue }
      contexts[section.name] = contexts[section.name] ?? Context()
      for entry in section.settings {
        let value = entry.setting.value
        let name = entry.setting.name.caseFolded
        if name == "exten" || name.hasPrefix("same") {
          contexts[section.name]?.steps.append((value, entry.place))
        }
        switch name {
        case "include":
          // What follows the name says when it counts.
          let included = value.prefix { $0 != "," && $0 != "|" }
          contexts[section.name]?.includes.append((String(included), entry.place))
        case "switch", "lswitch", "eswitch": contexts[section.name]?.switches = entry.place
        case "exten":
          let parts = value.split(separator: ",", maxSplits: 2).map(Self.stripped)
          // Hints, and extensions for one caller ID only, hide nothing.
          guard parts.count == 3, parts[1].prefix(while: { $0 != "(" }) == "1",
            !parts[0].contains("/")
          else { continue }
          contexts[section.name, default: Context()].add(parts[0], entry.place)
        default: continue
        }
      }
    }
  }

  /// Whether a context is surely not there: the files that were read have others, and all were read.
  package func lacks(_ context: String) -> Bool {
    !contexts.isEmpty && contexts[context] == nil && tree.refusals.isEmpty
      && tree.unread.allSatisfy { if case .leftOut = $0.reason { true } else { false } }
  }

  /// It has no extension that could hide one of ours.
  package var isEmpty: Bool {
    contexts.values.allSatisfy { $0.numbers.isEmpty && $0.patterns.isEmpty }
  }

  /// What hides our extension.
  package enum Shadow: Equatable, Sendable {
    /// The same number.
    case number(ConfigTree.Place)
    case pattern(String, ConfigTree.Place)
  }

  /// What a caller in a context reaches instead of our extension; nil when ours is reached, or when
  /// the context does not include ours.
  package func shadow(of number: String, in context: String) -> Shadow? {
    var visited: Set<String> = []
    var found: Shadow?
    guard reaches(context, number, &visited, &found) else { return nil }
    return found
  }

  /// What callers in these contexts can reach instead of our extensions.
  package struct Hiding {
    /// These numbers, at most.
    package var numbers: Set<String> = []
    /// And others, by patterns.
    package var hasPatterns = false
  }

  /// - Parameter names: Contexts; with all that they include, whether they include ours or not.
  package func hiding(from names: Set<String>) -> Hiding {
    var hiding = Hiding()
    var (visited, rest): (Set<String>, [String]) = ([], Array(names))
    while let name = rest.popLast() {
      guard visited.insert(name).inserted, let context = contexts[name] else { continue }
      hiding.numbers.formUnion(context.numbers.keys)
      hiding.hasPatterns = hiding.hasPatterns || !context.patterns.isEmpty
      rest += context.includes.map(\.name)
    }
    return hiding
  }

  /// - Returns: whether our extension was reached; the search ends there.
  private func reaches(
    _ name: String, _ number: String, _ visited: inout Set<String>, _ found: inout Shadow?
  ) -> Bool {
    if name == Extensions.context { return true }
    guard visited.insert(name).inserted, let context = contexts[name] else { return false }
    if found == nil { found = match(number, context) }
    return context.includes.contains { reaches($0.name, number, &visited, &found) }
  }

  private func match(_ number: String, _ context: Context) -> Shadow? {
    if let place = context.numbers[number] { return .number(place) }
    return context.patterns.first { $0.pattern.matches(number) }.map { .pattern($0.text, $0.place) }
  }

  private static func stripped(_ text: some StringProtocol) -> String {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    return String(text.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
  }
}

/// A pattern of the dialplan: `_1XXX`.
struct DialPattern: Sendable {
  private enum Part {
    case digits(Set<Character>)
    /// `.`: one or more of anything; `!`: any number.
    case rest(atLeast: Int)
  }

  private var parts: [Part] = []

  /// nil for text that is not a pattern.
  init?(_ text: String) {
    guard text.first == "_" else { return nil }
    var rest = text.dropFirst()
    while let character = rest.popFirst() {
      switch character {
      case "X", "x": parts.append(.digits(Set("0123456789")))
      case "Z", "z": parts.append(.digits(Set("123456789")))
      case "N", "n": parts.append(.digits(Set("23456789")))
      case ".": parts.append(.rest(atLeast: 1))
      case "!": parts.append(.rest(atLeast: 0))
      case "[":
        let set = rest.prefix { $0 != "]" }
        rest = rest.dropFirst(set.count + 1)
        parts.append(.digits(Self.members(of: set)))
      // Asterisk ignores it.
      case "-": continue
      default: parts.append(.digits([character]))
      }
    }
  }

  func matches(_ number: String) -> Bool {
    var rest = Substring(number)
    for part in parts {
      switch part {
      case .rest(let least): return rest.count >= least
      case .digits(let digits):
        guard let digit = rest.popFirst(), digits.contains(digit) else { return false }
      }
    }
    return rest.isEmpty
  }

  /// `[15-8]`: single characters and ranges.
  private static func members(of set: Substring) -> Set<Character> {
    var members: Set<Character> = []
    let bytes = Array(set.utf8)
    var index = 0
    while index < bytes.count {
      let isRange = index + 2 < bytes.count && bytes[index + 1] == UInt8(ascii: "-")
      let last = isRange ? bytes[index + 2] : bytes[index]
      if bytes[index] <= last {
        members.formUnion((bytes[index]...last).map { Character(Unicode.Scalar($0)) })
      }
      index += isRange ? 3 : 1
    }
    return members
  }
}
