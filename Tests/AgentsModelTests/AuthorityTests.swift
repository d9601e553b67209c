import AgentsModel
import Testing

@Suite struct AuthorityTests {
  private func grant(_ role: OperatorRole, _ permission: OperatorPermission) -> Grant {
    Grant(id: 7, login: OperatorLogin(stored: "anna"), role: role, permission: permission)
  }

  @Test(
    arguments: [
      (.read, [.read]), (.edit, [.read, .edit]), (.delete, [.read, .delete]),
      (.full, [.read, .edit, .delete]),
    ] as [(OperatorPermission, [Need])])
  func `a user may what the permission says`(permission: OperatorPermission, allowed: [Need]) {
    let authority = Authority(grant(.user, permission), isAnyKnown: true, isRoot: false)
    #expect(Need.allCases.filter(authority.allows) == allowed)
  }

  @Test func `an admin may everything, and nobody else but root`() {
    let admin = Authority(grant(.admin, .full), isAnyKnown: true, isRoot: false)
    #expect(Need.allCases.allSatisfy(admin.allows))
    let stranger = Authority(nil, isAnyKnown: true, isRoot: false)
    #expect(stranger == .nothing)
    #expect(!Need.allCases.contains(where: stranger.allows))
    #expect(Authority(nil, isAnyKnown: true, isRoot: true) == .everything)
  }

  @Test func `without operators everybody is an admin`() {
    #expect(Authority(nil, isAnyKnown: false, isRoot: false) == .everything)
  }

  @Test func `root itself is an admin, whatever it is named as`() {
    #expect(Authority(grant(.user, .read), isAnyKnown: true, isRoot: true) == .everything)
  }

  @Test(
    arguments: [
      (.read, .edit, .edit), (.read, .delete, .delete), (.edit, .delete, .full),
      (.delete, .edit, .full), (.full, .edit, .full), (.read, .admin, nil),
    ] as [(OperatorPermission, Need, OperatorPermission?)])
  func `the permission that is missing takes nothing away`(
    has: OperatorPermission, need: Need, given: OperatorPermission?
  ) {
    #expect(has.extended(by: need) == given)
  }

  @Test(arguments: ["anna", "a.b-c_d", "svc$", "Müller", "anna@example.com", "DOMAIN\\anna", "a1"])
  func `a login is taken`(text: String) throws {
    #expect(try OperatorLogin(parsing: text).text == text)
  }

  @Test(
    arguments: [
      "", "a b", "a:b", "a,b", "a/b", "-a", "1000", "a\nb", String(repeating: "a", count: 257),
    ])
  func `a login is refused`(text: String) {
    #expect(throws: Refusal.self) { try OperatorLogin(parsing: text) }
  }
}
