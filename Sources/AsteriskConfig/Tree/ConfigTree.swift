/// One of Asterisk's files and everything it includes, as Asterisk reads them.
///
/// The rules come from Asterisk's `main/config.c` (16 to 22). An include is read at its place. Its path is relative to
/// the configuration directory. A file that begins without a section continues the section that was opened last.
/// Templates and `(+)` work across all files. `#exec` is never run.
package struct ConfigTree: Equatable, Sendable {
  /// Every statement that Asterisk reads, in its order.
  package internal(set) var statements: [Statement] = []
  /// The sections with all their settings, in Asterisk's order, templates included.
  package internal(set) var sections: [Section] = []
  /// The absolute paths of the files that were read, in order; a file may be read more than once.
  package internal(set) var files: [String] = []
  /// Files that belong to the tree but were not read, so their contents are not known.
  package internal(set) var unread: [Unread] = []
  /// Lines where Asterisk stops reading a file.
  package internal(set) var refusals: [Refusal] = []
  /// Lines that Asterisk skips, or probably does not read as their author meant.
  package internal(set) var remarks: [Remark] = []

  /// A line of a file.
  package struct Place: Hashable, Sendable {
    /// The absolute path.
    package let file: String
    /// Counts from 1.
    package let line: Int

    /// A line of a file.
    package init(file: String, line: Int) { (self.file, self.line) = (file, line) }
  }

  /// One line with a meaning.
  package struct Statement: Equatable, Sendable {
    /// The meaning of the line.
    package let content: Content
    /// The line.
    package let place: Place
    /// The index of the statement that includes this file; nil in the first file.
    package let includer: Int?

    /// What a line can mean.
    package enum Content: Equatable, Sendable {
      case section(SectionHeader)
      case setting(Setting)
      /// `name += value`, with the value as it would be alone.
      case lengthening(Setting)
      /// An include and the files that Asterisk reads for it, including those that were left out here.
      case include(Include, files: [String])
      /// `#exec` with its command. Asterisk runs it if `execincludes` is set.
      case execute(String)
    }
  }

  /// A section as Asterisk's modules see it.
  package struct Section: Equatable, Sendable {
    /// At most 79 bytes; Asterisk ignores the case of ASCII letters.
    package let name: String
    /// Of its header.
    package let place: Place
    /// Whether it only gives its settings to other sections.
    package internal(set) var isTemplate = false
    /// The sections from which it inherits, as written, in order.
    package internal(set) var templates: [String] = []
    /// In the order in which they take effect: those of the templates come first.
    package internal(set) var settings: [Entry] = []
    /// The places of the headers with `(+)` that continue it.
    package internal(set) var additions: [Place] = []
    /// Whether its beginning is in a file that was not read; this is a `(+)` to it.
    package internal(set) var isContinuation = false

    /// The last value of a setting; nil when there is none.
    ///
    /// The case of the name counts.
    package subscript(name: String) -> String? {
      settings.last { $0.setting.name == name }?.setting.value
    }
  }

  /// A setting of a section.
  package struct Entry: Equatable, Sendable {
    /// Its name and value.
    package var setting: Setting
    /// For an inherited setting, its place in the template.
    package let place: Place
    /// Whether it comes from a template.
    package internal(set) var isInherited = false
  }

  /// A file that belongs to the tree but was not read.
  package struct Unread: Equatable, Sendable {
    /// The absolute path, or a pattern that could not be expanded.
    package let path: String
    /// Why it was not read.
    package let reason: Reason

    /// Why a file was not read.
    package enum Reason: Equatable, Sendable {
      /// The caller wanted it left out.
      case leftOut
      /// It exists, or may exist, but could not be read.
      case failed(String)
      /// The tree is larger than any real one.
      case treeTooLarge
    }
  }

  /// A line where Asterisk stops reading the file.
  package struct Refusal: Equatable, Sendable {
    /// The line.
    package let place: Place
    /// Why Asterisk stops.
    package let reason: Reason
    /// Whether this is in the first file.
    ///
    /// Then the module keeps its old configuration, and after a restart has none.
    ///
    /// In an included file, Asterisk skips the rest of that file and continues with the file that includes it.
    package let isWhole: Bool

    /// Why Asterisk stops reading.
    package enum Reason: Equatable, Sendable {
      case unreadable(ConfigError.Fault)
      /// It inherits from a section that does not exist yet.
      case unknownTemplate(String)
      /// `(+)` to a section that does not exist yet.
      case unknownSection(String)
      /// `#include` of a file that does not exist.
      case missingFile(String)
      /// `#include` at the eleventh level.
      case includedTooDeep(String)
    }
  }

  /// A line that Asterisk skips or reads strangely.
  package struct Remark: Equatable, Sendable {
    /// The line.
    package let place: Place
    /// What Asterisk does with the line.
    package let remark: ConfigWarning.Remark
  }

  /// Reads a file and everything it includes.
  ///
  /// - Parameters:
  ///   - file: relative to `directory`, or absolute.
  ///   - directory: Asterisk's configuration directory, without a slash at its end.
  ///   - source: gives the files.
  ///   - isLeftOut: whether the file at an absolute path need not be opened. If a file was left out or could not be
  ///     read, a template that is not found is taken to be in it, and so is the section of a `(+)`.
  package init(
    reading file: String, in directory: String, from source: ConfigSource,
    leavingOut isLeftOut: @escaping (_ path: String) -> Bool = { _ in false }
  ) {
    var reader = TreeReader(directory: directory, source: source, isLeftOut: isLeftOut)
    _ = reader.read(file, includer: nil)
    self = reader.tree
    sections = reader.sections.all
  }

  /// The tree of a file that is not there.
  package init() {}

  /// Whether the first file exists.
  package var isPresent: Bool { !files.isEmpty || !unread.isEmpty }
}

/// The source of the files of a tree: the only part of reading a tree that is not pure.
package struct ConfigSource {
  /// All bytes of the regular file at an absolute path, with links followed; nil when there is none.
  package let bytes: (_ path: String) throws(Failure) -> [UInt8]?
  /// The paths that match an absolute pattern of `glob(3)`, in the order in which Asterisk opens them.
  ///
  /// A path without wildcards gives itself, even if no such file exists.
  package let matches: (_ pattern: String) throws(Failure) -> [String]

  /// A source of files.
  package init(
    bytes: @escaping (String) throws(Failure) -> [UInt8]?,
    matches: @escaping (String) throws(Failure) -> [String]
  ) {
    self.bytes = bytes
    self.matches = matches
  }

  /// Why a file could not be read here; Asterisk may still be able to read it.
  package struct Failure: Error, Equatable, Sendable {
    /// In words.
    package let reason: String

    /// A failure with a reason in words.
    package init(_ reason: String) { self.reason = reason }
  }
}
