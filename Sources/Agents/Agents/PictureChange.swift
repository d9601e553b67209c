public import AgentsModel
internal import AgentsSystem
internal import SystemPackage

/// A new picture for an agent, or its removal.
public enum PictureChange: Sendable {
  /// This picture from now on.
  case set(Picture)
  /// None from now on.
  case remove

  /// The name under which the agent's picture is stored; empty without one.
  func name(for agent: Agent) -> StoredFileName {
    guard case .set(let picture) = self else { return StoredFileName() }
    return picture.fileName(for: agent)
  }

  /// Writes the picture beside the database; an old one goes after the transaction.
  func store(for agent: Agent, in directory: FilePath) throws {
    guard case .set(let picture) = self else { return }
    try Directories.create(at: directory, mode: [.ownerReadWriteExecute])
    // The transaction's write lock keeps every other writer of pictures away.
    try AtomicFile.removeAbandonedTemporaries(in: directory)
    try AtomicFile.replace(
      at: directory.appending(picture.fileName(for: agent).text), with: picture.bytes,
      defaults: FileAttributes(mode: .ownerReadWrite))
  }
}
