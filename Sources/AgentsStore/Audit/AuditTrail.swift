internal import AgentsModel
internal import SQLite

/// The end of the audit trail's chain during one transaction.
///
/// Each line costs one hash; the head of the chain is stored once, at the end.
final class AuditTrail {
  /// The first schema whose lines are chained.
  static let firstSchema = 5

  private let database: Database
  private let insertion: Statement
  /// The texts that the parameters have now.
  private var bound: [String] = []
  private var link = AuditLink()
  private var end: (id: Int, hash: String)
  private var isHeadStored = true
  /// Whether the setting `auditSyslog` is on, or was on when the transaction began.
  private var isCopied = false
  /// The rows of this transaction that must be copied.
  private(set) var copies: [AuditRow] = []
  /// The rows of this transaction; nil = none yet.
  private(set) var written: ClosedRange<Int>?

  init(_ database: Database) throws {
    self.database = database
    insertion = try database.prepare(
      """
      INSERT INTO audit (\(AuditEntry.columns.joined(separator: ", ")), id, hash)
        VALUES (\(AuditEntry.columns.map { _ in "?" }.joined(separator: ", ")), ?, ?)
      """)
    let last: Int? = try database.value(
      """
      SELECT max(coalesce((SELECT max(id) FROM audit), 0),
        coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'audit'), 0))
      """)
    let head: (id: Int, hash: String)? = try database.row(
      "SELECT id, hash FROM auditMark WHERE mark = 'head'"
    ) { ($0[0], $0[1]) }
    end = head ?? (0, AuditLink.start)
    // The chain goes on after rows that another program added or removed, so that `audit verify` finds them.
    end.id = max(end.id, last ?? 0)
    try readCopying()
  }

  /// Reads whether the following lines must be copied.
  func readCopying() throws {
    guard !isCopied else { return }
    isCopied =
      try database.value("SELECT value FROM setting WHERE key = 'auditSyslog'") == "true"
  }

  /// Adds a line to the trail.
  func append(_ entry: AuditEntry) throws {
    let id = end.id + 1
    link.begin(after: end.hash, id: id)
    let texts = entry.texts
    for (index, text) in texts.enumerated() {
      link.add(text)
      // Lines of one transaction share most of their texts.
      if bound.isEmpty || !bound[index].hasSameBytes(as: text) { insertion.bind(index + 1, text) }
    }
    bound = texts
    let hash = link.hash
    insertion.bind(texts.count + 1, id)
    insertion.bind(texts.count + 2, hash)
    try insertion.run()
    end = (id, hash)
    written = (written?.lowerBound ?? id)...id
    isHeadStored = false
    if isCopied { copies.append(AuditRow(id: id, entry: entry, hash: hash)) }
  }

  /// Stores the head.
  ///
  /// If somebody removed its row, it is not made again, so that `audit verify` finds that.
  func storeHead() throws {
    guard !isHeadStored else { return }
    try Self.store(end, as: "head", in: database)
    isHeadStored = true
  }

  /// Stores the place of a mark, `anchor` or `head`.
  static func store(
    _ place: (id: Int, hash: String), as mark: String, in database: Database
  ) throws {
    try database.run(
      "UPDATE auditMark SET id = ?, hash = ? WHERE mark = ?", [place.id, place.hash, mark])
  }

  /// Chains the lines of a database that had no chain yet.
  ///
  /// A line of its own records that, because nothing shows whether they were changed before.
  static func adopt(_ database: Database) throws {
    let rows = try database.prepare(
      "SELECT id, \(AuditEntry.columns.joined(separator: ", ")) FROM audit ORDER BY id")
    let update = try database.prepare("UPDATE audit SET hash = ? WHERE id = ?")
    var link = AuditLink()
    var end = (id: 0, hash: AuditLink.start)
    while try rows.step() {
      end = (rows.integer(0), link.hash(of: rows, after: end.hash, id: rows.integer(0)))
      update.bind(1, end.hash)
      update.bind(2, end.id)
      try update.run()
    }
    try store(end, as: "head", in: database)
    guard end.id > 0 else { return }
    let now: String = try database.value("SELECT strftime('%Y-%m-%dT%H:%M:%fZ')") ?? ""
    let trail = try AuditTrail(database)
    // Nobody asked for it, so it has no name, and the uid that chown(2) takes as "no user".
    try trail.append(
      AuditEntry(
        at: now, login: "", uid: .max, tty: "", verb: adoption, object: "audit",
        changes: #"{"last":\#(end.id),"hash":"\#(end.hash)"}"#))
    try trail.storeHead()
  }

  /// The verb of the line that ``adopt(_:)`` adds.
  static let adoption = "upgrade"
}

extension AuditLink {
  /// The hash of a row.
  ///
  /// Its columns are an id and then those of ``AuditEntry``.
  mutating func hash(of row: borrowing Statement, after previous: String, id: Int) -> String {
    begin(after: previous, id: id)
    for column in 1...AuditEntry.columns.count {
      row.withText(column) { add($0) }
    }
    return hash
  }
}
