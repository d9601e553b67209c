/// What one line of a file says.
enum Statement {
  /// A comment with a line of its own, without the `;` and the one blank which follows it.
  case comment(String)
  case section(SectionHeader)
  case include(Include)
  case setting(Setting)
  /// `name += value`: the setting it is where there is nothing to lengthen, and what is appended to a
  /// setting that is there, with the blanks in front.
  case lengthening(Setting, tail: String)
  /// Asterisk skips the line.
  case skipped(ConfigWarning.Remark)
}

/// `[name](words)`, as it is written.
package struct SectionHeader: Equatable, Sendable {
  /// At most 79 bytes.
  package let name: String
  /// In order; Asterisk acts on one after the other.
  package let words: [Word]

  /// One word between the parentheses; blanks are part of it.
  package enum Word: Equatable, Sendable {
    /// `!`
    case template
    /// `+`, the filter empty, or `+type=aor`: continues the first section of the name that matches.
    case addition(filter: String)
    /// The name of a section whose settings come first.
    case parent(String)
  }
}
