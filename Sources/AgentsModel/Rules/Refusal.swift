/// Why a value was refused: a stable code, the rule, and a fix if there is one.
public struct Refusal: Error, Equatable, Sendable {
  /// In kebab case; the finding's code is the field's key, a dot and this.
  public let code: String
  /// The rule, as the end of a sentence that begins with the field's name.
  public let message: String
  /// How to fix it.
  public let hint: Hint?

  package init(_ code: String, _ message: String, hint: Hint? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
  }

  /// For a word that is not one of `words`; the hint names the nearest one.
  static func notOneOf(_ words: [String], given: String) -> Refusal {
    Refusal(
      "not-a-choice", "\(quoted(given)) is not one of \(words.joined(separator: ", "))",
      hint: nearest(to: given, in: words).map(Hint.didYouMean))
  }
}
