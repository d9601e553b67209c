/// What Asterisk makes of one of its files and of all that it includes.
///
/// The rules are those of Asterisk's `main/config.c` (16 to 22): an include is read where it stands, its
/// path is relative to the configuration directory, a file that begins without a section goes on in the
/// section that was opened last, templates and `(+)` reach over all files. `#exec` is never run.
package struct ConfigTree: Equatable, Sendable {
  /// Every statement that Asterisk comes to, in its order.
  package internal(set) var statements: [Statement] = []
  /// The sections with all their settings, in Asterisk's order, templates included.
  package internal(set) var sections: [Section] = []
  /// The absolute paths of the files that were read, in order; a file may be read more than once.
  package internal(set) var files: [String] = []
  /// Files that are part of the tree and were not read; what is in them is not known.
  package internal(set) var unread: [Unread] = []
  /// Lines at which Asterisk stops reading a file.
  package internal(set) var refusals: [Refusal] = []
  /// Lines that Asterisk passes over, or hardly reads as their author meant.
  package internal(set) var remarks: [Remark] = []

  /// A line of a file.
  package struct Place: Hashable, Sendable {
    /// The absolute path.
    package let file: String
    /// Counts from 1.
    package let line: Int
  }

  /// One line that says something.
  package struct Statement: Equatable, Sendable {
    package let content: Content
    package let place: Place
    /// Which of the tree's statements includes the file it stands in; nil in the first file.
    package let includer: Int?

    package enum Content: Equatable, Sendable {
      case section(SectionHeader)
      case setting(Setting)
      /// `name += value`, the value as it would stand alone.
      case lengthening(Setting)
      /// An include and the files that Asterisk reads for it, also those that were left out.
      case include(Include, files: [String])
      /// `#exec` with its command, which Asterisk runs where `execincludes` is set.
      case execute(String)
    }
  }

  /// A section as Asterisk's modules see it.
  package struct Section: Equatable, Sendable {
    package let name: String
    /// Of its header.
    package let place: Place
    package internal(set) var isTemplate = false
    /// The sections that it inherits from, as they are written, in order.
    package internal(set) var templates: [String] = []
    /// In the order they take effect: first those of the templates.
    package internal(set) var settings: [Entry] = []
    /// The headers with `(+)` that continue it.
    package internal(set) var additions: [Place] = []
    /// Its beginning stands in a file that was not read: this is a `(+)` to it.
    package internal(set) var isContinuation = false

    /// The last value of a setting; names are compared as they are.
    package subscript(name: String) -> String? {
      settings.last { $0.setting.name == name }?.setting.value
    }
  }

  /// A setting of a section.
  package struct Entry: Equatable, Sendable {
    package internal(set) var setting: Setting
    /// For an inherited one, in the template.
    package let place: Place
    package internal(set) var isInherited = false
  }

  /// A file that is part of the tree and was not read.
  package struct Unread: Equatable, Sendable {
    package let path: String
    package let reason: Reason

    package enum Reason: Equatable, Sendable {
      /// The reader was told to leave it out.
      case leftOut
      /// It exists, or may exist, and could not be read.
      case failed(String)
      /// The tree is larger than any real one.
      case treeTooLarge
    }
  }

  /// A line at which Asterisk stops reading the file.
  package struct Refusal: Equatable, Sendable {
    package let place: Place
    package let reason: Reason
    /// The first file itself is refused: the module keeps what it has, and after a restart has nothing.
    ///
    /// Of a file that is included, the rest is not read, and its includer goes on.
    package let isWhole: Bool

    package enum Reason: Equatable, Sendable {
      case unreadable(ConfigError.Fault)
      /// Inherits from a section that is not there yet.
      case unknownTemplate(String)
      /// `(+)` to a section that is not there yet.
      case unknownSection(String)
      /// `#include` of a file that is not there.
      case missingFile(String)
      /// `#include` of a file in an eleventh level.
      case includedTooDeep(String)
    }
  }

  /// A line that Asterisk passes over.
  package struct Remark: Equatable, Sendable {
    package let place: Place
    package let remark: ConfigWarning.Remark
  }

  /// Reads a file and all that it includes.
  ///
  /// - Parameters:
  ///   - file: relative to `directory`, or absolute.
  ///   - directory: Asterisk's configuration directory, without a slash at its end.
  ///   - isLeftOut: says of an absolute path that the file need not be opened. Where one was left out or could not
  ///     be read, a template that is not found counts as one of it, and `(+)` as an addition to it.
  package init(
    reading file: String, in directory: String, from source: ConfigSource,
    leavingOut isLeftOut: @escaping (_ path: String) -> Bool = { _ in false }
  ) {
    var reader = TreeReader(directory: directory, source: source, isLeftOut: isLeftOut)
    _ = reader.read(file, includer: nil)
    self = reader.tree
    sections = reader.sections.all
  }

  init() {}

  /// Whether the first file is there at all.
  package var isPresent: Bool { !files.isEmpty || !unread.isEmpty }

  /// All that Asterisk reads was read: what is not in the tree is not in the files.
  package var isKnownWhole: Bool { unread.isEmpty && refusals.isEmpty }
}
