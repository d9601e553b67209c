internal import SystemPackage

/// The status of a failed file operation.
func status(_ operation: String, _ errno: Int32) -> ExitStatus {
  switch Errno(rawValue: errno) {
  case .isDirectory where operation == "open" || operation == "read": .data
  case .permissionDenied, .notPermitted, .readOnlyFileSystem: .permission
  case .noSpace, .diskQuotaExceeded, .ioError, .fileTooLarge: .inputOutput
  case .noSuchFileOrDirectory where operation == "open" || operation == "read": .notFound
  default: operation.hasPrefix("create") ? .cannotCreate : .inputOutput
  }
}
