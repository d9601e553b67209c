internal import Glibc
internal import SystemPackage

/// Which files other accounts can have made or changed.
///
/// Root and the account of this process are trusted. The owner of `/` counts as root, because it can change
/// everything; inside a user namespace that is another number.
enum Trust {
  /// Whether this is root or the account of this process.
  static func isOurs(_ owner: UserID) -> Bool {
    [0, geteuid()].contains(owner.rawValue) || owner == ownerOfRoot
  }

  /// Whether another account can create, rename or remove files in a directory.
  ///
  /// An access control list shows in the bits of the group.
  static func isShared(_ directory: Stat) -> Bool {
    let mode = directory.permissions
    return !isOurs(directory.userID) || mode.contains(.otherWrite)
      || mode.contains(.groupWrite) && !isOurs(directory.groupID)
  }

  /// Whether no account can rename or remove the files of another one, as in `/tmp`.
  static func isSticky(_ directory: Stat) -> Bool {
    isOurs(directory.userID) && directory.permissions.contains(.saveText)
  }

  /// Whether this is root's group, or the private group of an ordinary account, as Debian gives each one.
  private static func isOurs(_ group: GroupID) -> Bool {
    group.rawValue == 0 || geteuid() != 0 && group.rawValue == getegid()
  }

  private static let ownerOfRoot = try? FilePath("/").stat().userID
}
