package import SystemPackage

/// Why a file gets no secrets.
package enum PrivateFileRefusal: Error, Equatable, Sendable {
  /// Its mode gives the group or others any right.
  case openToOthers(FilePath, FilePermissions)
  /// It belongs to somebody else than who runs this.
  case foreignOwner(FilePath, UserID)
  case symbolicLink(FilePath)
  /// The file has another name somewhere.
  case hardLink(FilePath)
  case notARegularFile(FilePath)
}

/// The one place that decides which files get secrets: passwords, PINs, hashes, digests, logs.
///
/// A new file has mode 0600. A file that is there is replaced only if nobody but the caller can read
/// it, so that no secret reaches whoever made the file beforehand. The caller is the effective user;
/// for root behind sudo(8) also the person, whose own file is as good a place.
package enum PrivateFile {
  /// Looks whether the file at `path` may get secrets, before any work is done for it.
  ///
  /// - Parameter isNew: There must be nothing yet: what is there may hold secrets of another run.
  /// - Throws: ``PrivateFileRefusal``; ``SystemError``, with `EEXIST` for a file that must be new.
  package static func check(_ path: FilePath, isNew: Bool = false) throws {
    _ = try judged(try place(of: path), isNew)
  }

  /// Makes the file at `path` consist of what `body` writes, wholly or not at all.
  ///
  /// What is there is judged anew, and then not opened: the contents are written beside it, into a file that
  /// is new, and take its name. So it does not matter who replaces the old one during the run.
  ///
  /// - Throws: as ``check(_:isNew:)``, and what `body` throws.
  package static func replace<Value>(
    at path: FilePath, isNew: Bool = false, writing body: (StandardOutput) throws -> Value
  ) throws -> Value {
    let place = try place(of: path)
    return try AtomicFile.replace(
      place, replacing: try judged(place, isNew), or: FileAttributes(mode: .ownerReadWrite),
      writing: body)
  }

  /// A link at the end is the name itself.
  private static func place(of path: FilePath) throws(SystemError) -> FilePlace {
    try FilePlace(path, for: .create, followsLast: false)
  }

  /// The status of what has the name; nil when there is nothing.
  private static func judged(_ place: FilePlace, _ isNew: Bool) throws -> Stat? {
    let path = place.path
    guard let status = try place.status() else { return nil }
    if isNew { throw SystemError(.create, path, .fileExists) }
    switch status.type {
    case .regular: break
    case .directory: throw SystemError(.write, path, .isDirectory)
    case .symbolicLink: throw PrivateFileRefusal.symbolicLink(path)
    default: throw PrivateFileRefusal.notARegularFile(path)
    }
    guard Operator.ownUserIDs.contains(status.userID) else {
      throw PrivateFileRefusal.foreignOwner(path, status.userID)
    }
    guard status.linkCount == 1 else { throw PrivateFileRefusal.hardLink(path) }
    let foreign: FilePermissions = [.groupReadWriteExecute, .otherReadWriteExecute]
    guard status.permissions.isDisjoint(with: foreign) else {
      throw PrivateFileRefusal.openToOthers(path, status.permissions)
    }
    return status
  }
}
