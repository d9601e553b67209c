package import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import Synchronization
internal import SystemPackage

extension Session {
  /// A line of the audit trail about an agent.
  ///
  /// - Parameter remarks: Members before the changed fields.
  func auditEntry(
    _ verb: String, _ object: String, _ changes: [FieldChange], after remarks: [(String, JSON)] = []
  ) -> AuditEntry {
    let members = changes.map { ($0.field.key, JSON.array([$0.shownOld, $0.shownNew])) }
    return auditEntry(verb, object, JSON.object(remarks + members))
  }

  /// A line of the audit trail.
  func auditEntry(_ verb: String, _ object: String, _ changes: JSON) -> AuditEntry {
    AuditEntry(
      at: now, login: actor.login, uid: actor.userID, sudoUser: actor.sudoUser ?? "",
      tty: actor.terminal ?? "", verb: verb, object: object, changes: changes.text)
  }

  /// Writes audit rows for a request that changes nothing but shows secrets, before it shows them.
  ///
  /// - Throws: `AgentsError.audit(.unrecorded)` where the database can only be read.
  func record(_ entries: [AuditEntry]) throws {
    do {
      try unlimited().write { transaction in
        for entry in entries { try transaction.append(entry) }
      }
    } catch AgentsError.file(.failed(let path, _, let errno)) {
      throw AgentsError.audit(.unrecorded(path: path, errno: errno))
    }
  }
}

extension Session {
  /// Writes a refusal into the audit trail, if the task changes something or shows secrets.
  ///
  /// A mistyped request is no refusal, and neither is one that would only read.
  ///
  /// - Returns: the error as callers of the library see it.
  func refused(_ error: any Error) -> any Error {
    if isBegun.load(ordering: .relaxed), let verb = task.verb, let need = task.needs, need != .read,
      !task.isDryRun,
      let reasons = AgentsError(any: error)?.refusalReasons
    {
      recordRefusal(
        verb, task.object,
        [("result", .string("refused")), ("reasons", .array(reasons.map(JSON.string)))])
    }
    // An error of the caller's own stream, such as a closed pipe, is for the caller to judge.
    if let error = error as? SystemError, error.path == nil { return error }
    return AgentsError(any: error) ?? error
  }

  /// Writes a refusal in a transaction of its own, or to the system log if the database cannot be
  /// written.
  ///
  /// The person who was refused must not be able to prevent this: not with an option, by locking the
  /// database, or with a signal.
  ///
  /// - Parameter place: Another database than that of this request.
  func recordRefusal(
    _ verb: String, _ object: String, _ changes: [(String, JSON)], at place: FilePath? = nil
  ) {
    centre.tell(.refusal)
    // Cut, because the refused person chose these words and the system log limits a message.
    let object = String(decoding: object.utf8.prefix(1000), as: UTF8.self)
    let entry = auditEntry(verb, object, JSON.object(changes))
    do {
      try unlimited(at: place, waiting: 5).write { try $0.append(entry) }
    } catch {
      SystemLog.write(["refused " + JSON(entry).text])
    }
  }
}

extension AgentsError {
  /// The codes of the refusal, each once, without values, which may be secrets.
  ///
  /// - Returns: nil if this is no refusal, or if it is recorded elsewhere.
  fileprivate var refusalReasons: [String]? {
    switch self {
    case .refused(let findings), .bulk(.rowsRefused(let findings, _, _, _)):
      Array(Set(findings.errors.map(\.code)).sorted().prefix(100))
    case .caller, .bulk(.tooManyChanges), .bulk(.unusualChange), .file(.exposed),
      .file(.exposedOutput), .file(.unusable),
      .file(.unusableOutput), .audit(.broken):
      [code]
    case .file(.failed(_, _, let errno)):
      [.permissionDenied, .notPermitted, .readOnlyFileSystem].contains(Errno(rawValue: errno))
        ? [code] : nil
    case .notAllowed, .notFound, .account, .store, .asterisk, .audit(.rowNotFound),
      .audit(.unrecorded), .file(.unsafe), .bulk(.tooFewRows), .bulk(.suddenDrop),
      .bulk(.interrupted), .cryptFailed, .unexpected:
      nil
    }
  }
}

extension JSON {
  /// An audit row that is not stored yet.
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
    self = .object(Array(zip(AuditRow.columns, row.cells)))
  }
}

extension AuditRow {
  /// What a row has, in this order.
  package static let columns = ["id"] + AuditEntry.columns + ["hash", "run"]

  /// The values of ``columns``.
  package var cells: [JSON] {
    [
      .number(id), .string(entry.at), .string(entry.login), .number(Int(entry.uid)),
      .string(entry.sudoUser), .string(entry.tty), .string(entry.verb), .string(entry.object),
      .raw(entry.changes), .string(hash), run.map { .number($0) } ?? .null,
    ]
  }
}
