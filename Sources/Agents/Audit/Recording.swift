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

  /// Writes into the audit trail what only looks and must be known all the same, before it is done.
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
  /// Writes down why the task was not done, where it is one that changes or shows secrets.
  ///
  /// What is mistyped is no refusal, and what was only looked at changed nothing.
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
    // That a reader of the caller's went away is for the caller to judge.
    if let error = error as? SystemError, error.path == nil { return error }
    return AgentsError(any: error) ?? error
  }

  /// Writes down what was refused, in a transaction of its own, for there is none of the change; in the
  /// system's log where the database does not take it.
  ///
  /// That both fail changes nothing: what was refused stays refused. Whether it is written is not for who
  /// was refused to say: not by an option, by holding the database, or by a signal.
  ///
  /// - Parameter place: Another database than that of this request.
  func recordRefusal(
    _ verb: String, _ object: String, _ changes: [(String, JSON)], at place: FilePath? = nil
  ) {
    centre.tell(.refusal)
    // A datagram takes no more than the socket's buffer, and who was refused chose these words.
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
  /// Codes of what stood in the way, each once, and no value, for it may be a secret; nil where this is no
  /// refusal, or one that is written down where it happens.
  fileprivate var refusalReasons: [String]? {
    switch self {
    case .refused(let findings), .bulk(.rowsRefused(let findings, _, _, _)):
      Array(Set(findings.errors.map(\.code)).sorted().prefix(100))
    case .caller, .bulk(.tooManyChanges), .file(.exposed), .file(.exposedOutput), .file(.unusable),
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
    self = .object(Array(zip(AuditRow.columns, row.cells)))
  }
}

extension AuditRow {
  /// What a row has, in this order.
  package static let columns = ["id"] + AuditEntry.columns + ["hash"]

  /// The values of ``columns``.
  package var cells: [JSON] {
    [
      .number(id), .string(entry.at), .string(entry.login), .number(Int(entry.uid)),
      .string(entry.sudoUser), .string(entry.tty), .string(entry.verb), .string(entry.object),
      .raw(entry.changes), .string(hash),
    ]
  }
}
