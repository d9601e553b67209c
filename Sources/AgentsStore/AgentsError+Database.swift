internal import AgentsCore
internal import GRDB
internal import SystemPackage

/// Runs `body`; what SQLite refuses becomes an ``AgentsError`` that names `path`.
///
/// A broken constraint is not translated: rules are asked before a row is written, so that one is a
/// mistake of the program and must look like one.
func translating<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
  do {
    return try body()
  } catch let error as DatabaseError {
    throw AgentsError(error, path: path) ?? error
  }
}

extension AgentsError {
  /// nil for what only a mistake of the program can cause.
  init?(_ error: DatabaseError, path: String) {
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self = .busy(path: path, holder: nil)
    case .SQLITE_NOTADB:
      self = .storeUnusable(path: path, reason: "it is not a database")
    case .SQLITE_CORRUPT, .SQLITE_FORMAT:
      self = .storeUnusable(path: path, reason: "the database is damaged")
    case .SQLITE_CANTOPEN:
      self = .file(path: path, operation: "open", errno: reasonNotToOpen(path).rawValue)
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
      self = .file(path: path, operation: "write", errno: Errno.permissionDenied.rawValue)
    case .SQLITE_FULL:
      self = .file(path: path, operation: "write", errno: Errno.noSpace.rawValue)
    case .SQLITE_IOERR:
      self = .file(path: path, operation: operation(error), errno: Errno.ioError.rawValue)
    default: return nil
    }
  }
}

private func operation(_ error: DatabaseError) -> String {
  switch error.extendedResultCode {
  case .SQLITE_IOERR_READ, .SQLITE_IOERR_SHORT_READ: "read"
  case .SQLITE_IOERR_FSYNC, .SQLITE_IOERR_DIR_FSYNC: "sync"
  case .SQLITE_IOERR_LOCK, .SQLITE_IOERR_RDLOCK, .SQLITE_IOERR_UNLOCK: "lock"
  default: "write"
  }
}

/// SQLite says only that it cannot open; the system says why.
private func reasonNotToOpen(_ path: String) -> Errno {
  do {
    try FileDescriptor.open(FilePath(path), .readWrite, options: .closeOnExec).close()
    // The file is fine, so its directory takes none of the files that SQLite puts beside it.
    return .permissionDenied
  } catch {
    return error as? Errno ?? .ioError
  }
}
