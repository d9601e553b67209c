/// One Asterisk configuration file as a value, such as `sip.conf`, `pjsip.conf`, `voicemail.conf` or `queues.conf`.
///
/// It holds everything that Asterisk acts on, and comments on lines of their own. Layout (blank lines, alignment,
/// comments after a setting) is not kept.
package struct ConfigDocument: Equatable, Sendable {
  /// Everything in the file, in file order.
  package var items: [Item]

  /// One item of a file.
  package enum Item: Equatable, Sendable {
    /// A comment on a line of its own, without the `;` and one blank after it.
    case comment(String)
    case include(Include)
    case section(Section)
  }

  /// A document of the given items, in file order.
  package init(items: [Item] = []) {
    self.items = items
  }

  /// Only the sections, in file order.
  package var sections: [Section] {
    items.compactMap { item in
      guard case .section(let section) = item else { return nil }
      return section
    }
  }
}

/// A reference to another file.
package struct Include: Equatable, Sendable {
  /// A path or glob, always relative to Asterisk's configuration directory.
  package var path: String
  /// Whether it is `#include`, not `#tryinclude`: if no file is found, the whole file is invalid.
  package var isRequired: Bool

  /// An include of `path`, required unless told otherwise.
  package init(path: String, isRequired: Bool = true) {
    self.path = path
    self.isRequired = isRequired
  }
}

/// A `[name]` with its settings.
///
/// Names need not be unique: PJSIP repeats them for each type of object.
package struct Section: Equatable, Sendable {
  /// At most 79 bytes; Asterisk compares names ignoring the case of ASCII letters.
  package var name: String
  /// `(!)`: only gives its settings to other sections.
  package var isTemplate: Bool
  /// The sections whose settings come before its own, in order.
  ///
  /// Each must be earlier in the file.
  package var templates: [String]
  /// Its own settings, in order; names may repeat (`allow`, `member`).
  package var settings: [Setting]

  /// A section called `name`.
  package init(
    name: String, isTemplate: Bool = false, templates: [String] = [], settings: [Setting] = []
  ) {
    self.name = name
    self.isTemplate = isTemplate
    self.templates = templates
    self.settings = settings
  }
}

/// A `name = value` or `name => value`.
package struct Setting: Equatable, Sendable {
  /// The text before the `=`.
  package var name: String
  /// The value as Asterisk's modules see it: without escapes, possibly empty.
  package var value: String
  /// Written with `=>`.
  ///
  /// Most modules read it as `=`; people expect it for boxes and members.
  package var isObject: Bool

  /// A setting, written with `=` unless told otherwise.
  package init(name: String, value: String, isObject: Bool = false) {
    self.name = name
    self.value = value
    self.isObject = isObject
  }
}
