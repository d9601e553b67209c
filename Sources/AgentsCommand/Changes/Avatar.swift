internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import SystemPackage

/// A picture for an agent, or its removal.
enum Avatar {
  case picture(Picture)
  case none

  /// Reads `--avatar FILE`.
  ///
  /// - Throws: `AgentsError.file` when it cannot be read, `.refused` when it is no picture.
  init(readingFile file: FileWord) throws {
    do {
      self = .picture(try Picture(file.bytes(limit: Picture.maximumBytes)))
    } catch let error as SystemError where error.errno == .fileTooLarge {
      throw AgentsError.refused([Finding("avatar", Picture.tooLarge)])
    }
  }

  /// The name under which the agent's picture is stored; empty without one.
  func name(for agent: Agent) -> StoredFileName {
    guard case .picture(let picture) = self else { return StoredFileName() }
    return picture.fileName(for: agent)
  }

  /// Writes the picture beside the database; an old one goes after the transaction.
  func store(for agent: Agent, in directory: FilePath) throws {
    guard case .picture(let picture) = self else { return }
    try Directories.create(at: directory, mode: [.ownerReadWriteExecute])
    // The transaction's write lock keeps every other writer of pictures away.
    try AtomicFile.removeAbandonedTemporaries(in: directory)
    try AtomicFile.replace(
      at: directory.appending(picture.fileName(for: agent).text), with: picture.bytes,
      defaults: FileAttributes(mode: .ownerReadWrite))
  }
}
