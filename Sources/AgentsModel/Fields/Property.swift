/// A named, typed member of an agent or of the settings, seen as text.
package struct Property<Root: Sendable>: Sendable {
  /// The same word in `--set`, CSV, JSON, SQLite and the documentation.
  package let key: String
  package let kind: FieldKind
  /// The canonical text of the member.
  package let read: @Sendable (Root) -> String
  /// Whether the canonical text is the same in both roots; makes no text where it need not.
  package let isSame: @Sendable (Root, Root) -> Bool
  /// Parses what people type, and stores it (see ``typed(_:)``); the root is unchanged when it throws.
  package let write: @Sendable (inout Root, String) throws(Refusal) -> Void
  /// The same for what is no prose: what the database holds, and the paths and commands of settings.
  package let writeExactly: @Sendable (inout Root, String) throws(Refusal) -> Void
  /// Copies the member from the first root to the second.
  package let copy: @Sendable (Root, inout Root) -> Void
  /// `+=`; nil when the member is not a list.
  package let add: (@Sendable (inout Root, String) throws(Refusal) -> Void)?
  /// `-=`; nil when the member is not a list.
  package let remove: (@Sendable (inout Root, String) throws(Refusal) -> Void)?

  /// Returns the member.
  typealias Get<Value> = @Sendable (Root) -> Value
  /// Replaces the member.
  typealias Set<Value> = @Sendable (inout Root, Value) -> Void

  /// A member, by the closures that read and replace it: `{ $0.voice.host }, { $0.voice.host = $1 }`.
  ///
  /// A key path would name the member only once. But when it is created, all its types are looked up by their names:
  /// 140 of them took a quarter of every start.
  init<Value: FieldValue>(_ key: String, _ get: @escaping Get<Value>, _ set: @escaping Set<Value>) {
    self.init(key, get, set, isSame: { get($0) == get($1) }, add: nil, remove: nil)
  }

  init<Value: ListFieldValue>(
    _ key: String, _ get: @escaping Get<Value>, _ set: @escaping Set<Value>
  ) {
    // The result is parsed again, so that a list that must not be empty stays non-empty.
    self.init(
      key, get, set, isSame: { get($0).text.hasSameBytes(as: get($1).text) },
      add: { (root, text) throws(Refusal) in
        let sum = get(root).adding(try Value(parsing: typed(text)))
        set(&root, try Value(parsing: sum))
      },
      remove: { (root, text) throws(Refusal) in
        let rest = get(root).removing(try Value(parsing: text.composed))
        set(&root, try Value(parsing: rest))
      })
  }

  private init<Value: FieldValue>(
    _ key: String, _ get: @escaping Get<Value>, _ set: @escaping Set<Value>,
    isSame: @escaping @Sendable (Root, Root) -> Bool,
    add: (@Sendable (inout Root, String) throws(Refusal) -> Void)?,
    remove: (@Sendable (inout Root, String) throws(Refusal) -> Void)?
  ) {
    self.key = key
    kind = Value.kind
    read = { get($0).text }
    copy = { set(&$1, get($0)) }
    write = { (root, text) throws(Refusal) in set(&root, try Value(parsing: typed(text))) }
    writeExactly = { (root, text) throws(Refusal) in set(&root, try Value(parsing: text)) }
    (self.isSame, self.add, self.remove) = (isSame, add, remove)
  }
}
