internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import SystemPackage

/// What was backed up, or restored.
public struct BackupReport: Sendable {
  /// The file.
  public let path: String
  /// Agents outside the bin.
  public let agents: Int
  /// Pictures.
  public let pictures: Int
  /// What became of the files for Asterisk; nil after a backup.
  public internal(set) var files: FileReport?
}

extension Centre {
  /// Writes the database and the pictures into one file, which is checked first: it is a database of this program itself.
  ///
  /// Others may read and write at the same time. The file has all hashes and digests: it is the account's own, of mode 0600,
  /// and replaces one of that name as a whole or not at all.
  ///
  /// - Throws: `AgentsError.file`; `.store(.unusable)` for a database that is damaged.
  public func backUp(to path: String) throws -> BackupReport {
    try perform(OperatorTask("backup", [path], needs: .admin)) { session in
      try PrivateFile.check(FilePath(path))
      let store = try session.changing()
      try session.record([
        session.auditEntry("backup", path, JSON.object([("secrets", .bool(true))]))
      ])
      let pictures = try session.pictures()
      return try session.withCopy { copy in
        try store.whole.copy(to: copy.string, pictures: pictures)
        let checked = try Store.open(
          path: copy.string, access: .reading, busyTimeout: 0, exclusively: { try $0() })
        try session.requireIntact(checked, path)
        let file = try InputFile(at: copy)
        try PrivateFile.replace(at: FilePath(path)) { output in
          while case let piece = try file.nextPiece(), !piece.isEmpty { try output.write(piece) }
        }
        return BackupReport(
          path: path, agents: try checked.read { try $0.numberOfAgents() },
          pictures: pictures.count)
      }
    }
  }

  /// Makes a centre what it was when a backup was written: the database with its audit trail, and the pictures; then the
  /// files for Asterisk.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - mode: How far it goes.
  ///   - confirm: Is asked before anything is done, with the numbers of agents now and in the backup; it throws to refuse.
  /// - Throws: `AgentsError.store(.unusable)` for a file that is no backup, or a damaged one; `.audit(.broken)`.
  public func restore(
    backup path: String, _ mode: Mode = .apply,
    confirm: (_ now: Int, _ then: Int) throws -> Void = { _, _ in }
  ) async throws -> BackupReport {
    let task = OperatorTask("restore-backup", [path], needs: .admin, mode)
    return try await perform(task) { session in
      try session.admit()
      let input = try InputFile(at: FilePath(path))
      let store = try session.writing()
      let (agents, pictures) = try session.withCopy { copy in
        try AtomicFile.replace(at: copy, defaults: FileAttributes(mode: .ownerReadWrite)) {
          output in
          while case let piece = try input.nextPiece(), !piece.isEmpty { try output.write(piece) }
        }
        let other = try session.opened(copy, as: path)
        try session.requireIntact(other, path)
        let then = try other.read { try $0.numberOfAgents() }
        let now = try store.whole.read { try $0.numberOfAgents() }
        guard !mode.isDryRun else { return (then, 0) }
        try confirm(now, then)
        // All is prepared in the copy, so that one commit makes it the centre.
        let pictures = try other.takePictures()
        try Directories.create(at: session.avatarDirectory, mode: [.ownerReadWriteExecute])
        for picture in pictures {
          try AtomicFile.replace(
            at: session.avatarDirectory.appending(picture.name), with: picture.bytes,
            defaults: FileAttributes(mode: .ownerReadWrite))
        }
        let (end, files) = try store.whole.read { reader in
          (try reader.verifyAudit().head, try reader.fileNames())
        }
        try other.write { transaction in
          // What was written since then belongs to a state that is gone, also of blocks that the backup has not.
          try transaction.touch(files: files.union(transaction.fileNames()))
          try transaction.append(
            session.auditEntry(
              "restore-backup", path,
              JSON.object([
                ("agents", .array([.number(now), .number(then)])),
                ("head", .string(end.hash)), ("headRow", .number(end.id)),
              ])))
        }
        try store.whole.replace(with: other)
        return (then, pictures.count)
      }
      var report = BackupReport(path: path, agents: agents, pictures: pictures)
      report.files = await session.bringFilesUpToDate(mode, try session.unlimited())
      return report
    }
  }
}

extension Session {
  /// Runs `body` with the name of a private file beside the database, which is removed afterwards.
  fileprivate func withCopy<Value>(_ body: (FilePath) throws -> Value) throws -> Value {
    let copy = sibling("copy")
    return try locked {
      _ = try AtomicFile.remove(at: copy)
      try AtomicFile.replace(at: copy, with: [], defaults: FileAttributes(mode: .ownerReadWrite))
      defer {
        for suffix in ["", "-wal", "-shm", "-journal"] {
          _ = try? AtomicFile.remove(at: FilePath(copy.string + suffix))
        }
      }
      return try body(copy)
    }
  }

  /// The store in a copy of a file that somebody named.
  fileprivate func opened(_ copy: FilePath, as path: String) throws -> Store {
    do {
      return try Store.open(
        path: copy.string, access: .writing, busyTimeout: 0, exclusively: { try $0() })
    } catch AgentsError.store(.unusable(_, let reason)) {
      throw AgentsError.store(.unusable(path: path, reason: reason))
    } catch AgentsError.store(.newer) {
      throw AgentsError.store(.newer(path: path))
    }
  }

  /// - Throws: `AgentsError.store(.unusable)`, `.audit(.broken)`.
  fileprivate func requireIntact(_ store: Store, _ path: String) throws {
    guard try store.isIntact() else {
      throw AgentsError.store(.unusable(path: path, reason: "it is damaged"))
    }
    guard try store.read({ try $0.verifyAudit() }).finding == nil else {
      throw AgentsError.audit(.broken)
    }
  }

  /// The pictures of agents, and those that are kept for undoing.
  fileprivate func pictures() throws -> [(name: String, bytes: [UInt8])] {
    guard try avatarDirectory.isPresent() else { return [] }
    return try Directories.names(in: avatarDirectory).sorted().compactMap { name in
      try FileContents.readNamed(
        at: avatarDirectory.appending(name), limit: Picture.maximumBytes
      ).map { (name, $0) }
    }
  }
}
