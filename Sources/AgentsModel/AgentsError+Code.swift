extension AgentsError {
  /// Stable for ever; kebab case.
  package var code: String {
    switch self {
    case .refused: "refused"
    case .agentsNotFound: "agent-not-found"
    case .groupsNotFound(let missing, _, _): "\(missing.first?.kind ?? "")-not-found"
    case .notInBin: "agent-not-in-bin"
    case .unknownKey(_, let kind, _): "unknown-\(kind)"
    case .confirmationNeeded: "confirmation-needed"
    case .declined: "declined"
    case .passwordNeeded: "password-needed"
    case .passwordsDiffer: "passwords-differ"
    case .notAllowed(let denial): denial.code
    case .accountRefused(_, let reason): reason.code
    case .linkRefused: "link-refused"
    case .settingsNeeded: "settings-needed"
    case .mailUnavailable: "mail-unavailable"
    case .argumentNotUTF8: "argument-encoding"
    case .unreported: "unreported"
    case .storeNotFound: "database-not-found"
    case .storeUnusable: "database-unusable"
    case .storeNewer: "database-newer"
    case .busy: "busy"
    case .storedValueInvalid: "stored-value-invalid"
    case .auditRowNotFound: "audit-row-not-found"
    case .auditBroken: "audit-broken"
    case .unrecorded: "unrecorded"
    case .file(_, let operation, _):
      "file-\(operation.split(separator: " ").joined(separator: "-"))"
    case .exposedFile: "file-exposed"
    case .unusableFile: "file-unusable"
    case .unsafeFile: "file-unsafe"
    case .exposedOutput: "output-exposed"
    case .unusableOutput: "output-unusable"
    case .tooFewRows: "too-few-rows"
    case .suddenDrop: "sudden-drop"
    case .rowsRefused: "rows-refused"
    case .tooManyChanges: "too-many-changes"
    case .interrupted: "interrupted"
    case .clientLogsNotFound(let agents, _):
      agents.isEmpty ? "client-log-directory-not-found" : "client-logs-not-found"
    case .notApplied: "not-applied"
    case .asteriskDirNotSet: "asterisk-dir-not-set"
    case .drifted: "drifted"
    case .renderingUnfaithful: "rendering-unfaithful"
    case .asteriskUnavailable: "asterisk-unavailable"
    case .asteriskLacksDriver: "asterisk-lacks-driver"
    case .asteriskDisagrees: "asterisk-disagrees"
    case .cryptFailed: "crypt-failed"
    case .unexpected: "bug"
    }
  }
}

extension Denial {
  /// Stable for ever; kebab case.
  package var code: String {
    switch self {
    case .uncertain: "operator-uncertain"
    case .stranger: "operator-unknown"
    case .permission: "operator-permission"
    case .notAdmin, .notAdminForFiles, .fields: "operator-not-admin"
    case .queues, .queueNeeded: "operator-queue"
    }
  }

  /// Why, in one sentence: in the audit trail, too.
  package var message: String {
    switch self {
    case .uncertain: "SUDO_USER and SUDO_UID do not name one account"
    case .stranger(let login): "\(login) is not an operator"
    case .permission(let login, let verb, let need, _):
      "\(quoted(verb)) needs the permission to \(need.rawValue), which \(login) does not have"
    case .notAdmin(let login, let verb):
      "\(quoted(verb)) is for admins, and \(login) is not one"
    case .notAdminForFiles(let login, let verb):
      "\(quoted(verb)) with a file, directory or database of choice is for admins when it runs "
        + "as root through sudo, and \(login) is not one"
    case .fields(let login, let keys, let hints):
      "\(list(keys)) \(keys.count == 1 ? "is" : "are") for admins to set"
        + "\(hints.isEmpty ? "" : " like that"), and \(login) is not one"
    case .queues(let login, let names, _):
      names.count == 1
        ? "\(names[0]) is not a queue of \(login)" : "\(list(names)) are not queues of \(login)"
    case .queueNeeded(let login, _): "\(login) may create agents only in own queues"
    }
  }
}

extension AccountRefusal {
  /// Stable for ever; kebab case.
  fileprivate var code: String {
    switch self {
    case .locked: "account-locked"
    case .disabled: "account-disabled"
    case .activeDirectory: "account-in-directory"
    case .expired: "password-expired"
    }
  }
}
