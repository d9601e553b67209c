package import SystemPackage

/// The one place that decides into which files secrets may be written: passwords, PINs, hashes, digests, logs.
///
/// A new file has mode 0600. An existing file is replaced only if nobody but the caller can read it, so no secret
/// reaches an account that created the file in advance. The caller is the effective user; for root under sudo(8)
/// also the person who called sudo.
package enum PrivateFile {
  /// Checks whether secrets may be written to `path`, before any other work is done.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - isNew: whether the file must not exist yet: it may hold secrets of another run.
  /// - Throws: ``SecretRefusal``; ``SystemError``, with `EEXIST` for a file that must be new.
  package static func check(_ path: FilePath, isNew: Bool = false) throws {
    _ = try judged(try place(of: path), isNew)
  }

  /// Replaces the file at `path` by what `body` writes, completely or not at all.
  ///
  /// The existing file is checked again and then not opened. The contents go into a new file in the same directory,
  /// which then takes its name. So nothing happens if somebody replaces the old file during the run.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - isNew: whether the file must not exist yet.
  ///   - body: writes the contents.
  /// - Returns: the value of `body`.
  /// - Throws: as ``check(_:isNew:)``, and what `body` throws.
  package static func replace<Value>(
    at path: FilePath, isNew: Bool = false, writing body: (StandardOutput) throws -> Value
  ) throws -> Value {
    let place = try place(of: path)
    return try AtomicFile.replace(
      place, replacing: try judged(place, isNew), or: FileAttributes(mode: .ownerReadWrite),
      writing: body)
  }

  /// The place of the name itself: a link at the end of the path is not followed.
  private static func place(of path: FilePath) throws(SystemError) -> FilePlace {
    try FilePlace(path, for: .create, followsLast: false)
  }

  /// The status of the existing file; nil when there is none.
  private static func judged(_ place: FilePlace, _ isNew: Bool) throws -> Stat? {
    let path = place.path
    guard let status = try place.status() else { return nil }
    if isNew { throw SystemError(.create, path, .fileExists) }
    switch status.type {
    case .regular: break
    case .directory: throw SystemError(.write, path, .isDirectory)
    case .symbolicLink: throw SecretRefusal.target(path, .symbolicLink)
    default: throw SecretRefusal.target(path, .notARegularFile)
    }
    guard Operator.ownUserIDs.contains(status.userID) else {
      throw SecretRefusal.target(path, .foreignOwner(status.userID))
    }
    guard status.linkCount == 1 else { throw SecretRefusal.target(path, .hardLink) }
    let foreign: FilePermissions = [.groupReadWriteExecute, .otherReadWriteExecute]
    guard status.permissions.isDisjoint(with: foreign) else {
      throw SecretRefusal.target(path, .openToOthers(status.permissions))
    }
    return status
  }
}
