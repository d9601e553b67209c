internal import AgentsCore

extension AgentsError {
  /// Failures of export and import.
  var bulkFailure: Failure {
    switch self {
    case .exposedOutput(let path, let mode):
      Failure(
        code: "output-exposed",
        message: "others may use \(path) (mode \(octal(mode))), so no secret is written to it",
        hint: "chmod 600 \(path)", exitStatus: .permission)
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
    case .interrupted:
      Failure(
        code: "interrupted", message: "interrupted; nothing was changed", exitStatus: .interrupted)
    default: preconditionFailure("not a failure of export or import")
    }
  }
}
