package import SystemPackage

/// The mode and group a file or directory gets when it is made; its owner is who makes it.
package struct FileAttributes: Equatable, Sendable {
  package let mode: FilePermissions
  /// nil: the group the system gives.
  package let group: GroupID?

  package init(mode: FilePermissions, group: GroupID? = nil) {
    self.mode = mode
    self.group = group
  }
}

extension FileDescriptor {
  /// Gives a new file its mode and group, whatever the umask says.
  ///
  /// Only root and the members of a group may give a file to it. Where that is refused the file
  /// keeps the group it has, and no group rights: they were meant for somebody else.
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

  /// Gives a file the owner, group and mode of the one it is about to replace.
  ///
  /// An owner or group that cannot be kept is an error (`EPERM`): a file that changes hands behind
  /// the back of its owner would be worse than one not written.
  func copyAttributes(of old: Stat, to path: FilePath) throws(SystemError) {
    let new = try performing(.inspect, path) { try stat() }
    if new.userID != old.userID || new.groupID != old.groupID {
      try performing(.changeOwner, path) { try changeOwner(old.userID, old.groupID) }
    }
    // What runs with somebody's rights is no file of ours, whoever made it so.
    let rights = old.permissions.intersection(.all)
    try performing(.changeMode, path) { try changeMode(rights) }
  }
}

extension FilePermissions {
  /// Read, write and execute for all, without the bits that give a program rights.
  fileprivate static let all: FilePermissions = [
    .ownerReadWriteExecute, .groupReadWriteExecute, .otherReadWriteExecute,
  ]
}
