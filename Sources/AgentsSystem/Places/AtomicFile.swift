package import SystemPackage

/// Files that are always wholly the old or wholly the new one, also after a power cut.
///
/// Owner, group and mode of a file that exists are kept, and a symbolic link stays one, if no other
/// account can have made it. Hard links are not kept (the other names go on showing the old contents),
/// nor are access control lists.
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
        let place = try FilePlace(file.path, for: .create)
        let old = try place.regularFile(for: .write)
        if old?.size == Int64(file.bytes.count), try contents(of: place, equal: file.bytes) {
          outcomes.append(.unchanged)
          continue
        }
        staged.append(try StagedFile(file.bytes, for: place, replacing: old, or: defaults))
        outcomes.append(old == nil ? .created : .replaced)
      }
      for file in staged { try file.moveIntoPlace() }
    } catch {
      for file in staged { file.discard() }
      throw error
    }
    var synced: Set<FilePath> = []
    for directory in staged.map(\.place.directory) where synced.insert(directory.path).inserted {
      try directory.sync()
    }
    return outcomes
  }

  /// Replaces one file by what `body` writes, piece by piece; however `body` fails, the old file is as
  /// it was.
  ///
  /// - Throws: what `body` throws; ``SystemError``.
  package static func replace<Value>(
    at path: FilePath, defaults: FileAttributes, writing body: (StandardOutput) throws -> Value
  ) throws -> Value {
    let place = try FilePlace(path, for: .create)
    return try replace(
      place, replacing: try place.regularFile(for: .write), or: defaults, writing: body)
  }

  /// Replaces what has the name of `place`, a link itself and not what it leads to.
  ///
  /// - Parameter old: What gives the new file owner, group and mode; nil = `defaults` do.
  static func replace<Value>(
    _ place: FilePlace, replacing old: Stat?, or defaults: FileAttributes,
    writing body: (StandardOutput) throws -> Value
  ) throws -> Value {
    var value: Value?
    let staged = try StagedFile(for: place, replacing: old, or: defaults) { file in
      let output = StandardOutput(file, at: place.path)
      value = try body(output)
      try output.flush()
    }
    do {
      try staged.moveIntoPlace()
    } catch {
      staged.discard()
      throw error
    }
    try place.directory.sync()
    guard let value else { throw SystemError(.write, place.path, .ioError) }
    return value
  }

  /// Removes a file permanently, a link and not what it leads to; one that does not exist is fine.
  ///
  /// - Returns: whether there was one.
  @discardableResult
  package static func remove(at path: FilePath) throws(SystemError) -> Bool {
    let place: FilePlace
    do {
      place = try FilePlace(path, for: .remove, followsLast: false)
      try performing(.remove, place.path) { try place.directory.unlink(place.name) }
    } catch  where error.errno == .noSuchFileOrDirectory {
      return false
    }
    try place.directory.sync()
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
    let place: PlainDirectory
    do {
      place = try PlainDirectory(at: directory)
      names = try place.names()
    } catch  where error.errno == .noSuchFileOrDirectory {
      return 0
    }
    var count = 0
    for name in names where StagedFile.isTemporaryName(name) {
      // What is no file is nothing that this program left.
      guard try place.entry(name)?.kind == .file else { continue }
      try place.remove(name)
      count += 1
    }
    return count
  }

  private static func contents(
    of place: FilePlace, equal bytes: [UInt8]
  ) throws(SystemError) -> Bool {
    guard let (file, _) = try place.open(mustBeRegular: true) else { return false }
    defer { try? file.close() }
    do {
      return try performing(.read, place.path) {
        try FileContents.read(from: file, limit: bytes.count)
      } == bytes
    } catch  where error.errno == .fileTooLarge {
      return false
    }
  }
}
