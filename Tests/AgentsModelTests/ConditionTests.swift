import AgentsModel
import Testing

/// Selections of agents: conditions, sort keys and the rest.
struct ConditionTests {
  @Test(arguments: [
    ("disabled=yes", "disabled", Condition.Comparison.equal, "true"),
    ("disabled!=0", "disabled", .notEqual, "false"),
    ("fullname~ross", "fullname", .contains, "ross"),
    ("fullname=a=b", "fullname", .equal, "a=b"), ("fullname=!=", "fullname", .equal, "!="),
    ("fullname~<b>", "fullname", .contains, "<b>"), ("alias=", "alias", .equal, ""),
    ("chatCapacity<10", "chatCapacity", .less, "10"),
    ("chatCapacity<=10", "chatCapacity", .atMost, "10"),
    ("chatCapacity>=10", "chatCapacity", .atLeast, "10"),
    ("fullname!~=a", "fullname", .lacks, "=a"), ("username!=anna", "name", .notEqual, "anna"),
    ("chatCapacity>007", "chatCapacity", .greater, "7"),
    ("createdAt>2026-01-01", "createdAt", .greater, "2026-01-01"),
    ("typology=WebRTC", "typology", .equal, "webrtc"),
    ("typology!=MOBILE", "typology", .notEqual, "mobile"),
    ("typology~RTC", "typology", .contains, "RTC"),
    ("disabled~maybe", "disabled", .contains, "maybe"),
    ("internal=0012", "internal", .equal, "0012"), ("internal>1000", "internal", .greater, "1000"),
    ("email=Anna@Example.com", "email", .equal, "Anna@Example.com"),
    ("queues~voice:", "queues", .contains, "voice:"), ("id=7", "id", .equal, "7"),
  ])
  func `reads key, comparison and value`(
    _ words: String, _ key: String, _ comparison: Condition.Comparison, _ text: String
  ) throws {
    let condition = try Condition(words)
    #expect(condition.key == key)
    #expect(condition.comparison == comparison)
    #expect(condition.text == text)
  }

  @Test(arguments: ["", "anna", "fullname", "fullname!anna", "fullname ! x"])
  func `refuses what is not a condition`(_ words: String) {
    #expect(
      throws: Finding(
        .error, "where.form", "\"\(words)\" is not a condition",
        hint: "write KEY=V, KEY!=V, KEY~TEXT, KEY!~TEXT, KEY<V, KEY<=V, KEY>V or KEY>=V")
    ) { try Condition(words) }
  }

  @Test(arguments: [
    ("fulname=x", "field.unknown", Hint.didYouMean("fullname")),
    ("=x", "field.unknown", Hint.seeFields),
    ("fullname =x", "field.unknown", Hint.didYouMean("fullname")),
    ("typology=webrct", "typology.not-a-choice", Hint.didYouMean("webrtc")),
    (
      "disabled=maybe", "disabled.not-a-bool",
      Hint.words("write true or false (yes/no, on/off, 1/0 are understood)")
    ),
  ])
  func `refuses a key or a value that does not exist`(
    _ words: String, _ code: String, _ hint: Hint
  ) {
    let finding = #expect(throws: Finding.self) { try Condition(words) }
    #expect(finding?.code == code)
    #expect(finding?.hint == hint)
  }

  @Test(arguments: [
    "fullname~", "queues~", "alias<", "alias>", "chatCapacity<", "deletedAt>", "voicemail>",
  ])
  func `refuses to compare with nothing`(_ words: String) {
    let finding = #expect(throws: Finding.self) { try Condition(words) }
    #expect(finding?.code == "where.empty")
  }

  @Test(arguments: ["chatCapacity=x", "chatCapacity=", "id>1.5"])
  func `refuses a number that is none`(_ words: String) {
    let finding = #expect(throws: Finding.self) { try Condition(words) }
    #expect(finding?.code.hasSuffix(".not-a-number") == true)
  }

  @Test(arguments: [
    ("transport=UDP, tcp", "udp,tcp"), ("callGroup=1,2,3", "1-3"), ("host=Dynamic", "dynamic"),
  ])
  func `compares with what would be stored`(_ words: String, _ text: String) throws {
    #expect(try Condition(words).text == text)
  }

  @Test(arguments: [
    ("createdAt<-90d", "2025-10-03T12:00:00Z", 1), ("createdAt>-2h", "2026-01-01T10:00:00Z", 1),
    ("createdAt>=-1w", "2025-12-25T12:00:00Z", 1),
    ("createdAt=2026-01-01", "2025-12-31T23:00:00Z", 86_400_000),
    ("createdAt<=2026-01-01T10:00:00", "2026-01-01T09:00:00Z", 1000),
    ("createdAt!=2026-01-01T10:00:00.5Z", "2026-01-01T10:00:00.500Z", 1),
  ])
  func `reads a time, a date or an age`(
    _ words: String, _ start: String, _ milliseconds: Int
  ) throws {
    let clock = CivilClock(now: Moment(seconds: 1_767_268_800)) { _ in 3600 }
    let times = try #require(try Condition(words, clock).times)
    #expect(times.lowerBound.text == start)
    #expect(times.upperBound.milliseconds - times.lowerBound.milliseconds == milliseconds)
  }

  @Test(arguments: ["createdAt>=2026", "createdAt<90d", "createdAt<-90", "lockedAt=never"])
  func `refuses what is no time`(_ words: String) {
    let clock = CivilClock(now: Moment(seconds: 0)) { _ in 0 }
    let finding = #expect(throws: Finding.self) { try Condition(words, clock) }
    #expect(finding?.code.hasSuffix(".not-a-time") == true)
  }

  @Test func `a queue has a channel`() throws {
    #expect(#expect(throws: Finding.self) { try Condition("queues=sales") }?.code == "queue.form")
    #expect(try Condition("queues!=voice:sales=2").text == "voice:sales=2")
    #expect(try Condition("queues~sales").text == "sales")
  }

  @Test(arguments: ["voicemailPin=1234", "voicemailPin~12", "voicemailPin>0"])
  func `does not search secrets`(_ words: String) {
    #expect(
      throws: Finding(
        .error, "where.secret", field: "voicemailPin", "is a secret and cannot be searched")
    ) { try Condition(words) }
  }

  @Test(arguments: [("name", "name", false), ("-createdAt", "createdAt", true)])
  func `reads a key to sort by`(_ words: String, _ key: String, _ isDescending: Bool) throws {
    let sort = try SortKey(words)
    #expect(sort.key == key)
    #expect(sort.isDescending == isDescending)
  }

  @Test(arguments: ["nam", "--name", "", "-"])
  func `refuses an unknown key to sort by`(_ words: String) {
    let finding = #expect(throws: Finding.self) { try SortKey(words) }
    #expect(finding?.code == "field.unknown")
  }

  @Test func `selects by state every agent that is not in the bin, by default`() throws {
    #expect(AgentSelection().states.isEmpty)
    #expect(try AgentState(parsing: "Deleted") == .deleted)
    #expect(
      throws: Refusal(
        "not-a-choice", "\"lokced\" is not one of enabled, disabled, locked, deleted, held, any",
        hint: .didYouMean("locked"))
    ) { try AgentState(parsing: "lokced") }
  }
}
