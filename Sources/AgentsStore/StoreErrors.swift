internal import AgentsModel
internal import SQLite
internal import SystemPackage

/// Runs `body`, and turns an error of SQLite into an ``AgentsError`` that names `path`.
///
/// A broken constraint stays an error of SQLite. The rules are checked before a row is written, so this one
/// is a bug of the program.
func translating<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
  do {
    return try body()
  } catch let error as SQLiteError {
    throw AgentsError(error, path: path) ?? error
  }
}

extension AgentsError {
  /// nil for an error that only a bug of the program can cause.
  init?(_ error: SQLiteError, path: String) {
    switch error.code {
    case .busy, .locked:
      self = .store(.busy(path: path, holder: nil))
    case .notADatabase:
      self = .store(.unusable(path: path, reason: "it is not a database"))
    case .corrupt, .format:
      self = .store(.unusable(path: path, reason: "the database is damaged"))
    case .cannotOpen:
      self = .file(.failed(path: path, operation: "open", errno: reasonNotToOpen(path).rawValue))
    case .readOnly, .permission, .authorization:
      self = .file(.failed(path: path, operation: "write", errno: Errno.permissionDenied.rawValue))
    case .full:
      self = .file(.failed(path: path, operation: "write", errno: Errno.noSpace.rawValue))
    case .inputOutput:
      self = .file(.failed(path: path, operation: operation(error), errno: Errno.ioError.rawValue))
    default: return nil
    }
  }
}

private func operation(_ error: SQLiteError) -> String {
  switch error.extendedCode {
  case .reading, .shortReading: "read"
  case .syncing, .syncingDirectory: "sync"
  case .locking, .lockingForReading, .unlocking: "lock"
  default: "write"
  }
}

/// Why the file cannot be opened, asked of the system: SQLite does not tell.
private func reasonNotToOpen(_ path: String) -> Errno {
  do {
    try FileDescriptor.open(FilePath(path), .readWrite, options: .closeOnExec).close()
    // The file is fine, so SQLite cannot make its other files in the directory.
    return .permissionDenied
  } catch {
    return error as? Errno ?? .ioError
  }
}
