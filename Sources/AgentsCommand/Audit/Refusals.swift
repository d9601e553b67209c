internal import AgentsModel
internal import AgentsStore
internal import Synchronization

/// Writes refusals into the audit trail: of a change, or of what shows secrets.
///
/// What is mistyped is no refusal, and what was only looked at changed nothing.
enum Refusals {
  private static let current = Mutex<(task: OperatorTask, session: Session)?>(nil)

  /// What is being done from now on; the store that it is done in was opened.
  static func begin(_ task: OperatorTask, _ session: Session) {
    guard let need = task.needs, need != .read, task.verb != nil, !task.isDryRun else { return }
    current.withLock { $0 = (task, session) }
  }

  /// Writes why it was not done.
  static func record(_ error: any Error) {
    guard let (task, session) = current.withLock({ $0 }), let verb = task.verb,
      let error = AgentsError(any: error), let reasons = error.refusalReasons
    else { return }
    session.recordRefusal(
      verb, task.object,
      [("result", .string("refused")), ("reasons", .array(reasons.map(JSON.string)))])
  }
}

extension AgentsError {
  /// Codes of what stood in the way, each once, and no value, for it may be a secret; nil where this is no
  /// refusal, or one that is written down where it happens.
  fileprivate var refusalReasons: [String]? {
    switch self {
    case .refused(let findings), .rowsRefused(let findings, _, _, _):
      Array(Set(findings.errors.map(\.code)).sorted().prefix(100))
    case .declined, .passwordsDiffer, .tooManyChanges, .exposedFile, .exposedOutput,
      .unusableOutput,
      .unusableFile, .auditBroken:
      [failure.code]
    case .file where failure.exitStatus == .permission: [failure.code]
    default: nil
    }
  }
}
