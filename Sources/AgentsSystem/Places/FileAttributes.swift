package import SystemPackage

/// The mode and group of a new file or directory.
///
/// The account that creates it owns it.
package struct FileAttributes: Equatable, Sendable {
  /// The mode, whatever the umask is.
  package let mode: FilePermissions
  /// nil: the group that the system chooses.
  package let group: GroupID?

  /// Attributes of a new file or directory.
  package init(mode: FilePermissions, group: GroupID? = nil) {
    self.mode = mode
    self.group = group
  }
}

extension FileDescriptor {
  /// Sets the mode and group of a new file, whatever the umask is.
  ///
  /// Only root and the members of a group may give a file to it. If that is refused, the file keeps its group but
  /// gets no group rights: they were meant for another group.
  func apply(_ attributes: FileAttributes, to path: FilePath) throws(SystemError) {
    var mode = attributes.mode
    if let group = attributes.group {
      do {
        try changeOwner(nil, group)
      } catch .notPermitted {
        mode.remove(.groupReadWriteExecute)
      } catch {
        throw SystemError(.changeOwner, path, error)
      }
    }
    try performing(.changeMode, path) { try changeMode(mode) }
  }

  /// Sets the owner, group and mode of the file that will be replaced.
  ///
  /// An owner or group that cannot be kept is an error (`EPERM`): a file must not change its owner unnoticed.
  func copyAttributes(of old: Stat, to path: FilePath) throws(SystemError) {
    let new = try performing(.inspect, path) { try stat() }
    if new.userID != old.userID || new.groupID != old.groupID {
      try performing(.changeOwner, path) { try changeOwner(old.userID, old.groupID) }
    }
    // Set-id bits are never kept: our files are not programs.
    let rights = old.permissions.intersection(.all)
    try performing(.changeMode, path) { try changeMode(rights) }
  }
}

extension FilePath {
  /// Changes the rights on the file or directory of that name, which is not a link.
  ///
  /// - Parameter group: The group it gets; nil = as it is.
  /// - Throws: ``SystemError`` of `changeMode` or `changeOwner`; `ENOENT` when there is nothing, or something else.
  package func change(
    adding: FilePermissions = [], removing: FilePermissions = [], group: GroupID? = nil
  ) throws(SystemError) {
    let place = try FilePlace(self, for: .changeMode, followsLast: false)
    if let file = try place.directory.file(place.name) {
      try file.descriptor.change(adding, removing, group, self)
    } else if let directory = try place.directory.directory(place.name) {
      try directory.descriptor.change(adding, removing, group, self)
    } else {
      throw SystemError(.changeMode, self, .noSuchFileOrDirectory)
    }
  }
}

extension FileDescriptor {
  fileprivate func change(
    _ added: FilePermissions, _ removed: FilePermissions, _ group: GroupID?, _ path: FilePath
  ) throws(SystemError) {
    if let group { try performing(.changeOwner, path) { try changeOwner(nil, group) } }
    try performing(.changeMode, path) {
      try changeMode(try stat().permissions.union(added).subtracting(removed))
    }
  }
}

extension FilePermissions {
  /// Read, write and execute for all, without the bits that give a program rights.
  fileprivate static let all: FilePermissions = [
    .ownerReadWriteExecute, .groupReadWriteExecute, .otherReadWriteExecute,
  ]
}
