/// Personal data of a contact, as an agent with the field `maskSensitiveData` sees it.
///
/// The vendor's page: telephone number, name and e-mail address are masked by the number of
/// characters in one setting (`maskCharacters`). It does not say which ones; here they are the last
/// significant ones.
public struct SensitiveText: Equatable, Sendable {
  /// The kind of personal data.
  public enum Kind: String, Choice {
    case name, number, address
  }

  /// The text, unmasked.
  public let text: String
  /// What it is.
  public let kind: Kind

  /// A text of this kind.
  ///
  /// - Parameters:
  ///   - text: The text, unmasked.
  ///   - kind: nil = decided by the form: text with `@` is an address, digits are a number.
  public init(_ text: String, kind: Kind? = nil) {
    self.text = text
    self.kind = kind ?? Self.kind(of: text)
  }

  /// The text with `count` characters hidden: the last digits of a number, the last characters
  /// before the `@` of an address, the last characters of a name that are not blanks.
  ///
  /// A text with no more characters than these is hidden completely.
  public func masked(characters count: Int) -> String {
    guard kind == .address, let at = text.lastIndex(of: "@") else {
      return Self.masked(text[...], count, where: kind == .number ? \.isNumber : Self.isVisible)
    }
    return Self.masked(text[..<at], count, where: Self.isVisible) + text[at...]
  }

  private static func masked(
    _ text: Substring, _ count: Int, where isHidden: (Character) -> Bool
  ) -> String {
    var left = count
    let characters = text.reversed().map { character -> Character in
      guard left > 0, isHidden(character) else { return character }
      left -= 1
      return "*"
    }
    return String(characters.reversed())
  }

  private static func isVisible(_ character: Character) -> Bool { !character.isWhitespace }

  private static func kind(of text: String) -> Kind {
    if text.utf8.contains(UInt8(ascii: "@")) { return .address }
    let isNumber =
      text.utf8.contains(where: isASCIIDigit)
      && text.utf8.allSatisfy { isASCIIDigit($0) || "+ -().*#/".utf8.contains($0) }
    return isNumber ? .number : .name
  }
}
