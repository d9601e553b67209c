extension ConfigDocument {
  /// The document Asterisk reads from `bytes`; see `ConfigReading` for what it passes over.
  ///
  /// Included files are not opened.
  /// - Throws: `ConfigError.unreadable` when Asterisk would take the whole file as invalid.
  package init(parsing bytes: [UInt8]) throws(ConfigError) {
    self = try ConfigReading(bytes).document
  }
}

/// What Asterisk reads from one file, and what it passes over.
package struct ConfigReading: Equatable, Sendable {
  /// Comments and includes between the settings of a section stand behind that section.
  package let document: ConfigDocument
  /// In file order, but for an unbalanced comment, which shows only at the end.
  package let warnings: [ConfigWarning]

  /// Reads the text of one file, without the files it includes.
  /// - Throws: `ConfigError.unreadable` when Asterisk would take the whole file as invalid.
  package init(_ bytes: [UInt8]) throws(ConfigError) {
    var parser = Parser()
    var builder = DocumentBuilder()
    while let statement = try parser.next(in: bytes.span) {
      builder.add(statement, line: parser.line)
    }
    if parser.comments.depth != 0 {
      builder.warn(parser.comments.balancedLine, .unbalancedComment)
    }
    builder.closeSection()
    document = builder.document
    warnings = builder.warnings
  }
}

/// A remark about a file which Asterisk reads all the same, though hardly as its author meant.
package struct ConfigWarning: Equatable, Sendable {
  /// Lines count from 1.
  package var line: Int
  /// What Asterisk does with the line.
  package var remark: Remark

  /// A remark about one line.
  package init(line: Int, remark: Remark) {
    self.line = line
    self.remark = remark
  }

  /// What there is to say of a line.
  package enum Remark: Equatable, Sendable {
    /// 8191 bytes or more: skipped.
    case lineTooLong
    /// Neither a section, a directive nor a setting: skipped.
    case noEqualsSign
    /// An `=` with nothing before it: skipped.
    case noSettingName
    /// A `#word` Asterisk does not know: skipped.
    case unknownDirective(String)
    /// A `#include` or `#exec` of nothing: skipped.
    case noDirectiveArgument
    /// Skipped here, and by Asterisk unless `execincludes` is set.
    case execute(String)
    /// No earlier section of this file has the name. The file is valid only where another file
    /// which Asterisk reads before defines it.
    case unknownTemplate(String)
    /// `(+)` to a section which this file has not, or with a filter; taken as a new section.
    case unknownSection(String)
    /// A block comment never closed, or closed without being opened: all behind this line is lost.
    case unbalancedComment
  }
}
