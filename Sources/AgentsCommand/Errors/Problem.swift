internal import AgentsModel
internal import AgentsSystem
internal import ArgumentParser
internal import SystemPackage

/// Any error that reached the entry point, sorted by what is to be done about it.
enum Problem {
  /// The reader of our output went away: nothing is wrong.
  case readerGone
  /// Help or version: nothing is wrong either.
  case answer(String)
  case failure(Failure)

  init(_ error: any Error) {
    if let error = error as? SystemError, error.isOfClosedOutput {
      self = .readerGone
    } else if let error = AgentsError(any: error) {
      self = .failure(error.failure)
    } else {
      self = Self.parserProblem(error)
    }
  }

  private static func parserProblem(_ error: any Error) -> Problem {
    switch XcallyAgents.exitCode(for: error) {
    case .success:
      .answer(XcallyAgents.fullMessage(for: error) + "\n")
    case .validationFailure:
      .failure(usageFailure(error))
    default:
      .failure(AgentsError.unexpected(String(describing: error)).failure)
    }
  }

  /// Words that do not parse, and behind them how they should be.
  private static func usageFailure(_ error: any Error) -> Failure {
    let message = XcallyAgents.message(for: error)
    let head = XcallyAgents._errorPrefix + message + "\n"
    let unknownVerb = UnknownVerb(in: ProcessArguments.all.dropFirst())
    return Failure(
      code: "usage", message: unknownVerb?.message ?? message, exitStatus: .usage,
      usage: String(XcallyAgents.fullMessage(for: error).dropFirst(head.count)))
  }
}

extension AgentsError {
  /// The error of this product that another layer's error is; nil for those of the parser.
  init?(any error: any Error) {
    switch error {
    case AgentsError.busy(let path, holder: nil):
      self = .busy(path: path, holder: Self.writer(of: path)?.words)
    case let error as AgentsError: self = error
    case let error as SystemError: self.init(error)
    case let error as LockBusy: self.init(error)
    case let error as SecretRefusal: self.init(error)
    case let error as PrivateFileRefusal: self.init(error)
    case let error as Finding: self = .refused([error])
    default: return nil
    }
  }

  init(_ error: SystemError) {
    if let obstacle = error.obstacle, let path = error.path {
      self.init(obstacle, at: path)
      return
    }
    self = .file(
      path: error.path?.string ?? (error.operation == .read ? "standard input" : "standard output"),
      operation: error.operation.rawValue,
      errno: error.errno.rawValue)
  }

  init(_ error: LockBusy) {
    self = .busy(
      path: error.path.string,
      holder: error.holder?.words)
  }

  /// The process that is writing the database: it has byte 120 of the WAL index locked
  /// (https://sqlite.org/walformat.html, "WAL Locks").
  private static func writer(of database: String) -> LockBusy.Holder? {
    RecordLock.holder(of: FilePath("\(database)-shm"), byte: 120)
  }

  init(_ error: SecretRefusal) {
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
      case .notARegularFile(let path):
        .unusableFile(path: path.string, reason: "is not a regular file")
      case .openToOthers(let path, let mode):
        .exposedFile(path: path.string, mode: UInt32(mode.rawValue))
      case .foreignOwner(let path, let user):
        .unusableFile(
          path: path.string, reason: "belongs to another user (uid \(user.rawValue))")
      }
  }
}

extension AgentsError {
  init(_ error: PrivateFileRefusal) {
    self =
      switch error {
      case .openToOthers(let path, let mode):
        .exposedOutput(path: path.string, mode: UInt32(mode.rawValue))
      case .foreignOwner(let path, let user):
        .unusableOutput(
          path: path.string, reason: "belongs to another user (uid \(user.rawValue))")
      case .symbolicLink(let path):
        .unusableOutput(path: path.string, reason: "is a symbolic link")
      case .hardLink(let path):
        .unusableOutput(path: path.string, reason: "has another name (a hard link)")
      case .notARegularFile(let path):
        .unusableOutput(path: path.string, reason: "is not a regular file")
      }
  }
}

extension LockBusy.Holder {
  fileprivate var words: String { "process \(processID) (\(command))" }
}
