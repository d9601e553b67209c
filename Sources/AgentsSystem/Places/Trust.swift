internal import Glibc
internal import SystemPackage

/// What other accounts could have put where this process works.
///
/// Our own are root and the account this process runs as. Whoever owns `/` counts as root, for it can
/// change everything, and seen from inside a user namespace root's files belong to nobody.
enum Trust {
  static func isOurs(_ owner: UserID) -> Bool {
    [0, geteuid()].contains(owner.rawValue) || owner == ownerOfRoot
  }

  /// Whether another account can make, rename or remove what is in a directory.
  ///
  /// The bits of the group are also those of an access control list.
  static func isShared(_ directory: Stat) -> Bool {
    let mode = directory.permissions
    return !isOurs(directory.userID) || mode.contains(.otherWrite)
      || mode.contains(.groupWrite) && !isOurs(directory.groupID)
  }

  /// Where what one account has made no other can rename or remove, as in `/tmp`.
  static func isSticky(_ directory: Stat) -> Bool {
    isOurs(directory.userID) && directory.permissions.contains(.saveText)
  }

  /// Root's group, and the private group that every ordinary account has on Debian.
  private static func isOurs(_ group: GroupID) -> Bool {
    group.rawValue == 0 || geteuid() != 0 && group.rawValue == getegid()
  }

  private static let ownerOfRoot = try? FilePath("/").stat().userID
}
