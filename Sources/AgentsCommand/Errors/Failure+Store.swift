internal import AgentsModel
internal import AgentsSystem

extension StoreError {
  /// Failures of the database.
  var failure: Failure {
    switch self {
    case .notFound(let path):
      Failure(
        code: code, message: "there is no database \(path)",
        hint: "the first \"xcally-agents create\" makes it; --db names another",
        exitStatus: .notFound)
    case .unusable(let path, let reason):
      Failure(
        code: code, message: "\(path) cannot be used: \(reason)",
        hint: "it was left untouched", exitStatus: .configuration)
    case .newer(let path):
      Failure(
        code: code, message: "\(path) was written by a newer xcally-agents",
        hint: "upgrade this program", exitStatus: .configuration)
    case .busy(let path, let holder):
      Failure(
        code: code,
        message: "\(path) is in use" + (holder.map { " by \($0)" } ?? " by another process"),
        hint: "try again, or wait longer with --lock-timeout SECONDS", exitStatus: .busy)
    case .invalidValue(let agent, let key, let refusal):
      Failure(
        code: code,
        message: "the database holds an invalid \(key) of agent \(agent): \(refusal.message)",
        hint: "it was changed by another program", exitStatus: .configuration)
    }
  }
}

extension AuditError {
  /// Failures of the audit trail.
  var failure: Failure {
    switch self {
    case .rowNotFound(let id):
      Failure(
        code: code, message: "there is no row \(id) in the audit trail",
        hint: "\"xcally-agents audit list\" shows them", exitStatus: .notFound)
    case .broken:
      Failure(
        code: code,
        message: "the audit trail is not as it was written; nothing of it is removed",
        hint: "\"xcally-agents audit verify\" tells what is wrong", exitStatus: .differs)
    case .unrecorded(let path, let errno):
      Failure(
        code: code,
        message: "what cannot be put on record is not done: cannot write \(path): "
          + reason(errno),
        hint: "run it as a user who may", exitStatus: .permission)
    }
  }
}
