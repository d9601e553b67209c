package import SystemPackage

/// Replaces files so that each is always completely old or completely new, even after a power cut.
///
/// An existing file keeps its owner, group and mode. A symbolic link stays one, if no other account can have made
/// it. Hard links are not kept (other names keep the old contents), nor are access control lists.
package enum AtomicFile {
  /// What happened to one file.
  package enum Outcome: Equatable, Sendable {
    /// The file had these bytes already and was not touched: same inode, same time stamp.
    case unchanged
    case replaced, created
  }

  /// Replaces the contents of the file at `path` by `bytes`.
  ///
  /// A new file gets the attributes `defaults`.
  ///
  /// - Throws: ``SystemError``. The old file is then unchanged and no temporary file is left.
  @discardableResult
  package static func replace(
    at path: FilePath, with bytes: [UInt8], defaults: FileAttributes
  ) throws(SystemError) -> Outcome {
    let (staged, outcome) = try stage(bytes, at: path, defaults)
    try moveIntoPlace(staged.map { [$0] } ?? [])
    return outcome
  }

  /// Replaces many files.
  ///
  /// Each replacement is atomic, and none happens before all new contents are on disk.
  ///
  /// It costs one fsync for each changed file and one for each directory. Several files are synced at a time, which a
  /// disk does in fewer steps. The paths must differ.
  ///
  /// - Returns: the outcomes, in the order of `files`.
  /// - Throws: ``SystemError``. No temporary file is left, and all old files are unchanged unless a rename failed;
  ///   within one file system that takes a lost disk or directory.
  @discardableResult
  package static func replace(
    _ files: [(path: FilePath, bytes: [UInt8])], defaults: FileAttributes
  ) async throws(SystemError) -> [Outcome] {
    let results = await files.mapInParallel { file in
      Result { () throws(SystemError) in try stage(file.bytes, at: file.path, defaults) }
    }
    let staged = results.compactMap { (try? $0.get())?.staged }
    do throws(SystemError) {
      let outcomes = try results.map { (result) throws(SystemError) in try result.get().outcome }
      try moveIntoPlace(staged)
      return outcomes
    } catch {
      for file in staged { file.discard() }
      throw error
    }
  }

  /// Writes new contents beside a file; none where it has them already.
  private static func stage(
    _ bytes: [UInt8], at path: FilePath, _ defaults: FileAttributes
  ) throws(SystemError) -> (staged: StagedFile?, outcome: Outcome) {
    let place = try FilePlace(path, for: .create)
    let old = try place.regularFile(for: .write)
    if old?.size == Int64(bytes.count), try contents(of: place, equal: bytes) {
      return (nil, .unchanged)
    }
    let staged = try StagedFile(bytes, for: place, replacing: old, or: defaults)
    return (staged, old == nil ? .created : .replaced)
  }

  /// - Throws: ``SystemError``; contents that are not in place yet are removed then.
  private static func moveIntoPlace(_ staged: [StagedFile]) throws(SystemError) {
    do throws(SystemError) {
      for file in staged { try file.moveIntoPlace() }
    } catch {
      for file in staged { file.discard() }
      throw error
    }
    var synced: Set<FilePath> = []
    for directory in staged.map(\.place.directory) where synced.insert(directory.path).inserted {
      try directory.sync()
    }
  }

  /// Replaces one file by what `body` writes piece by piece.
  ///
  /// If `body` fails, the old file is unchanged.
  ///
  /// - Throws: what `body` throws; ``SystemError``.
  package static func replace<Value>(
    at path: FilePath, defaults: FileAttributes, writing body: (StandardOutput) throws -> Value
  ) throws -> Value {
    let place = try FilePlace(path, for: .create)
    return try replace(
      place, replacing: try place.regularFile(for: .write), or: defaults, writing: body)
  }

  /// Replaces the file at `place`.
  ///
  /// A link there is replaced itself, not its target.
  ///
  /// - Parameters:
  ///   - place: where the file is, or will be.
  ///   - old: the file whose owner, group and mode the new one gets; nil = it gets `defaults`.
  ///   - defaults: the attributes of a new file.
  ///   - body: writes the contents.
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

  /// Removes a file permanently; of a link, the link itself.
  ///
  /// A missing file is no error.
  ///
  /// - Returns: whether the file existed.
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

  /// Removes temporary files that killed processes left in `directory`.
  ///
  /// A missing directory is no error.
  ///
  /// Call it only while holding the lock of the directory's writers: temporary files of a running process look the
  /// same.
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
      // This program leaves only regular files.
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
