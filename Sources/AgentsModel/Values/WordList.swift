/// Words in the operator's order, none twice.
///
/// The rule says which words, and whether there must be any.
package struct WordList<Rule: WordListRule>: ListFieldValue {
  package let words: [String]

  package static var kind: FieldKind { .list(Rule.words) }
  package var text: String { words.joined(separator: ",") }

  package init(parsing text: String) throws(Refusal) {
    var words: [String] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: text.isEmpty) {
      let accepted = try Rule.accepted(trimmed(part))
      guard !words.contains(accepted) else {
        throw Refusal("repeated", "names \(accepted) twice")
      }
      words.append(accepted)
    }
    try Rule.check(words)
    self.words = words
  }

  /// Takes words from the program itself, unchecked.
  package init(_ words: [String]) {
    self.words = words
  }

  package func adding(_ other: Self) -> String {
    (words + other.words.filter { !words.contains($0) }).joined(separator: ",")
  }

  package func removing(_ other: Self) -> String {
    words.filter { !other.words.contains($0) }.joined(separator: ",")
  }
}

/// The word without blanks around it.
func trimmed(_ text: Substring) -> String {
  var bytes = text.utf8
  while bytes.first == UInt8(ascii: " ") { bytes = bytes.dropFirst() }
  while bytes.last == UInt8(ascii: " ") { bytes = bytes.dropLast() }
  return String(Substring(bytes))
}

/// The rule of a list of words.
package protocol WordListRule {
  /// All possible words; empty = any that `accepted` accepts.
  static var words: [String] { get }
  /// The canonical word; throws when it is refused.
  static func accepted(_ word: String) throws(Refusal) -> String
  /// Checks the list as a whole.
  static func check(_ words: [String]) throws(Refusal)
}

extension WordListRule {
  package static func accepted(_ word: String) throws(Refusal) -> String {
    let lower = word.lowercased()
    guard words.contains(lower) else { throw .notOneOf(words, given: word) }
    return lower
  }

  package static func check(_ words: [String]) throws(Refusal) {}
}

/// SIP transports in order of preference; the first is Asterisk's outbound default.
package typealias Transports = WordList<TransportRule>
/// The rule of ``Transports``.
package enum TransportRule: WordListRule {
  package static let words = ["udp", "tcp", "tls", "ws", "wss"]
  package static func check(_ words: [String]) throws(Refusal) {
    guard !words.isEmpty else { throw Refusal("empty", "needs at least one transport") }
  }
}

/// chan_sip's `nat` words.
package typealias NatOptions = WordList<NatRule>
/// The rule of ``NatOptions``.
package enum NatRule: WordListRule {
  package static let words = ["yes", "no", "force_rport", "comedia", "never", "route"]
  /// Words that chan_sip does not combine with others.
  static let alone: Set<String> = ["yes", "no", "never", "route"]

  package static func check(_ words: [String]) throws(Refusal) {
    guard !words.isEmpty else { throw Refusal("empty", "needs at least one word") }
    guard words.count == 1 || !words.contains(where: alone.contains) else {
      throw Refusal("not-alone", "yes, no, never and route stand alone")
    }
  }
}

/// Audio codecs in order of preference.
package typealias Codecs = WordList<CodecRule>
/// The rule of ``Codecs``.
package enum CodecRule: WordListRule {
  package static let words = ["ulaw", "alaw", "gsm", "g722", "g729", "opus"]
  package static func check(_ words: [String]) throws(Refusal) {
    guard !words.isEmpty else { throw Refusal("empty", "needs at least one codec") }
  }
}

/// Modules of the agent's desktop, out of the setting `modules`.
package typealias Modules = WordList<ModuleRule>
/// The rule of ``Modules``.
package enum ModuleRule: WordListRule {
  package static let words: [String] = []
  package static func accepted(_ word: String) throws(Refusal) -> String {
    try requireNonEmpty(word)
    try requireAtMost(40, bytesIn: word)
    try require(word, only: "letters, digits, \"_\" and \"-\"") {
      isASCIILetter($0) || isASCIIDigit($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
    }
    return word
  }
}

/// Contexts of the centre's dialplan, but not those that this program writes.
package typealias ContextNames = WordList<ContextListRule>
/// The rule of ``ContextNames``.
package enum ContextListRule: WordListRule {
  package static let words: [String] = []
  package static func accepted(_ word: String) throws(Refusal) -> String {
    let name = try ContextNameRule.accepted(word)
    if ContextName.isGenerated(name) { throw ContextName.generatedRefusal(name) }
    return name
  }
}

/// Checks of the centre's health: `own`, `own.endpoint` or `own.endpoint:mrossi`.
package typealias CheckNames = WordList<CheckNameRule>
/// The rule of ``CheckNames``.
package enum CheckNameRule: WordListRule {
  package static let words: [String] = []
  package static func accepted(_ word: String) throws(Refusal) -> String {
    try requireNonEmpty(word)
    try requireAtMost(200, bytesIn: word)
    try requireNoControls(word)
    let check = word.prefix { $0 != ":" }
    guard let first = check.utf8.first, isASCIILetter(first),
      check.utf8.allSatisfy({ isASCIILetter($0) || isASCIIDigit($0) || "-.".utf8.contains($0) })
    else {
      throw Refusal(
        "not-a-check", "\(quoted(word)) is not written as a check is",
        hint: "write for example own.endpoint or own.endpoint:mrossi")
    }
    return word
  }
}

/// Names of queues, teams or profiles, as the store reads them.
package typealias Names = WordList<NameRule>
/// The rule of ``Names``.
package enum NameRule: WordListRule {
  package static let words: [String] = []
  package static func accepted(_ word: String) throws(Refusal) -> String { word }
}
