internal import Glibc
internal import SystemPackage

/// A name in an open directory, where a file is or will be.
struct FilePlace: Sendable {
  let directory: PlainDirectory
  let name: String
  /// The account that must own the file; nil = any.
  private let owner: UserID?
  /// Whether this is a link in /proc, whose text is not its target.
  private let isMagic: Bool

  init(_ directory: PlainDirectory, _ name: String, owner: UserID? = nil, isMagic: Bool = false) {
    (self.directory, self.name, self.owner, self.isMagic) = (directory, name, owner, isMagic)
  }

  /// - Parameters:
  ///   - path: the path, absolute or relative.
  ///   - rule: which links are followed.
  ///   - operation: the operation that errors name.
  ///   - followsLast: whether a link at the end is followed, if the rule allows it.
  init(
    _ path: FilePath, _ rule: LinkRule = .ours, for operation: SystemError.Operation,
    followsLast: Bool = true
  ) throws(SystemError) {
    var walk = try Walk(path, rule, for: operation)
    self = try walk.toPlace(followsLast: followsLast)
  }

  var path: FilePath { directory.path(of: name) }

  /// The status of the file, or of the link itself; nil when there is nothing.
  func status() throws(SystemError) -> Stat? {
    try performing(.inspect, path) {
      guard let found = try directory.look(name) else { return nil }
      defer { try? found.file.close() }
      return found.isMagic ? try directory.status(name, followingLink: true) : found.status
    }
  }

  /// The status of the regular file; nil when there is nothing.
  ///
  /// - Throws: ``SystemError``: `EISDIR` for a directory, with an obstacle for anything else.
  func regularFile(for operation: SystemError.Operation) throws(SystemError) -> Stat? {
    guard let status = try status() else { return nil }
    try check(status, for: operation, mustBeRegular: true)
    return status
  }

  /// Opens the file without blocking; nil when there is nothing.
  ///
  /// - Parameter mustBeRegular: whether pipes and devices are refused. In a directory that others can write to they
  ///   always are.
  func open(
    _ mode: FileDescriptor.AccessMode = .readOnly, mustBeRegular: Bool
  ) throws(SystemError) -> (file: FileDescriptor, status: Stat)? {
    let mustBeRegular = mustBeRegular || directory.isShared
    // Opening alone makes some devices act, so look first.
    guard let before = try status() else { return nil }
    try check(before, for: .open, mustBeRegular: mustBeRegular)
    var options: FileDescriptor.OpenOptions = [.closeOnExec]
    if !isMagic { options.insert(.noFollow) }
    if mustBeRegular { options.insert(.nonBlocking) }
    let file: FileDescriptor
    do {
      file = try performing(.open, path) { try directory.open(name, mode, options) }
    } catch  where error.errno == .noSuchFileOrDirectory {
      return nil
    } catch  where error.errno == .tooManySymbolicLinkLevels {
      throw SystemError(link: path)
    }
    do throws(SystemError) {
      let status = try performing(.inspect, path) { try file.stat() }
      try check(status, for: .open, mustBeRegular: mustBeRegular)
      return (file, status)
    } catch {
      try? file.close()
      throw error
    }
  }

  private func check(
    _ status: Stat, for operation: SystemError.Operation, mustBeRegular: Bool
  ) throws(SystemError) {
    switch status.type {
    case .symbolicLink: throw SystemError(link: path)
    case .directory: throw SystemError(operation, path, .isDirectory)
    case .regular:
      if let owner, status.userID != owner { throw SystemError(link: path) }
      // A second name may be a trap: the file may be somebody else's.
      guard !directory.isShared || status.linkCount <= 1 else {
        throw SystemError(operation, path, .tooManyLinks, .otherName)
      }
    case .fifo where mustBeRegular:
      throw SystemError(operation, path, .invalidArgument, .pipe)
    case .socket where mustBeRegular:
      throw SystemError(operation, path, .invalidArgument, .socket)
    default:
      if mustBeRegular { throw SystemError(operation, path, .invalidArgument, .device) }
    }
  }
}
