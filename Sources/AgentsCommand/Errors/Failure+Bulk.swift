internal import AgentsModel

extension BulkError {
  /// Failures of export and import.
  var failure: Failure {
    switch self {
    case .rowsRefused(let findings, let rejected, let read, let rejects):
      rowFailure(
        findings,
        "\(rejected) of \(count(read, "row")) \(rejected == 1 ? "is" : "are") refused; "
          + (rejects.map { "\($0) has \(rejected == 1 ? "it" : "them")" } ?? "nothing was changed"))
    case .tooFewRows(let path, let rows, let least):
      Failure(
        code: code,
        message: count(rows, "row") + ", fewer than the \(least) of --min-rows; "
          + (path.map { "\($0) was left as it is" } ?? "nothing was written"),
        exitStatus: .differs)
    case .suddenDrop(let path, let rows, let before, let percent):
      Failure(
        code: code,
        message: count(rows, "row") + " where \(path) has \(before): more than \(percent) % fewer; "
          + "the file was left as it is",
        hint: "if that is right, remove the file or raise --max-drop", exitStatus: .differs)
    case .unusualChange(let verb, let changing, let agents):
      Failure(
        code: code,
        message:
          "\(quoted(verb)) would change \(changing) of \(count(agents, "agent")), and there is no terminal to "
          + "ask on; nothing was done",
        hint: "--dry-run shows them; --max-change \(changing) lets them pass", exitStatus: .differs)
    case .tooManyChanges(let updated, let deleted, let disabled, let agents, let percent):
      Failure(
        code: code,
        message:
          "of \(count(agents, "agent")) \(updated) would change and "
          + (disabled > 0 ? "\(disabled) would be disabled" : "\(deleted) would go to the bin")
          + ", more than \(percent) %; nothing was done",
        hint: "--dry-run shows them; a higher --max-change lets them pass",
        exitStatus: .differs)
    case .interrupted:
      Failure(
        code: code, message: "interrupted; nothing was changed", exitStatus: .interrupted)
    }
  }

  private func rowFailure(_ findings: [Finding], _ message: String) -> Failure {
    Failure(
      code: code, message: message, exitStatus: .data, summary: message,
      findings: findings)
  }
}
