internal import SystemPackage

/// The words of `strerror(3)`, lower case at the start as in our other messages.
func reason(_ errno: Int32) -> String {
  let text = Errno(rawValue: errno).description
  return text.prefix(1).lowercased() + text.dropFirst()
}

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
