internal import AgentsModel
internal import AgentsStore

extension Centre {
  /// Writes the whole centre as one YAML file, out of one snapshot.
  ///
  /// Settings, groups, telephones and agents are in it, and only what is not the default. An operator who may not see
  /// all of it gets a part.
  ///
  /// - Parameters:
  ///   - withSecrets: The file may hold secrets; that they are given out is in the audit trail first.
  ///   - place: Where the bytes go, for the audit trail.
  ///   - write: Takes all bytes.
  /// - Throws: `AgentsError.audit(.unrecorded)`.
  public func exportState(
    withSecrets: Bool = false, to place: String = "", write: ([UInt8]) throws -> Void
  ) throws {
    let task =
      withSecrets
      ? OperatorTask(AuditVerb.exportStateSecrets, needs: .admin) : OperatorTask("centre export")
    try perform(task) { session in
      let state = try session.reading().read { try $0.state(withSecrets: withSecrets) }
      if withSecrets {
        let secrets = StateKey.keys(.agents).filter(\.isSecret).map { JSON.string($0.key) }
        let changes = JSON.object([
          ("agents", .number(state.agents?.count ?? 0)),
          ("telephones", .number(state.telephones?.count ?? 0)), ("secrets", .array(secrets)),
        ])
        try session.record([session.auditEntry(task.name, place, changes)])
      }
      try write(state.bytes)
    }
  }
}
