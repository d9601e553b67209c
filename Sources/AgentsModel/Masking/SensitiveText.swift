/// Personal data of a contact, as an agent with Mask Sensitive Data sees it.
///
/// The vendor's page: the telephone number, the name and the e-mail address are masked, by a number of
/// characters that is one setting for all (`maskCharacters`). Which characters it does not say; here
/// they are the last ones that tell something.
package struct SensitiveText: Equatable, Sendable {
  package enum Kind: String, Choice {
    case name, number, address
  }

  package let text: String
  package let kind: Kind

  /// - Parameters:
  ///   - kind: nil = by the form: `@` makes an address, digits alone a number.
  package init(_ text: String, kind: Kind? = nil) {
    self.text = text
    self.kind = kind ?? Self.kind(of: text)
  }

  /// The text with its last `count` characters hidden: of a number the last digits, of an address the
  /// last ones before the `@`, of a name the last ones that are no blank.
  ///
  /// One that has no more than these is hidden wholly.
  package func masked(characters count: Int) -> String {
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
