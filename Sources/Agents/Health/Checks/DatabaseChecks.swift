internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import SystemPackage

extension HealthCheck {
  static let database: [HealthCheck] = [
    HealthCheck(
      "database.integrity", .error,
      what: "SQLite's own check of the database.",
      why: "Changes may be lost, or refused.",
      mend: "restore a backup, as docs/backup.md says"
    ) { facts in
      let path = facts.session.path.string
      do {
        return try facts.read { try $0.quickCheck() }.map { line in
          Symptom(path, "is damaged: \(line)").at(path)
        }
      } catch AgentsError.store(.unusable(_, let reason)) {
        return [Symptom(path, reason).at(path)]
      }
    },
    HealthCheck(
      "database.permissions", .error, fixable: true,
      what: "Mode of the database, and whether others may write to its directory.",
      why: "Other accounts can read the digests of all phones, or put another file in its place.",
      mend: "take the rights of others away"
    ) { facts in
      try databasePermissions(facts)
    },
    HealthCheck(
      "database.audit-head", .warning, thorough: true,
      what: "The chain of hashes of the audit trail.",
      why: "The trail cannot prove who changed what.",
      mend: "find out who wrote to the database, and keep a copy of it as it is"
    ) { facts in
      guard let fault = try facts.read({ try $0.verifyAudit(published: nil) }).finding else {
        return []
      }
      let place =
        switch fault.place {
        case .row(let id): "row \(id)"
        case .anchor: "the stored beginning of the chain"
        case .head: "the stored end of the chain"
        case .table: "the definition of its tables"
        }
      return [Symptom(facts.session.path.string, "\(place) was \(fault.kind.rawValue)")]
    },
  ]

  private static func databasePermissions(_ facts: Examination) throws -> [Symptom] {
    let path = facts.session.path
    var symptoms: [Symptom] = []
    // SQLite gives the log and its index the mode of the database.
    for suffix in ["", "-wal", "-shm"] {
      let file = FilePath(path.string + suffix)
      guard let mode = try file.permissions() else { continue }
      let open = mode.intersection([.otherReadWriteExecute])
      if !open.isEmpty {
        symptoms.append(
          Symptom(
            file.string, "is open to others (mode 0\(String(mode.rawValue & 0o777, radix: 8)))"
          )
          .at(file.string).mended(byItself: .close(file, open)))
      }
    }
    let directory = path.removingLastComponent()
    if let mode = try directory.permissions(), mode.contains(.otherWrite), !mode.contains(.saveText)
    {
      symptoms.append(
        Symptom(directory.string, "others may write to the directory of the database")
          .at(directory.string).mended(byItself: .close(directory, .otherWrite)))
    }
    return symptoms
  }
}
