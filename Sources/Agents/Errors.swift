package import AgentsModel
package import AgentsSystem
internal import SystemPackage

extension AgentsError {
  /// The error of this product that another layer's error is; nil for those that are none of ours.
  package init?(any error: any Error) {
    switch error {
    case AgentsError.store(.busy(let path, holder: nil)):
      self = .store(.busy(path: path, holder: Self.writer(of: path)?.words))
    case let error as AgentsError: self = error
    case let error as SystemError: self.init(error)
    case let error as LockBusy: self.init(error)
    case let error as SecretRefusal: self.init(error)
    case let error as Finding: self = .refused([error])
    default: return nil
    }
  }

  package init(_ error: SystemError) {
    if let obstacle = error.obstacle, let path = error.path {
      self.init(obstacle, at: path)
      return
    }
    self = .file(
      .failed(
        path: error.path?.string
          ?? (error.operation == .read ? "standard input" : "standard output"),
        operation: error.operation.rawValue, errno: error.errno.rawValue))
  }

  fileprivate init(_ error: LockBusy) {
    self = .store(.busy(path: error.path.string, holder: error.holder?.words))
  }

  /// The process that is writing the database: it has byte 120 of the WAL index locked
  /// (https://sqlite.org/walformat.html, "WAL Locks").
  private static func writer(of database: String) -> LockBusy.Holder? {
    RecordLock.holder(of: FilePath("\(database)-shm"), byte: 120)
  }

  fileprivate init(_ error: SecretRefusal) {
    self =
      switch error {
      case .empty:
        .refused([
          Finding(.error, "password.empty", field: "password", "must not be empty")
        ])
      case .tooLong(let limit):
        .refused([
          Finding(
            .error, "password.too-long", field: "password", "is longer than \(limit) bytes")
        ])
      case .source(let path, .openToOthers(let mode)):
        .file(.exposed(path: path.string, mode: UInt32(mode.rawValue)))
      case .source(let path, let fault):
        .file(.unusable(path: path.string, reason: Self.words(fault)))
      case .target(let path, .openToOthers(let mode)):
        .file(.exposedOutput(path: path.string, mode: UInt32(mode.rawValue)))
      case .target(let path, let fault):
        .file(.unusableOutput(path: path.string, reason: Self.words(fault)))
      }
  }

  private static func words(_ fault: SecretRefusal.Fault) -> String {
    switch fault {
    case .openToOthers: "is open to others"
    case .foreignOwner(let user): "belongs to another user (uid \(user.rawValue))"
    case .symbolicLink: "is a symbolic link"
    case .hardLink: "has another name (a hard link)"
    case .notARegularFile: "is not a regular file"
    }
  }
}

extension LockBusy.Holder {
  fileprivate var words: String { "process \(processID) (\(command))" }
}

extension AgentsError {
  /// What stands where a file should be, and what is to be done about it.
  fileprivate init(_ obstacle: SystemError.Obstacle, at path: FilePath) {
    let (reason, hint, isForbidden) = Self.words(obstacle)
    self = .file(
      .unsafe(
        path: path.string, reason: reason, hint: hint, isForbidden: isForbidden))
  }

  private static func words(
    _ obstacle: SystemError.Obstacle
  ) -> (reason: String, hint: String, isForbidden: Bool) {
    let instead = "name a file, or remove what does not belong there"
    return switch obstacle {
    case .link:
      (
        "is a link that another account can have made, and is not followed",
        "remove it, or name the place that it leads to", true
      )
    case .otherName:
      (
        "is another name of a file that may be somebody else's (a hard link)", "remove it", true
      )
    case .pipe: ("is a pipe, where a file should be", instead, false)
    case .socket: ("is a socket, where a file should be", instead, false)
    case .device: ("is a device, where a file should be", instead, false)
    case .size(let limit):
      (
        "is larger than \(limit.byteText), more than can rightly be in it",
        "look what it is, and remove it", false
      )
    case .entries(let limit):
      (
        "is a directory of more than \(limit) files, more than can rightly be in it",
        "look what they are, and remove them", false
      )
    }
  }
}
