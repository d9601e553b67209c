/// Why a document has no text, or a text no document.
package enum ConfigError: Error, Equatable, Sendable {
  /// Asterisk would take the whole file as invalid because of this line; lines count from 1.
  case unreadable(line: Int, Fault)
  /// There is no spelling which Asterisk would read back as this value.
  case unwritable(Place, Reason)

  /// What makes a file invalid as a whole.
  package enum Fault: Equatable, Sendable {
    /// A `[` without `]`.
    case unclosedSectionName
    /// A `(` right behind `]` without `)`.
    case unclosedTemplateList
    /// A setting before the first section.
    case settingOutsideSection
    /// A line which starts with `\` and then has neither a letter, a digit nor a mark of ASCII.
    case invalidEscape
    /// More than 128 block comments inside each other: Asterisk would loop for ever.
    case commentsNestedTooDeep
  }

  /// Where the value stands, with names only: a value may be a secret.
  package enum Place: Equatable, Sendable {
    case comment
    case includePath(String)
    case sectionName(String)
    case templateName(String, section: String)
    case settingName(String, section: String)
    case settingValue(of: String, section: String)
    case voicemailPIN
    case voicemailName
    case voicemailEmail
    case voicemailOption
    case queueMemberInterface
    case queueMemberPenalty
    case queueMemberName
  }

  /// What is wrong with the value.
  package enum Reason: Equatable, Sendable {
    case empty
    /// A byte below 32, or 127: above all, a line end.
    case controlCharacter
    /// Asterisk strips blanks from both ends.
    case outerBlank
    /// An ASCII character which means something else at this place.
    case reserved(Character)
    /// The value, or for a setting its line, has more than `limit` bytes of UTF-8.
    case tooLong(limit: Int)
    case negative
  }
}
