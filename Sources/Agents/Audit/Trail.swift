public import AgentsModel
internal import AgentsStore

/// A row of the audit trail, with its place in the chain and its fields.
public struct AuditSheet: Sendable {
  /// The row.
  public let row: AuditRow
  /// The hash of the row before it.
  public let previous: String
  /// What changed, key by key.
  public let fields: [AuditedField]
}

/// What was removed of the audit trail, or would be.
public struct AuditPruning: Sendable {
  /// How many rows.
  public let rows: Int
  /// Nothing of it was kept.
  public let isDryRun: Bool
}

extension Centre {
  /// Gives the rows of the audit trail one by one, the latest first, each with the keys that changed.
  public func audit(
    _ filter: AuditFilter, row: (AuditRow, _ changed: [String]) throws -> Void
  ) throws {
    try auditRows(filter) { forEach in try forEach(row) }
  }

  /// Gives a function that goes through these rows, as often as it is called, out of one snapshot.
  package func auditRows(
    _ filter: AuditFilter,
    show: (_ forEach: @escaping ((AuditRow, [String]) throws -> Void) throws -> Void) throws -> Void
  ) throws {
    try perform(OperatorTask("audit list", needs: .admin)) { session in
      try session.reading().read { reader in try show { try reader.forEachAudit(filter, $0) } }
    }
  }

  /// One row of the audit trail.
  ///
  /// - Throws: `AgentsError.audit(.rowNotFound)`.
  public func auditRow(_ id: Int) throws -> AuditSheet {
    try perform(OperatorTask("audit show", [String(id)], needs: .admin)) { session in
      guard let found = try session.reading().read({ try $0.audit(id: id) }) else {
        throw AgentsError.audit(.rowNotFound(id))
      }
      return AuditSheet(row: found.row, previous: found.previous, fields: found.fields)
    }
  }

  /// Checks that no row of the audit trail was touched.
  ///
  /// - Parameter head: A hash that was published earlier and must be there; 64 lower-case digits.
  public func verifyAudit(head: String? = nil) throws -> AuditVerdict {
    try perform(OperatorTask("audit verify", needs: .admin)) { session in
      try session.reading().read { try $0.verifyAudit(published: head) }
    }
  }

  /// Removes the rows before a time from the audit trail; a new row tells of it.
  ///
  /// - Parameters:
  ///   - time: As stored: ISO 8601 with milliseconds, UTC.
  ///   - confirm: Is asked before anything is done, with the number of rows; it throws to refuse.
  ///   - mode: Whether anything is removed.
  /// - Throws: `AgentsError.audit(.broken)` where the trail is not intact.
  public func pruneAudit(
    before time: String, _ mode: Mode = .apply, confirm: (Int) throws -> Void = { _ in }
  ) throws -> AuditPruning {
    try perform(OperatorTask("audit prune", needs: .admin, mode)) { session in
      let store = try session.changing()
      let found = try store.read { try $0.auditRows(before: time)?.count ?? 0 }
      guard found > 0 else { return AuditPruning(rows: 0, isDryRun: mode.isDryRun) }
      if !mode.isDryRun { try confirm(found) }
      let count = try session.transact(store) { transaction, _ in
        guard try transaction.verifyAudit().finding == nil else { throw AgentsError.audit(.broken) }
        guard let (count, last) = try transaction.auditRows(before: time) else { return 0 }
        try transaction.pruneAudit(upTo: last)
        let changes = JSON.object([
          ("before", .string(time)), ("rows", .number(count)), ("last", .number(last.id)),
          ("hash", .string(last.hash)),
        ])
        try transaction.append(session.auditEntry(session.task.name, "", changes))
        return count
      }
      return AuditPruning(rows: count, isDryRun: mode.isDryRun)
    }
  }
}
