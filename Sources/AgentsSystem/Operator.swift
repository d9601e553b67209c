import Glibc
package import SystemPackage

/// The person at the keyboard, as far as the system knows: for the audit trail and for permissions.
package struct Operator: Equatable, Sendable {
  /// The real user.
  package let userID: UserID
  /// The name of that user; the number in digits if it has none.
  package let login: String
  /// The account that became root through sudo(8); nil when there is none, or its claim is not confirmed.
  package let sudoUser: String?
  /// Whether the two names can be trusted.
  ///
  /// When root's environment claims sudo(8) and the claim is not confirmed, it may be anybody.
  package let isCertain: Bool
  /// The terminal, such as `/dev/pts/3`; nil in a job without one.
  package let terminal: FilePath?

  /// An operator with the given accounts.
  package init(
    userID: UserID, login: String, sudoUser: String?, isCertain: Bool = true, terminal: FilePath?
  ) {
    self.userID = userID
    self.login = login
    self.sudoUser = sudoUser
    self.isCertain = isCertain
    self.terminal = terminal
  }

  /// The account whose permissions count: that of the sudo(8) caller, else the real user's; nil when it is not
  /// certain.
  package var account: String? { isCertain ? sudoUser ?? login : nil }

  /// Whether this is root itself, and not somebody who became root through sudo(8).
  package var isRootItself: Bool {
    userID.rawValue == 0 && isCertain && (sudoUser == nil || sudoUser == login)
  }

  /// Whether somebody uses the rights of root or of a set-id bit who must not have all of them.
  package var isBehindSudo: Bool {
    (userID.rawValue == 0 || Elevation.isBySetID) && !isRootItself
  }

  /// The accounts whose files are the caller's own: the effective user, and who became root through sudo(8).
  package static var ownUserIDs: Set<UserID> {
    var own: Set = [UserID(rawValue: geteuid())]
    if current().sudoUser != nil,
      let number = EnvironmentVariable.value(of: "SUDO_UID").flatMap(UInt32.init)
    {
      own.insert(UserID(rawValue: number))
    }
    return own
  }

  /// Whether this process has the rights of root.
  package static var isRoot: Bool { geteuid() == 0 }

  /// Who runs this process.
  package static func current() -> Operator {
    current(
      sudoUser: EnvironmentVariable.value(of: "SUDO_USER"),
      sudoUserID: EnvironmentVariable.value(of: "SUDO_UID"))
  }

  /// Who runs this process, with the two variables of sudo(8) given.
  ///
  /// They are believed only when the process is root, real and effective: root could write anything into the trail
  /// anyway. Name and number must be those of one account.
  package static func current(sudoUser: String?, sudoUserID: String?) -> Operator {
    let userID = UserID(rawValue: getuid())
    var behindSudo: String?
    if isRoot, userID.rawValue == 0, let sudoUser, let number = sudoUserID.flatMap(UInt32.init),
      loginName(of: UserID(rawValue: number)) == sudoUser
    {
      behindSudo = sudoUser
    }
    let isClaimed = userID.rawValue == 0 && (sudoUser != nil || sudoUserID != nil)
    return Operator(
      userID: userID, login: loginName(of: userID) ?? String(userID.rawValue),
      sudoUser: behindSudo, isCertain: !isClaimed || behindSudo != nil, terminal: Terminal.name())
  }

  /// The home directory that the system's database names; nil when it names none.
  package static var homeDirectory: String? {
    unsafe lookUp { space, size in
      var record = unsafe passwd()
      var found: UnsafeMutablePointer<passwd>?
      let code = unsafe getpwuid_r(geteuid(), &record, space, size, &found)
      return unsafe (code, found.map { unsafe String(cString: $0.pointee.pw_dir) })
    }
  }

  /// Whether the system's database knows an account of this name.
  package static func isAccount(_ login: String) -> Bool {
    unsafe lookUp { space, size in
      var record = unsafe passwd()
      var found: UnsafeMutablePointer<passwd>?
      let code = unsafe getpwnam_r(login, &record, space, size, &found)
      return unsafe (code, found.map { _ in true })
    } ?? false
  }

  /// The name of root, whatever it is on this machine.
  package static var loginOfRoot: String? { loginName(of: UserID(rawValue: 0)) }

  /// The user and the group of the account of that name; nil when there is none.
  static func numbers(ofAccount name: String) -> (user: UserID, group: GroupID)? {
    unsafe lookUp { space, size in
      var record = unsafe passwd()
      var found: UnsafeMutablePointer<passwd>?
      let code = unsafe getpwnam_r(name, &record, space, size, &found)
      return unsafe (
        code,
        found.map {
          unsafe (
            UserID(rawValue: $0.pointee.pw_uid), GroupID(rawValue: $0.pointee.pw_gid)
          )
        }
      )
    }
  }

  /// All groups of the account of that name, with this one as its own.
  static func groups(ofAccount name: String, with own: GroupID) -> Set<GroupID> {
    var count: CInt = 64
    while true {
      var numbers = [gid_t](repeating: 0, count: Int(count))
      if unsafe getgrouplist(name, own.rawValue, &numbers, &count) >= 0 {
        return Set(numbers.prefix(Int(count)).map { GroupID(rawValue: $0) })
      }
      // It says how many there are; not more often than any system has groups.
      guard count <= 65_536 else { return [own] }
      count = max(count, CInt(numbers.count) * 2)
    }
  }

  /// The name of a group; nil when it has none.
  static func name(of groupID: GroupID) -> String? {
    unsafe lookUp { space, size in
      var record = unsafe group()
      var found: UnsafeMutablePointer<group>?
      let code = unsafe getgrgid_r(groupID.rawValue, &record, space, size, &found)
      return unsafe (code, found.map { unsafe String(cString: $0.pointee.gr_name) })
    }
  }

  /// The name of a user; nil when it has none.
  static func name(of userID: UserID) -> String? { loginName(of: userID) }

  private static func loginName(of userID: UserID) -> String? {
    unsafe lookUp { space, size in
      var record = unsafe passwd()
      var found: UnsafeMutablePointer<passwd>?
      let code = unsafe getpwuid_r(userID.rawValue, &record, space, size, &found)
      return unsafe (code, found.map { unsafe String(cString: $0.pointee.pw_name) })
    }
  }
}

extension GroupID {
  /// The group of that name in the system's database; nil when there is none.
  package init?(named name: String) {
    let number: UInt32? = unsafe lookUp { space, size in
      var record = unsafe group()
      var found: UnsafeMutablePointer<group>?
      let code = unsafe getgrnam_r(name, &record, space, size, &found)
      return unsafe (code, found.map { unsafe $0.pointee.gr_gid })
    }
    guard let number else { return nil }
    self.init(rawValue: number)
  }
}

/// Repeats a reentrant look-up in the user database with a growing buffer until the buffer is large enough.
private func lookUp<Value>(
  _ call: (UnsafeMutablePointer<CChar>, Int) -> (code: CInt, value: Value?)
) -> Value? {
  var size = 1024
  while true {
    var space = [CChar](repeating: 0, count: size)
    let result = unsafe call(&space, size)
    guard result.code == ERANGE, size < 1 << 22 else { return result.value }
    size *= 4
  }
}
