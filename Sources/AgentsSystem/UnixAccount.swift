internal import CXattr
import Glibc
package import SystemPackage

/// An account of the system, with the rights that its processes have on files.
package struct UnixAccount: Equatable, Sendable {
  /// Its name; the number in digits if it has none.
  package let name: String
  /// Its number.
  package let userID: UserID
  /// Its own group.
  package let group: GroupID
  /// All its groups.
  package let groups: Set<GroupID>

  /// An account with these numbers.
  package init(name: String, userID: UserID, group: GroupID, others: Set<GroupID> = []) {
    (self.name, self.userID, self.group) = (name, userID, group)
    groups = others.union([group])
  }

  /// The account of that name in the system's database; nil when there is none.
  ///
  /// - Parameter group: The group in place of its own, as Asterisk's `rungroup` says; one that there is not counts as none.
  package init?(named name: String, group: String? = nil) {
    guard let numbers = Operator.numbers(ofAccount: name) else { return nil }
    let own = group.flatMap { GroupID(named: $0) } ?? numbers.group
    self.init(
      name: name, userID: numbers.user, group: own,
      others: Operator.groups(ofAccount: name, with: own))
  }

  /// The account under which a process runs, as its `/proc` tells; nil when that cannot be read.
  package init?(ofProcess process: Int) {
    guard
      let bytes = try? FileContents.read(at: FilePath("/proc/\(process)/status"), limit: 1 << 16)
    else { return nil }
    var numbers: [Substring: [UInt32]] = [:]
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      let halves = line.split(separator: ":", maxSplits: 1)
      guard halves.count == 2, ["Uid", "Gid", "Groups"].contains(halves[0]) else { continue }
      numbers[halves[0]] = halves[1].split { $0 == "\t" || $0 == " " }.compactMap { UInt32($0) }
    }
    // Real, effective, saved, and for files: the last one counts here.
    guard let user = numbers["Uid"]?.last, let group = numbers["Gid"]?.last else { return nil }
    let userID = UserID(rawValue: user)
    self.init(
      name: Operator.name(of: userID) ?? String(user), userID: userID,
      group: GroupID(rawValue: group),
      others: Set((numbers["Groups"] ?? []).map { GroupID(rawValue: $0) }))
  }

  /// The name of its own group; nil when it has none.
  package var groupName: String? { Operator.name(of: group) }

  /// A right on a file.
  package enum Right: UInt16, Sendable {
    case search = 1
    case write = 2
    case read = 4
  }

  /// Where a path ends for this account: the first directory or file on the way that denies what is needed; nil when
  /// nothing does, or when nothing is there.
  ///
  /// Directories must be searchable and the last part must give `right`. Links are followed. Access control lists count.
  ///
  /// - Throws: ``SystemError`` of `inspect`, when this process may not look itself.
  package func denial(_ right: Right, at path: FilePath) throws(SystemError) -> FilePath? {
    let real = try path.resolved()
    var prefix = FilePath("/")
    if try !may(.search, at: prefix) { return prefix }
    let parts = Array(real.components)
    for (index, part) in parts.enumerated() {
      prefix.append(part)
      guard try prefix.isPresent() else { return nil }
      let isLast = index == parts.count - 1
      if try !may(isLast ? right : .search, at: prefix) { return prefix }
    }
    return nil
  }

  /// Whether the file or directory itself gives it the right, whatever the directories above say; true for nothing.
  ///
  /// - Throws: ``SystemError`` of `inspect`.
  package func may(_ right: Right, at path: FilePath) throws(SystemError) -> Bool {
    // Root may do everything.
    guard userID.rawValue != 0 else { return true }
    guard let status = try FilePlace(path, for: .inspect).status() else { return true }
    let (owner, group) = (status.userID, status.groupID)
    if let list = AccessList(of: path) {
      return list.grants(right, to: self, owner: owner, group: group)
    }
    let shift: CModeT = owner == userID ? 6 : groups.contains(group) ? 3 : 0
    return status.permissions.rawValue >> shift & CModeT(right.rawValue) != 0
  }
}

/// An access control list of a file (acl(5)), as the kernel keeps it in an extended attribute.
private struct AccessList {
  private struct Entry {
    let tag: UInt16
    let rights: UInt16
    let number: UInt32
  }

  private var entries: [Entry] = []

  /// nil for a file without one.
  init?(of path: FilePath) {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let size = unsafe getxattr(path.string, "system.posix_acl_access", &bytes, bytes.count)
    // A version of four bytes, then entries of eight (linux/posix_acl_xattr.h), in the order of the machine.
    guard size > 4, size % 8 == 4 else { return nil }
    for start in stride(from: 4, to: size, by: 8) {
      func number(_ offset: Int, _ count: Int) -> UInt32 {
        bytes[(start + offset)..<(start + offset + count)].reversed()
          .reduce(0) { $0 << 8 | UInt32($1) }
      }
      entries.append(
        Entry(tag: UInt16(number(0, 2)), rights: UInt16(number(2, 2)), number: number(4, 4)))
    }
  }

  private static let (userObject, user, groupObject): (UInt16, UInt16, UInt16) = (1, 2, 4)
  private static let (group, mask, other): (UInt16, UInt16, UInt16) = (8, 16, 32)

  /// The rule of acl(5), section "Access check algorithm".
  func grants(
    _ right: UnixAccount.Right, to account: UnixAccount, owner: UserID, group fileGroup: GroupID
  ) -> Bool {
    func rights(_ tag: UInt16) -> UInt16? { entries.first { $0.tag == tag }?.rights }
    let wanted = right.rawValue
    let mask = rights(Self.mask) ?? 7
    if account.userID == owner { return (rights(Self.userObject) ?? 0) & wanted != 0 }
    if let own = entries.first(where: {
      $0.tag == Self.user && $0.number == account.userID.rawValue
    }) {
      return own.rights & mask & wanted != 0
    }
    let ofGroups = entries.filter { entry in
      entry.tag == Self.groupObject && account.groups.contains(fileGroup)
        || entry.tag == Self.group && account.groups.contains(GroupID(rawValue: entry.number))
    }
    guard ofGroups.isEmpty else { return ofGroups.contains { $0.rights & mask & wanted != 0 } }
    return (rights(Self.other) ?? 0) & wanted != 0
  }
}
