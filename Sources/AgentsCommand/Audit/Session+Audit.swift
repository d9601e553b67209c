internal import AgentsCore
internal import AgentsStore
internal import AgentsSystem

extension Session {
  /// Writes into the audit trail what only looks and must be known all the same, before it is done.
  ///
  /// - Throws: `AgentsError.unrecorded` where the database can only be read.
  func record(_ entries: [AuditEntry]) throws {
    do {
      try unlimited().write { transaction in
        for entry in entries { try transaction.append(entry) }
      }
    } catch AgentsError.file(let path, _, let errno) {
      throw AgentsError.unrecorded(path: path, errno: errno)
    }
  }
}

extension JSON {
  /// A row of the audit trail as scripts read it.
  init(_ row: AuditRow) {
    self = .object(Array(zip(AuditRow.columns.map(\.key), row.cells)))
  }
}

extension AuditRow {
  static let columns =
    [Column(key: "id", isNumber: true)]
    + AuditEntry.columns.map { Column(key: $0, isNumber: $0 == "uid") } + [Column(key: "hash")]

  /// The values of ``columns``.
  var cells: [JSON] {
    [
      .number(id), .string(entry.at), .string(entry.login), .number(Int(entry.uid)),
      .string(entry.sudoUser), .string(entry.tty), .string(entry.verb), .string(entry.object),
      .raw(entry.changes), .string(hash),
    ]
  }
}
