/// Why a document cannot be written, or a text cannot be read.
package enum ConfigError: Error, Equatable, Sendable {
  /// Asterisk would reject the whole file because of this line. Lines count from 1.
  case unreadable(line: Int, Fault)
  /// No spelling exists that Asterisk would read as this value.
  case unwritable(Place, Reason)

  /// What makes a file invalid as a whole.
  package enum Fault: Equatable, Sendable {
    /// A `[` without `]`.
    case unclosedSectionName
    /// A `(` right after `]`, without `)`.
    case unclosedTemplateList
    /// A setting before the first section.
    case settingOutsideSection
    /// A line that starts with `\` without a printable ASCII character after it.
    case invalidEscape
    /// More than 128 nested block comments: Asterisk would loop for ever.
    case commentsNestedTooDeep
  }

  /// The place of the value.
  ///
  /// It has names only, since the value may be a secret.
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
    /// A byte below 32, or 127; above all, a line end.
    case controlCharacter
    /// Asterisk strips blanks from both ends.
    case outerBlank
    /// An ASCII character that has another meaning at this place.
    case reserved(Character)
    /// The value has more than `limit` bytes of UTF-8; of a setting, its line.
    case tooLong(limit: Int)
    case negative
  }
}
