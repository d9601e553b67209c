/// The settings of a voice queue in queues.conf that have a word of their own; Asterisk's file
/// `configs/samples/queues.conf.sample` says what they do.
///
/// They are kept settings like all others: what has a meaning here is only checked first.
public enum QueueSetting: String, CaseIterable, Sendable {
  case timeout, retry, wrapuptime, maxlen, musicclass, announce, joinempty, leavewhenempty
  case servicelevel

  /// One line on what it does.
  public var help: String {
    switch self {
    case .timeout: "Seconds that a member's phone rings; 0 = no end."
    case .retry: "Seconds before the members are tried again."
    case .wrapuptime: "Seconds after a call before the next one."
    case .maxlen: "Callers that may wait; 0 = any number."
    case .musicclass: "Music on hold for those who wait."
    case .announce: "Sound that a member hears before the call."
    case .joinempty: "Who may join without members: yes, no, strict, loose, or conditions."
    case .leavewhenempty: "Who leaves without members; the same words."
    case .servicelevel: "Seconds in which a call should be answered, for the statistics."
    }
  }

  /// What is given to it.
  public var valueName: String {
    switch self {
    case .timeout, .retry, .wrapuptime, .servicelevel: "seconds"
    case .maxlen: "n"
    case .musicclass: "class"
    case .announce: "sound"
    case .joinempty, .leavewhenempty: "when"
    }
  }

  /// Looks at a value.
  ///
  /// - Throws: `Refusal`.
  package func check(_ text: String) throws(Refusal) {
    switch self {
    case .timeout, .retry, .wrapuptime, .maxlen, .servicelevel:
      guard let number = Int(text), (0...86_400).contains(number),
        text.utf8.allSatisfy(isASCIIDigit)
      else {
        throw Refusal("not-a-number", "\(quoted(text)) is not a number from 0 to 86400")
      }
    case .joinempty, .leavewhenempty:
      let words = text.split(separator: ",", omittingEmptySubsequences: false).map {
        $0.trimmingPrefix(" ").lowercased()
      }
      guard
        Self.always.contains(words.joined(separator: ","))
          || words.allSatisfy({ Self.conditions.contains($0) })
      else {
        throw Refusal(
          "not-a-condition",
          "\(quoted(text)) is none of \(Self.always.joined(separator: ", ")), nor a list of conditions",
          hint: "the conditions are \(Self.conditions.joined(separator: ", "))")
      }
    case .musicclass, .announce: break
    }
  }

  private static let always = ["yes", "no", "strict", "loose"]
  private static let conditions = [
    "paused", "penalty", "inuse", "ringing", "unavailable", "invalid", "unknown", "wrapup",
  ]
}
