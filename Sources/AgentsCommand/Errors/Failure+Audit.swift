internal import AgentsModel
internal import AgentsSystem

extension AgentsError {
  /// Failures of the audit trail.
  var auditFailure: Failure {
    switch self {
    case .auditRowNotFound(let id):
      Failure(
        code: "audit-row-not-found", message: "there is no row \(id) in the audit trail",
        hint: "\"xcally-agents audit list\" shows them", exitStatus: .notFound)
    case .auditBroken:
      Failure(
        code: "audit-broken",
        message: "the audit trail is not as it was written; nothing of it is removed",
        hint: "\"xcally-agents audit verify\" tells what is wrong", exitStatus: .differs)
    case .unrecorded(let path, let errno):
      Failure(
        code: "unrecorded",
        message: "what cannot be put on record is not done: cannot write \(path): "
          + reason(errno),
        hint: "run it as a user who may", exitStatus: .permission)
    default: preconditionFailure("not a failure of the audit trail")
    }
  }
}
