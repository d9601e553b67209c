internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import SystemPackage

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

extension Session {
  /// Writes down what was refused, in a transaction of its own, for there is none of the change; in the
  /// system's log where the database does not take it.
  ///
  /// That both fail changes nothing: what was refused stays refused. Whether it is written is not for who
  /// was refused to say: not by an option, by holding the database, or by Ctrl-C.
  ///
  /// - Parameter place: Another database than that of this run.
  func recordRefusal(
    _ verb: String, _ object: String, _ changes: [(String, JSON)], at place: FilePath? = nil
  ) {
    ProcessHardening.ignoreEndingSignals()
    // A datagram takes no more than the socket's buffer, and who was refused chose these words.
    let object = String(decoding: object.utf8.prefix(1000), as: UTF8.self)
    let entry = auditEntry(verb, object, JSON.object(changes))
    do {
      try waiting(seconds: 5).unlimited(at: place).write { try $0.append(entry) }
    } catch {
      SystemLog.write(["refused " + JSON(entry).text])
    }
  }
}

extension JSON {
  /// What a row of the audit trail says, before it has a place there.
  init(_ entry: AuditEntry) {
    self = .object(
      zip(AuditEntry.columns, entry.texts).map { key, text in
        (
          key,
          key == "changes" ? .raw(text) : key == "uid" ? .number(Int(entry.uid)) : .string(text)
        )
      })
  }

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
