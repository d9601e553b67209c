internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import SystemPackage

/// Whether a generated file is as it should be.
public enum FileState: String, CaseIterable, Sendable {
  case current, pending, missing
  /// Somebody changed it by hand.
  case edited
  /// Another database writes to the same directory.
  case foreign = "of another database"
  /// Asterisk could not be told of it yet.
  case unread = "not reloaded"
  /// Something else stands at its place: a directory, a pipe, a link in a circle.
  case unusable
}

extension AsteriskFiles {
  /// Every file, and whether it is as it should be; also the directories that are none.
  func states() throws -> [(name: String, state: FileState)] {
    try store.read { reader in
      let owed = try reader.filesToReload(in: directory)
      var unusable: [String] = []
      let onDisk = try namesOnDisk { directory, error in
        guard error.isAboutThePlace else { throw error }
        unusable.append(directory)
      }
      let files = try revisions(reader, onDisk: onDisk).map { file -> (String, FileState) in
        do {
          let state = try state(of: file)
          return (file.name, state == .current && owed[file.name] != nil ? .unread : state)
        } catch let error as SystemError where error.isAboutThePlace {
          return (file.name, .unusable)
        }
      }
      return unusable.map { ($0, .unusable) } + files
    }
  }

  func state(of file: FileRevision) throws -> FileState {
    guard let bytes = try GeneratedFile(name: file.name).flatMap(contents) else {
      return file.isPending ? .pending : .missing
    }
    guard let seal = seal(of: bytes) else { return .edited }
    guard seal.owner == owner else { return .foreign }
    if case .root(let kind)? = GeneratedFile(name: file.name), !kinds.contains(kind),
      !isStillIncluded(.root(kind))
    {
      return .pending
    }
    // Our file, but not the last version, for example from a backup.
    return seal.checksum == file.checksum && !file.isPending && Seal(intact: bytes) != nil
      ? .current : .pending
  }
}

extension SystemError {
  /// Something else stands there than is expected; who asks does not matter.
  var isAboutThePlace: Bool {
    obstacle != nil || [.isDirectory, .notDirectory, .tooManySymbolicLinkLevels].contains(errno)
  }
}
