extension ConfigDocument {
  /// The document that Asterisk reads from `bytes`.
  ///
  /// ``ConfigReading`` also tells which lines it skips.
  ///
  /// Included files are not opened.
  /// - Throws: `ConfigError.unreadable` when Asterisk would reject the whole file.
  package init(parsing bytes: [UInt8]) throws(ConfigError) {
    self = try ConfigReading(bytes).document
  }
}

/// The document that Asterisk reads from one file, and remarks on lines that it skips or reads strangely.
package struct ConfigReading: Equatable, Sendable {
  /// Comments and includes between the settings of a section come after that section.
  package let document: ConfigDocument
  /// In file order.
  ///
  /// An unbalanced comment comes last, because it is found only at the end.
  package let warnings: [ConfigWarning]

  /// Reads the text of one file, without the files it includes.
  /// - Throws: `ConfigError.unreadable` when Asterisk would reject the whole file.
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

/// A remark about a line.
///
/// Asterisk reads the file, but probably not as its author meant it.
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

  /// The kinds of remarks.
  package enum Remark: Equatable, Sendable {
    /// 8191 bytes or more: skipped.
    case lineTooLong
    /// Neither a section, a directive nor a setting: skipped.
    case noEqualsSign
    /// An `=` with nothing before it: skipped.
    case noSettingName
    /// A `#word` that Asterisk does not know: skipped.
    case unknownDirective(String)
    /// A `#include` or `#exec` without an argument: skipped.
    case noDirectiveArgument
    /// Skipped here, and by Asterisk unless `execincludes` is set.
    case execute(String)
    /// No earlier section of this file has the name. The file is valid only if a file that Asterisk reads before
    /// defines it.
    case unknownTemplate(String)
    /// `(+)` to a section that is not in this file, or with a filter. It is read as a new section.
    case unknownSection(String)
    /// A block comment that is never closed, or closed but never opened: everything after this line is lost.
    case unbalancedComment
  }
}
