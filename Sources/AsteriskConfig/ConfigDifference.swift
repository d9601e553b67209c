/// The differences between two documents, by section name.
///
/// Comments and includes do not count.
package struct ConfigChange: Equatable, Sendable {
  /// Names that only the newer document has, sorted.
  package var added: [String]
  /// Names that only the older document has, sorted.
  package var removed: [String]
  /// Names in both whose sections differ in content or order, sorted.
  package var changed: [String]

  /// A change of the given names, each list sorted.
  package init(added: [String] = [], removed: [String] = [], changed: [String] = []) {
    self.added = added
    self.removed = removed
    self.changed = changed
  }

  /// Whether no section differs.
  package var isEmpty: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty }
}

extension ConfigDocument {
  /// How the sections of this document differ from those of `old`.
  ///
  /// The time is linear in both.
  ///
  /// The place of a section in the file does not count.
  package func difference(from old: ConfigDocument) -> ConfigChange {
    let before = Dictionary(grouping: old.sections, by: \.name)
    let after = Dictionary(grouping: sections, by: \.name)
    let changed = after.filter { name, sections in
      before[name].map { $0 != sections } ?? false
    }
    return ConfigChange(
      added: after.keys.filter { before[$0] == nil }.sorted(),
      removed: before.keys.filter { after[$0] == nil }.sorted(),
      changed: changed.keys.sorted())
  }
}
