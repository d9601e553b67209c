internal import AgentsModel

extension AgentsError {
  /// Failures of export and import.
  var bulkFailure: Failure {
    switch self {
    case .exposedOutput(let path, let mode):
      Failure(
        code: "output-exposed",
        message: "others may use \(path) (mode \(octal(mode))), so no secret is written to it",
        hint: "chmod 600 \(path)", exitStatus: .permission)
    case .unusableOutput(let path, let reason):
      Failure(
        code: "output-unusable", message: "\(path) \(reason), so no secret is written to it",
        hint: "name another file, or remove this one", exitStatus: .permission)
    case .rowsRefused(let findings, let rejected, let read, let rejects):
      rowFailure(
        findings,
        "\(rejected) of \(count(read, "row")) \(rejected == 1 ? "is" : "are") refused; "
          + (rejects.map { "\($0) has \(rejected == 1 ? "it" : "them")" } ?? "nothing was changed"))
    case .tooFewRows(let path, let rows, let least):
      Failure(
        code: "too-few-rows",
        message: count(rows, "row") + ", fewer than the \(least) of --min-rows; "
          + (path.map { "\($0) was left as it is" } ?? "nothing was written"),
        exitStatus: .differs)
    case .suddenDrop(let path, let rows, let before, let percent):
      Failure(
        code: "sudden-drop",
        message: count(rows, "row") + " where \(path) has \(before): more than \(percent) % fewer; "
          + "the file was left as it is",
        hint: "if that is right, remove the file or raise --max-drop", exitStatus: .differs)
    case .tooManyChanges(let updated, let deleted, let agents, let percent):
      Failure(
        code: "too-many-changes",
        message:
          "of \(count(agents, "agent")) \(updated) would change and \(deleted) would go to the "
          + "bin, more than \(percent) %; nothing was done",
        hint: "--dry-run shows them; --yes or a higher --max-change lets them pass",
        exitStatus: .differs)
    case .interrupted:
      Failure(
        code: "interrupted", message: "interrupted; nothing was changed", exitStatus: .interrupted)
    default: preconditionFailure("not a failure of export or import")
    }
  }

  private func rowFailure(_ findings: [Finding], _ message: String) -> Failure {
    Failure(
      code: "rows-refused", message: message, exitStatus: .data, summary: message,
      findings: findings)
  }
}
