/// A named, typed member of an agent or of the settings, seen as text.
package struct Property<Root: Sendable>: Sendable {
  /// The same word in `--set`, CSV, JSON, SQLite and the documentation.
  package let key: String
  package let kind: FieldKind
  /// The canonical text of the member.
  package let read: @Sendable (Root) -> String
  /// Parses and stores; the root is unchanged when it throws.
  package let write: @Sendable (inout Root, String) throws(Refusal) -> Void
  /// Copies the member from the first root to the second.
  package let copy: @Sendable (Root, inout Root) -> Void
  /// `+=`; nil when the member is not a list.
  package let add: (@Sendable (inout Root, String) throws(Refusal) -> Void)?
  /// `-=`; nil when the member is not a list.
  package let remove: (@Sendable (inout Root, String) throws(Refusal) -> Void)?

  init<Value: FieldValue>(_ key: String, _ path: any WritableKeyPath<Root, Value> & Sendable) {
    self.key = key
    kind = Value.kind
    read = { $0[keyPath: path].text }
    copy = { $1[keyPath: path] = $0[keyPath: path] }
    write = { (root, text) throws(Refusal) in
      root[keyPath: path] = try Value(parsing: text)
    }
    add = nil
    remove = nil
  }

  init<Value: ListFieldValue>(_ key: String, _ path: any WritableKeyPath<Root, Value> & Sendable) {
    self.key = key
    kind = Value.kind
    read = { $0[keyPath: path].text }
    copy = { $1[keyPath: path] = $0[keyPath: path] }
    write = { (root, text) throws(Refusal) in
      root[keyPath: path] = try Value(parsing: text)
    }
    // The result is parsed again, so that a list that must not be empty stays non-empty.
    add = { (root, text) throws(Refusal) in
      let sum = root[keyPath: path].adding(try Value(parsing: text))
      root[keyPath: path] = try Value(parsing: sum)
    }
    remove = { (root, text) throws(Refusal) in
      let rest = root[keyPath: path].removing(try Value(parsing: text))
      root[keyPath: path] = try Value(parsing: rest)
    }
  }
}
