internal import AgentsModel
internal import AgentsSystem

extension FileError {
  /// Failures of files.
  var failure: Failure {
    switch self {
    case .failed(let path, let operation, let errno):
      Failure(
        code: code,
        message: "cannot \(operation) \(path): \(reason(errno))",
        hint: status(operation, errno) == .permission ? "run it as a user who may" : nil,
        exitStatus: status(operation, errno))
    case .exposed(let path, let mode):
      Failure(
        code: code,
        message: "others may use \(path) (mode \(octal(mode))), so its secret is not taken",
        hint: "chmod 600 \(path)", exitStatus: .permission)
    case .unusable(let path, let reason):
      Failure(code: code, message: "\(path): \(reason)", exitStatus: .data)
    case .unsafe(let path, let reason, let hint, let isForbidden):
      Failure(
        code: code, message: "\(path) \(reason)", hint: hint,
        exitStatus: isForbidden ? .permission : .inputOutput)
    case .exposedOutput(let path, let mode):
      Failure(
        code: code,
        message: "others may use \(path) (mode \(octal(mode))), so no secret is written to it",
        hint: "chmod 600 \(path)", exitStatus: .permission)
    case .unusableOutput(let path, let reason):
      Failure(
        code: code, message: "\(path) \(reason), so no secret is written to it",
        hint: "name another file, or remove this one", exitStatus: .permission)
    }
  }
}
