import AgentsModel
import Testing

/// `KEY=V`, `KEY+=V`, `KEY-=V`, and how each changes a stored value.
struct AssignmentTests {
  @Test(arguments: [
    ("a=b", Assignment("a", "b")), ("a=", Assignment("a", "")), ("a=b=c", Assignment("a", "b=c")),
    ("a==", Assignment("a", "=")), ("a+=b", Assignment("a", "b", .add)),
    ("a-=b", Assignment("a", "b", .remove)), ("a=+=b", Assignment("a", "+=b")),
    ("a-+=b", Assignment("a-", "b", .add)), ("a= b ", Assignment("a", " b ")),
    ("a =b", Assignment("a ", "b")),
  ])
  func `reads key, operation and value`(_ words: String, _ assignment: Assignment) {
    #expect(Assignment(words) == assignment)
  }

  @Test(arguments: ["", "a", "=", "=b", "+=b", "-=b", "a+", "a:b"])
  func `reads nothing without a key and an equals sign`(_ words: String) {
    #expect(Assignment(words) == nil)
  }

  @Test(arguments: [
    ("transport+=tls", "transport", "udp,tcp,tls"), ("transport+=udp", "transport", "udp,tcp"),
    ("transport-=udp", "transport", "tcp"), ("transport-=tls", "transport", "udp,tcp"),
    ("allow+=gsm,alaw,g722", "allow", "ulaw,alaw,gsm,g722"),
    (
      "permissions-=voice,fax", "permissions",
      "chat,mail,sms,openchannel,whatsapp,contacts,campaigns,reports"
    ),
    (
      "permissions+=voice", "permissions",
      "voice,chat,mail,sms,openchannel,fax,whatsapp,contacts,campaigns,reports"
    ),
    ("callGroup+=4", "callGroup", "1-4,9"), ("callGroup-=2", "callGroup", "1,3,9"),
    ("callGroup-=0-63", "callGroup", ""),
  ])
  func `adds to a list and takes from it`(_ words: String, _ key: String, _ list: String) throws {
    var agent = Agent()
    agent.permissions.modules = Settings().modules
    agent.voice.callGroup = try GroupSet(parsing: "1-3,9")
    let plan = edited(agent, words)
    #expect(plan.findings.errors == [])
    #expect(FieldCatalog.field(key)?.property.read(plan.new) == list)
  }

  @Test(arguments: [
    ("transport-=udp,tcp", "transport.empty", "needs at least one transport"),
    ("transport+=sctp", "transport.not-a-choice", #""sctp" is not one of udp, tcp, tls, ws, wss"#),
    ("nat+=yes", "nat.not-alone", "yes, no, never and route stand alone"),
    (
      "callGroup+=64", "callGroup.not-a-group", #""64" is neither a group 0-63 nor a range of them"#
    ),
    ("fullname+=x", "fullname.not-a-list", "is not a list: += does not apply"),
    ("chatCapacity-=1", "chatCapacity.not-a-list", "is not a list: -= does not apply"),
    ("id=5", "id.read-only", "is kept by the program and cannot be set"),
    ("loginAttempts=0", "loginAttempts.read-only", "is kept by the program and cannot be set"),
    ("avatar=x.png", "avatar.read-only", "is kept by the program and cannot be set"),
    ("passwordResetAt=", "passwordResetAt.read-only", "is kept by the program and cannot be set"),
    ("createdAt=", "createdAt.read-only", "is kept by the program and cannot be set"),
    ("queues=voice:sales", "queues.read-only", "is changed by a verb of its own"),
    ("teams+=Blue", "teams.read-only", "is changed by a verb of its own"),
    ("name=berta", "name.fixed", "is fixed after creation"),
    ("locked=true", "locked.clear-only", "cannot be set by an operator, only cleared"),
    ("mfaEnabled=yes", "mfaEnabled.clear-only", "cannot be set by an operator, only cleared"),
    ("mfaEnabled=maybe", "mfaEnabled.not-a-bool", #""maybe" is neither true nor false"#),
    ("tranport=udp", "field.unknown", "there is no field of this name"),
  ])
  func `refuses what cannot be done`(_ words: String, _ code: String, _ message: String) {
    let plan = edited(planned().new, words)
    #expect(plan.codes == [code])
    #expect(plan.findings.map(\.message) == [message])
  }

  @Test(arguments: [
    ("avatar=x", Hint.givePicture),
    ("passwordResetAt=", Hint.setPassword),
    ("name=berta", Hint.words("delete and create, or use the alias")),
    ("tranport=udp", Hint.didYouMean("transport")),
    ("fullname+=x", Hint.words("write fullname=VALUE")),
    ("transport+=wsss", Hint.didYouMean("wss")),
  ])
  func `says what to do instead`(_ words: String, _ hint: Hint) {
    #expect(edited(planned().new, words).findings.map(\.hint) == [hint])
  }

  @Test func `clears what only the program sets`() {
    var agent = planned().new
    agent.account.locked = true
    agent.account.mfaEnabled = true
    agent.account.loginAttempts = Count(5)
    agent.account.lockedAt = Timestamp(stored: "2026-01-02T03:04:05.678Z")
    let plan = edited(agent, "locked=false", "mfaEnabled=off")
    #expect(plan.findings == [])
    #expect(plan.changes.map(\.field.key) == ["locked", "loginAttempts", "lockedAt", "mfaEnabled"])
    #expect(plan.new == planned().new)
  }

  @Test func `leaves a lock that is stored when the request repeats it`() {
    var agent = planned().new
    agent.account.locked = true
    agent.account.loginAttempts = Count(5)
    let plan = edited(agent, "locked=true")
    #expect(plan.findings == [])
    #expect(plan.isNothing)
  }

  @Test func `changes nothing where an assignment is refused`() {
    let agent = planned().new
    let plan = edited(agent, "locked=true", "transport-=udp,tcp", "nat+=no", "chatCapacity=-1")
    #expect(
      plan.codes == [
        "locked.clear-only", "transport.empty", "nat.not-alone", "chatCapacity.not-a-number",
      ])
    #expect(plan.isNothing)
  }
}
