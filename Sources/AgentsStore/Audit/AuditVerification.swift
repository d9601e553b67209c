package import AgentsModel
internal import SQLite

extension StoreReader {
  /// Checks every row of the audit trail.
  ///
  /// - Parameter published: The hash of an earlier head, which must be among the rows; nil = none is known.
  package func verifyAudit(published: String? = nil) throws -> AuditVerdict {
    var verdict = AuditVerdict()
    if let kind = try damageOfTables() { return verdict.with(kind, .table) }
    guard let anchor = try mark("anchor") else { return verdict.with(.removed, .anchor) }
    guard let head = try mark("head") else { return verdict.with(.removed, .head) }
    verdict.head = head
    guard try isSigned(anchor) else { return verdict.with(.edited, .anchor) }
    verdict.adopted = try lastAdopted()
    let rows = try auditStatement()
    var link = AuditLink()
    var previous = anchor
    var isPublished = published == nil || published == anchor.hash
    while try rows.step() {
      let (id, hash) = (rows.integer(0), rows.text(Self.hashColumn))
      guard id <= head.id else { return verdict.with(.added, .row(id)) }
      let follows = id == previous.id + 1 || id <= verdict.adopted
      guard follows, link.hash(of: rows, after: previous.hash, id: id) == hash else {
        verdict.finding = try diagnose(id, after: previous)
        return verdict
      }
      previous = (id, hash)
      verdict.rows += 1
      isPublished = isPublished || hash == published
    }
    guard previous.id == head.id else { return verdict.with(.removed, .row(previous.id + 1)) }
    guard previous.hash == head.hash else { return verdict.with(.edited, .head) }
    // SQLite remembers the highest id that there ever was.
    let count: Int? = try database.value("SELECT seq FROM sqlite_sequence WHERE name = 'audit'")
    guard count ?? 0 <= head.id else { return verdict.with(.removed, .row(head.id + 1)) }
    guard count ?? 0 == head.id else { return verdict.with(.edited, .head) }
    return isPublished ? verdict : verdict.with(.rewritten, .head)
  }

  /// Why the row with this id does not continue the chain.
  private func diagnose(
    _ id: Int, after previous: (id: Int, hash: String)
  ) throws -> AuditFinding {
    let next = previous.id + 1
    let here: String? = try database.value("SELECT hash FROM audit WHERE id = ?", [next])
    let rows = try auditStatement()
    var link = AuditLink()
    while try rows.step() {
      let (own, stored) = (rows.integer(0), rows.text(Self.hashColumn))
      // The program continued its own last row, so the row between is not the program's.
      if own > id, link.hash(of: rows, after: previous.hash, id: own) == stored {
        return AuditFinding(kind: .added, place: .row(id))
      }
      // This row belongs here: with the hash that it has, or with the hash of the row that is here now.
      let hash = link.hash(of: rows, after: previous.hash, id: next)
      if hash == stored || hash == here {
        return AuditFinding(kind: .reordered, place: .row(next))
      }
    }
    return id > next
      ? AuditFinding(kind: .removed, place: .row(next))
      : AuditFinding(kind: .edited, place: .row(id))
  }

  /// Whether the anchor is the start of the trail, or the program pruned the rows up to it, which a row of the
  /// trail must record.
  private func isSigned(_ anchor: (id: Int, hash: String)) throws -> Bool {
    guard anchor.id > 0 else { return anchor.hash == AuditLink.start }
    let signed: (last: Int?, hash: String?)? = try database.row(
      """
      SELECT last, hash FROM (
        SELECT id, iif(json_valid(changes), changes ->> 'last', NULL) AS last,
          iif(json_valid(changes), changes ->> 'hash', NULL) AS hash
          FROM audit WHERE verb = 'audit prune') WHERE hash IS NOT NULL ORDER BY id DESC LIMIT 1
      """
    ) { ($0[0], $0[1]) }
    return signed?.last == anchor.id && signed?.hash == anchor.hash
  }

  /// The last row that an upgrade chained; 0 = none.
  private func lastAdopted() throws -> Int {
    try database.value(
      """
      SELECT iif(json_valid(changes), changes ->> 'last', 0) FROM audit
        WHERE verb = ? ORDER BY id DESC LIMIT 1
      """, [AuditTrail.adoption]) ?? 0
  }

  /// The fault of the tables' definition, if any.
  ///
  /// Other columns or missing constraints could hide an edit.
  private func damageOfTables() throws -> AuditFinding.Kind? {
    let tables = try auditTables()
    guard tables.count == 2 else { return .removed }
    return try tables == Store.inMemory().read { try $0.auditTables() } ? nil : .edited
  }

  private func auditTables() throws -> [String: String] {
    try database.dictionary(
      "SELECT name, sql FROM sqlite_master WHERE name IN ('audit', 'auditMark') AND type = 'table'")
  }

  private func mark(_ name: String) throws -> (id: Int, hash: String)? {
    try database.row("SELECT id, hash FROM auditMark WHERE mark = ?", [name]) { ($0[0], $0[1]) }
  }

  private static let hashColumn = AuditEntry.columns.count + 1

  private func auditStatement() throws -> Statement {
    try database.prepare(
      "SELECT id, \(AuditEntry.columns.joined(separator: ", ")), hash FROM audit ORDER BY id")
  }
}

extension AuditVerdict {
  fileprivate func with(_ kind: AuditFinding.Kind, _ place: AuditFinding.Place) -> AuditVerdict {
    var verdict = self
    verdict.finding = AuditFinding(kind: kind, place: place)
    return verdict
  }
}
