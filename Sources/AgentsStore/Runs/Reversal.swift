package import AgentsModel
internal import SQLite

/// What a run changed, row by row, and how it is put back.
///
/// A value that is no longer as the run left it is a conflict. One that is as it was before the run already is none,
/// so that a run can be undone twice.
package final class Reversal {
  /// A thing that cannot be put back, and what is in the way.
  package struct Conflict: Equatable, Sendable {
    package let thing: RunThing
    /// Its name, as it is or was.
    package let name: String
    /// Keys of the fields that were changed since; empty = the thing itself is gone, or only `taken` stands in the way.
    package var keys: [String] = []
    /// Keys of the fields whose value before is another's by now.
    package var taken: [String] = []
  }

  let transaction: StoreTransaction
  let rows: StoredRows
  private let changesets: [[UInt8]]
  /// In the order in which the run's rows name them.
  package private(set) var things: [RunThing] = []
  /// The things that the run created, and those that it deleted.
  private(set) var created: Set<RunThing> = []
  private(set) var deleted: Set<RunThing> = []
  /// The queues and teams whose members, or each other, are among its rows.
  package private(set) var groups: Set<RunThing> = []
  /// The things of which a password, or lines that no field stands for, are among its rows.
  package private(set) var besides: [String: Set<RunThing>] = [:]
  /// Things that are left as they are.
  package private(set) var skipped: Set<RunThing> = []
  /// The telephones that get another digest.
  package private(set) var passwords: Set<RunThing> = []
  package private(set) var conflicts: [Conflict] = []
  /// Names as they were in the run's rows.
  private var names: [RunThing: String] = [:]

  /// - Parameter unpack: The opposite of `RunAuthor.pack`.
  /// - Throws: what `unpack` throws; `SQLiteError`.
  package init(
    _ run: Run, in transaction: StoreTransaction, unpack: ([UInt8]) throws -> [UInt8]
  ) throws {
    self.transaction = transaction
    rows = StoredRows(transaction.database)
    let packed: [[UInt8]] = try transaction.database.values(
      "SELECT changes FROM runPart WHERE runId = ? AND length(changes) > 0 ORDER BY id", [run.id])
    changesets = try packed.map(unpack)
    var known: Set<RunThing> = []
    try forEach { row in
      guard let thing = row.thing else { return }
      if known.insert(thing).inserted { things.append(thing) }
      if let name = row.name { names[thing] = name }
      if let group = row.group { groups.insert(group) }
      if !row.isThing { besides[row.change.table, default: []].insert(thing) }
      guard row.isThing else { return }
      if row.change.table == "telephone", row.differences.contains(where: { $0.column == "sipMD5" })
      {
        passwords.insert(thing)
      }
      if row.change.kind == .insertion { created.insert(thing) }
      if row.change.kind == .deletion { deleted.insert(thing) }
    }
  }

  /// The run created agents, which would go permanently.
  package var createsAgents: Bool {
    created.contains { if case .agent = $0 { true } else { false } }
  }

  /// Gives each row that the run changed and that is not left as it is.
  func forEach(_ body: (ChangedRow) throws -> Void) throws {
    try RowChange.forEach(in: changesets) { change in
      let row = ChangedRow(change, try rows.columns(of: change.table))
      guard row.thing.map({ !skipped.contains($0) }) ?? true else { return }
      try body(row)
    }
  }

  /// Leaves a thing as it is.
  ///
  /// - Parameters:
  ///   - key: The field in the way; nil = the thing is gone.
  ///   - isTaken: Its value before is another's by now.
  func skip(_ thing: RunThing, _ key: String?, isTaken: Bool = false) throws {
    if skipped.insert(thing).inserted {
      conflicts.append(Conflict(thing: thing, name: try name(of: thing)))
    }
    let list = isTaken ? \Conflict.taken : \.keys
    guard let key, let index = conflicts.firstIndex(where: { $0.thing == thing }),
      !conflicts[index][keyPath: list].contains(key)
    else { return }
    conflicts[index][keyPath: list].append(key)
  }

  /// The name of a thing, as it is or was.
  package func name(of thing: RunThing) throws -> String {
    if case .setting(let key) = thing { return key }
    let name: String? =
      switch thing {
      case .queue(let id):
        try transaction.database.value(
          "SELECT channel || ':' || name FROM queue WHERE id = ?", [id])
      default:
        try transaction.database.value("SELECT name FROM \(thing.table) WHERE id = ?", [thing.id])
      }
    return name ?? names[thing] ?? ""
  }

  /// Whether a thing is there now.
  func isThere(_ thing: RunThing) throws -> Bool {
    try transaction.database.exists("SELECT 1 FROM \(thing.table) WHERE id = ?", [thing.id])
  }
}

extension RunThing {
  var table: String {
    switch self {
    case .agent: "agent"
    case .telephone: "telephone"
    case .queue: "queue"
    case .team: "team"
    case .profile: "profile"
    case .setting: "setting"
    }
  }

  /// 0 for a setting, which has none.
  var id: Int {
    switch self {
    case .agent(let id), .telephone(let id), .queue(let id), .team(let id), .profile(let id): id
    case .setting: 0
    }
  }
}
