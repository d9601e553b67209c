package import SystemPackage

/// Files that are always wholly the old or wholly the new one, also after a power cut.
///
/// Owner, group, mode and symbolic links of a file that exists are kept. Hard links are not (the
/// other names go on showing the old contents), nor are access control lists.
package enum AtomicFile {
  /// What happened to one file.
  package enum Outcome: Equatable, Sendable {
    /// It had these bytes already and was not touched: same inode, same time stamp.
    case unchanged
    case replaced, created
  }

  /// Makes the file at `path` consist of `bytes`; `defaults` are for a file that does not exist.
  ///
  /// - Throws: ``SystemError``; the old file is then as it was and no temporary file is left.
  @discardableResult
  package static func replace(
    at path: FilePath, with bytes: [UInt8], defaults: FileAttributes
  ) throws(SystemError) -> Outcome {
    try replace([(path, bytes)], defaults: defaults)[0]
  }

  /// Replaces many files; each is atomic, and none is touched before all are safely on disk.
  ///
  /// Cost: one fsync for each changed file and one for each directory. Paths must differ.
  ///
  /// - Returns: the outcomes, in the order of `files`.
  /// - Throws: ``SystemError``; no temporary file is left. Unless a rename failed, which on one
  ///   file system takes a lost disk or directory, all old files are as they were.
  @discardableResult
  package static func replace(
    _ files: [(path: FilePath, bytes: [UInt8])], defaults: FileAttributes
  ) throws(SystemError) -> [Outcome] {
    var staged: [StagedFile] = []
    var outcomes: [Outcome] = []
    do throws(SystemError) {
      for file in files {
        let target = try resolved(file.path)
        let old = try regularFile(at: target)
        if let old, try contents(of: target, old, equal: file.bytes) {
          outcomes.append(.unchanged)
          continue
        }
        staged.append(try StagedFile(file.bytes, for: target, replacing: old, or: defaults))
        outcomes.append(old == nil ? .created : .replaced)
      }
      for file in staged { try file.moveIntoPlace() }
    } catch {
      for file in staged { file.discard() }
      throw error
    }
    try Directories.sync(parentsOf: staged.map(\.target))
    return outcomes
  }

  /// Replaces one file by what `body` writes, piece by piece; however `body` fails, the old file is as
  /// it was.
  ///
  /// - Throws: what `body` throws; ``SystemError``.
  package static func replace<Value>(
    at path: FilePath, defaults: FileAttributes, writing body: (StandardOutput) throws -> Value
  ) throws -> Value {
    let target = try resolved(path)
    return try replace(
      target, replacing: try regularFile(at: target), or: defaults, writing: body)
  }

  /// Replaces what has the name `target`, a link itself and not what it leads to.
  ///
  /// - Parameter old: What gives the new file owner, group and mode; nil = `defaults` do.
  static func replace<Value>(
    _ target: FilePath, replacing old: Stat?, or defaults: FileAttributes,
    writing body: (StandardOutput) throws -> Value
  ) throws -> Value {
    var value: Value?
    let staged = try StagedFile(for: target, replacing: old, or: defaults) { file in
      let output = StandardOutput(file, at: target)
      value = try body(output)
      try output.flush()
    }
    do {
      try staged.moveIntoPlace()
    } catch {
      staged.discard()
      throw error
    }
    try Directories.sync(parentsOf: [target])
    guard let value else { throw SystemError(.write, target, .ioError) }
    return value
  }

  /// Removes a file for good; one that does not exist is fine.
  ///
  /// - Returns: whether there was one.
  @discardableResult
  package static func remove(at path: FilePath) throws(SystemError) -> Bool {
    do {
      try Posix.unlink(path)
    } catch .noSuchFileOrDirectory {
      return false
    } catch {
      throw SystemError(.remove, path, error)
    }
    try Directories.sync(parentsOf: [path])
    return true
  }

  /// Removes what a killed process left in `directory`; a directory that does not exist is fine.
  ///
  /// Call it only under the lock that every writer of this directory holds: a temporary file of a
  /// living process looks the same.
  ///
  /// - Returns: the number of files removed.
  @discardableResult
  package static func removeAbandonedTemporaries(
    in directory: FilePath
  ) throws(SystemError) -> Int {
    let names: [String]
    do {
      names = try Posix.entries(of: directory)
    } catch .noSuchFileOrDirectory {
      return 0
    } catch {
      throw SystemError(.list, directory, error)
    }
    let abandoned = names.filter(StagedFile.isTemporaryName)
    for name in abandoned {
      let path = directory.appending(name)
      try performing(.remove, path) { try Posix.unlink(path) }
    }
    return abandoned.count
  }

  /// Follows symbolic links at the end of `path`; the last one may lead to nothing yet.
  private static func resolved(_ path: FilePath) throws(SystemError) -> FilePath {
    var target = path
    // The kernel's own limit is 40 links.
    for _ in 0..<40 {
      let status = try FileContents.status(of: target, followingLink: false)
      guard status?.type == .symbolicLink else { return target }
      let link = try performing(.inspect, target) { try Posix.readLink(target) }
      target = target.removingLastComponent().pushing(link)
    }
    throw SystemError(.inspect, path, .tooManySymbolicLinkLevels)
  }

  /// The status of the regular file at `path`, nil if there is nothing; anything else is refused.
  private static func regularFile(at path: FilePath) throws(SystemError) -> Stat? {
    guard let status = try FileContents.status(of: path) else { return nil }
    switch status.type {
    case .regular: return status
    case .directory: throw SystemError(.write, path, .isDirectory)
    default: throw SystemError(.write, path, .invalidArgument)
    }
  }

  private static func contents(
    of path: FilePath, _ status: Stat, equal bytes: [UInt8]
  ) throws(SystemError) -> Bool {
    guard status.size == bytes.count else { return false }
    return try FileContents.read(at: path) == bytes
  }
}
