public import AgentsModel
internal import AgentsStore

extension Centre {
  /// Writes agents as CSV, out of one snapshot.
  ///
  /// - Parameters:
  ///   - query: The agents; it is read only once the actor may.
  ///   - columns: nil = all that hold no secret, or with `withSecrets` all.
  ///   - format: How cells become bytes.
  ///   - withSecrets: Columns may hold secrets; that they are given out is in the audit trail first.
  ///   - isGuarded: What a spreadsheet would calculate is marked.
  ///   - place: Where the bytes go, for the audit trail.
  ///   - write: Gets the number of rows, and a function that pours the bytes into a sink; it may throw
  ///     instead, and nothing is written.
  /// - Throws: `AgentsError.notFound(.groups)`, `.audit(.unrecorded)`.
  public func exportCSV(
    _ query: @autoclosure () throws -> AgentQuery = AgentQuery(), _ columns: [CSVColumn]? = nil,
    format: CSVFormat = CSVFormat(), withSecrets: Bool = false, isGuarded: Bool = false,
    to place: String = "",
    write: (_ rows: Int, _ pour: (_ sink: ([UInt8]) throws -> Void) throws -> Void) throws -> Void
  ) throws {
    let task =
      withSecrets
      ? OperatorTask(AuditVerb.exportSecrets, needs: .admin) : OperatorTask("export-csv")
    let columns = columns ?? CSVColumn.exported.filter { withSecrets || !$0.isSecret }
    try perform(task) { session in
      let store = try session.reading()
      let query = try query()
      // The count and the rows come from one snapshot.
      try store.read { reader in
        let selection = try query.resolved(by: reader)
        let matching = try reader.count(selection) - selection.offset
        let rows = max(0, min(matching, selection.limit ?? matching))
        try write(rows) { sink in
          try session.record(columns.filter(\.isSecret), rows, place)
          try reader.writeCSV(of: selection, columns, format, isGuarded: isGuarded, to: sink)
        }
      }
    }
  }

  /// Agents as one text of CSV, a header first; no secrets.
  public func exportedCSV(
    _ query: AgentQuery = AgentQuery(), _ columns: [CSVColumn]? = nil
  ) throws -> String {
    var bytes: [UInt8] = []
    try exportCSV(query, columns) { _, pour in try pour { bytes += $0 } }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension Session {
  /// Writes into the audit trail that secrets are given out; must come before they are.
  fileprivate func record(_ secrets: [CSVColumn], _ rows: Int, _ place: String) throws {
    guard !secrets.isEmpty else { return }
    let changes = JSON.object([
      ("rows", .number(rows)), ("secrets", .array(secrets.map { .string($0.key) })),
    ])
    try record([auditEntry(task.name, place, changes)])
  }
}
