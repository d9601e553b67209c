/// Why a file cannot be read or written, or must not be.
public enum FileError: Equatable, Sendable {
  /// An operation, such as `open` or `create directory`, failed with this `errno`.
  case failed(path: String, operation: String, errno: Int32)
  /// A file that must be private can be read by others; `mode` is its permissions.
  case exposed(path: String, mode: UInt32)
  /// An input file that cannot be what it should be.
  case unusable(path: String, reason: String)
  /// A file that another account can have put there (`isForbidden`), or that cannot rightly be there.
  case unsafe(path: String, reason: String, hint: String, isForbidden: Bool)
  /// A file that is to hold secrets can be read by others; `mode` is its permissions.
  case exposedOutput(path: String, mode: UInt32)
  /// A file that is to hold secrets is not the caller's own.
  case unusableOutput(path: String, reason: String)

  /// Kebab case; never changes.
  public var code: String {
    switch self {
    case .failed(_, let operation, _):
      "file-\(operation.split(separator: " ").joined(separator: "-"))"
    case .exposed: "file-exposed"
    case .unusable: "file-unusable"
    case .unsafe: "file-unsafe"
    case .exposedOutput: "output-exposed"
    case .unusableOutput: "output-unusable"
    }
  }
}
