internal import Glibc
internal import SystemPackage

/// A name in a directory that is held open, where a file is or will be.
struct FilePlace {
  let directory: PlainDirectory
  let name: String
  /// To whom the file must belong; nil = to anybody.
  private let owner: UserID?
  /// A link of /proc, which leads to what it says nowhere.
  private let isMagic: Bool

  init(_ directory: PlainDirectory, _ name: String, owner: UserID? = nil, isMagic: Bool = false) {
    (self.directory, self.name, self.owner, self.isMagic) = (directory, name, owner, isMagic)
  }

  /// - Parameters:
  ///   - operation: What errors say was tried.
  ///   - followsLast: A link at the end is followed, as far as the rule says.
  init(
    _ path: FilePath, _ rule: LinkRule = .ours, for operation: SystemError.Operation,
    followsLast: Bool = true
  ) throws(SystemError) {
    var walk = try Walk(path, rule, for: operation)
    self = try walk.toPlace(followsLast: followsLast)
  }

  var path: FilePath { directory.path(of: name) }

  /// What is there, a link unfollowed; nil for nothing.
  func status() throws(SystemError) -> Stat? {
    try performing(.inspect, path) {
      guard let found = try directory.look(name) else { return nil }
      defer { try? found.file.close() }
      return found.isMagic ? try directory.status(name, followingLink: true) : found.status
    }
  }

  /// The status of the regular file that is there; nil for nothing.
  ///
  /// - Throws: ``SystemError`` with an obstacle for anything else but a directory, `EISDIR` for that.
  func regularFile(for operation: SystemError.Operation) throws(SystemError) -> Stat? {
    guard let status = try status() else { return nil }
    try check(status, for: operation, mustBeRegular: true)
    return status
  }

  /// Opens what is there, without waiting for anybody; nil for nothing.
  ///
  /// - Parameter mustBeRegular: Refuses pipes and devices, which in a directory that others can write
  ///   are refused always.
  func open(
    _ mode: FileDescriptor.AccessMode = .readOnly, mustBeRegular: Bool
  ) throws(SystemError) -> (file: FileDescriptor, status: Stat)? {
    let mustBeRegular = mustBeRegular || directory.isShared
    // A device is not even opened: some do something then.
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
      // By another name of somebody's file, others would see or keep what is not theirs.
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
