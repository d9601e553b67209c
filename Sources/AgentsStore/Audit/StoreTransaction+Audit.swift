package import AgentsModel
internal import SQLite

extension StoreTransaction {
  /// Adds a line to the audit trail.
  package func append(_ entry: AuditEntry) throws {
    try trail().append(entry)
  }

  /// Removes lines from the beginning of the audit trail; the anchor is the last of them then.
  ///
  /// - Parameter last: Of ``StoreReader/auditRows(before:)``.
  package func pruneAudit(upTo last: AuditRow) throws {
    try database.run("DELETE FROM audit WHERE id <= ?", [last.id])
    try AuditTrail.store((last.id, last.hash), as: "anchor", in: database)
  }
}
