import AgentsModel
import Testing

/// Interactions in queues, with the scenarios of the vendor's page.
struct SimulationTests {
  /// anna answers chats automatically, bert by hand.
  ///
  /// Both are in `help`; only bert is in `night`.
  private static func roster(
    capacity: Int = 1, delay: Int? = nil, _ change: (inout Agent) -> Void = { _ in }
  ) throws -> Roster {
    var anna = planned("anna").new
    anna.account.id = Count(1)
    anna.channels.chat.capacity = Count(capacity)
    anna.channels.chat.autoanswer = delay != nil
    anna.channels.chat.autoanswerDelay = Delay(delay ?? 0)
    change(&anna)
    var bert = planned("bert").new
    bert.account.id = Count(2)
    bert.channels.chat.capacity = Count(1)
    var roster = Roster()
    roster.add(anna)
    roster.add(bert)
    roster.add(try QueueName("chat:help"), members: [member("bert", 5), member("anna", 0)])
    roster.add(try QueueName("chat:solo"), members: [member("anna", 0)])
    roster.add(try QueueName("chat:night"), members: [member("bert", 0)])
    roster.add(try QueueName("mail:post"), members: [member("anna", 0)])
    return roster
  }

  private static func member(_ name: String, _ penalty: Int) -> QueueMember {
    QueueMember(
      id: 0,
      name: name, fullname: name, penalty: penalty, sources: ["direct"], isActive: true)
  }

  /// `10 arrive c1 help=30,night=20`: the second, the event, and its data.
  private static func script(_ lines: [String]) -> [UInt8] {
    let objects = lines.map { line -> String in
      let words = line.split(separator: " ").map(String.init)
      let second = words[0].count == 1 ? "0\(words[0])" : words[0]
      let head = #"{"at":"2026-01-01T10:00:\#(second)Z","event":"\#(words[1])","#
      switch words[1] {
      case "arrive":
        let queues = words[3].split(separator: ",").map { hop -> String in
          let parts = hop.split(separator: "=")
          return #"{"name":"\#(parts[0])","timeout":\#(parts[1])}"#
        }
        return head
          + #""interaction":"\#(words[2])","channel":"\#(words.count > 4 ? words[4] : "chat")","#
          + #""queues":[\#(queues.joined(separator: ","))]}"#
      case "accept":
        return head + #""interaction":"\#(words[2])","agent":"\#(words[3])"}"#
      case "pause", "unpause":
        return head
          + #""agent":"\#(words[2])"\#(words.count > 3 ? #","channel":"\#(words[3])""# : "")}"#
      default: return head + #""interaction":"\#(words[2])"}"#
      }
    }
    return Array(objects.joined(separator: "\n").utf8)
  }

  /// `queue interaction reason agent second`.
  private static func rows(
    _ roster: Roster, maxOpenTabs: Int = 20, _ lines: [String]
  ) throws -> [String] {
    let (events, findings) = SimulationEvent.events(in: script(lines))
    #expect(findings == [])
    return try Simulation.rows(of: events, roster, maxOpenTabs: maxOpenTabs).get().map { row in
      let second = String(row.at.text.dropFirst(14).dropLast())
      return [
        row.queue, row.interaction, row.reason.rawValue, row.agent?.account.name.text ?? "-",
        second,
      ].joined(separator: " ")
    }
  }

  /// The messages of all findings, each with its line.
  private static func problems(_ roster: Roster, _ lines: [String]) -> [String] {
    let (events, findings) = SimulationEvent.events(in: script(lines))
    #expect(findings == [])
    guard
      case .failure(.refused(let refused)) = Simulation.rows(
        of: events, roster, maxOpenTabs: 20)
    else { return [] }
    return refused.map { "\($0.field ?? ""): \($0.message)" }
  }

  @Test func `each queue that is tried has its row`() throws {
    let rows = try Self.rows(
      Self.roster(),
      ["0 arrive c1 help=10,night=20", "5 pause anna", "15 accept c1 bert", "20 close c1"])
    #expect(rows == ["help c1 timeout - 00:10", "night c1 accepted bert 00:15"])
  }

  @Test func `a customer who leaves first has abandoned`() throws {
    let rows = try Self.rows(Self.roster(), ["0 arrive c1 help=10,night=20", "12 abandon c1"])
    #expect(rows == ["help c1 timeout - 00:10", "night c1 abandoned - 00:12"])
  }

  @Test func `who has reached the capacity is asked again when it falls`() throws {
    let rows = try Self.rows(
      Self.roster(delay: 2),
      [
        "0 arrive c1 solo=30", "1 arrive c2 solo=30", "2 arrive c3 solo=10", "20 close c1",
      ])
    #expect(
      rows == [
        "solo c1 accepted anna 00:02", "solo c3 timeout - 00:12", "solo c2 accepted anna 00:22",
      ])
  }

  @Test func `the tab limit counts all channels`() throws {
    let lines = ["0 arrive c1 solo=5", "1 arrive m1 post=5 mail", "2 arrive c2 solo=5"]
    let roster = try Self.roster(capacity: 0, delay: 0) { agent in
      agent.channels.mail.autoanswer = true
    }
    #expect(
      try Self.rows(roster, maxOpenTabs: 2, lines) == [
        "solo c1 accepted anna 00:00", "post m1 accepted anna 00:01", "solo c2 timeout - 00:07",
      ])
    #expect(try Self.rows(roster, maxOpenTabs: 0, lines).last == "solo c2 accepted anna 00:02")
  }

  @Test func `of one moment lines come first, then answers, then time-outs`() throws {
    let roster = try Self.roster(delay: 5)
    #expect(try Self.rows(roster, ["0 arrive c1 solo=5"]) == ["solo c1 accepted anna 00:05"])
    #expect(
      try Self.rows(roster, ["0 arrive c1 solo=5", "5 abandon c1"])
        == ["solo c1 abandoned - 00:05"])
    #expect(
      try Self.rows(Self.roster(), ["0 arrive c1 solo=5", "5 accept c1 anna"])
        == ["solo c1 accepted anna 00:05"])
    #expect(
      try Self.rows(Self.roster(), ["0 arrive c1 solo=5"]) == ["solo c1 timeout - 00:05"])
  }

  @Test func `a pause takes the notification back, and its end starts the delay anew`() throws {
    let rows = try Self.rows(
      Self.roster(delay: 5), ["0 arrive c1 solo=30", "4 pause anna chat", "10 unpause anna"])
    #expect(rows == ["solo c1 accepted anna 00:15"])
    let other = try Self.rows(
      Self.roster(delay: 5), ["0 arrive c1 solo=30", "4 pause anna mail"])
    #expect(other == ["solo c1 accepted anna 00:05"])
  }

  @Test func `who logs in paused, or is disabled, is not notified`() throws {
    let paused = try Self.roster(delay: 0) { $0.account.loginInPause = true }
    #expect(try Self.rows(paused, ["0 arrive c1 solo=5"]) == ["solo c1 timeout - 00:05"])
    #expect(
      try Self.rows(paused, ["0 arrive c1 solo=5", "3 unpause anna"])
        == ["solo c1 accepted anna 00:03"])
    let disabled = try Self.roster(delay: 0) { $0.account.disabled = true }
    #expect(try Self.rows(disabled, ["0 arrive c1 solo=5"]) == ["solo c1 timeout - 00:05"])
  }

  @Test func `the rows say who was notified, by penalty, and who accepted`() throws {
    let (events, _) = SimulationEvent.events(
      in: Self.script(["0 arrive c1 HELP=5", "1 accept c1 BERT"]))
    let row = try #require(
      try Simulation.rows(of: events, Self.roster(), maxOpenTabs: 20).get().first)
    #expect(row.notified == ["anna", "bert"])
    #expect(row.agent?.account.id == Count(2))
    #expect(row.report == "report_chat_queue")
    #expect(row.enteredAt.text == "2026-01-01T10:00:00Z")
  }

  @Test func `what cannot have happened is told, line by line`() throws {
    let lines = [
      "0 arrive c1 help=30", "1 arrive c1 help=30", "2 accept c9 anna", "3 accept c1 nobody",
      "4 accept c1 bert", "5 accept c1 anna", "6 abandon c1", "7 close c9", "8 close c1",
      "9 close c1", "10 arrive c2 nowhere=5", "11 pause ghost", "12 arrive c3 night=5",
      "13 accept c3 anna", "14 arrive c4 help=9", "15 pause bert", "16 accept c4 bert",
      "50 accept c4 anna",
    ]
    #expect(
      Self.problems(try Self.roster(), lines) == [
        "line 2: \"c1\" has arrived before", "line 3: \"c9\" has not arrived, not waiting",
        "line 4: there is no agent \"nobody\"",
        "line 6: \"c1\" is open with bert, not waiting",
        "line 7: \"c1\" is open with bert, not waiting",
        "line 8: \"c9\" has not arrived, not open",
        "line 10: \"c1\" was closed, not open",
        "line 11: there is no queue \"chat:nowhere\"", "line 12: there is no agent \"ghost\"",
        "line 14: anna is not in chat:night",
        "line 17: bert is not notified of \"c4\": pause, in pause",
        "line 18: \"c4\" was answered by nobody in time, not waiting",
      ])
  }

  @Test(
    arguments: [
      ("[1]", "is a list and no object"), ("{}", "at: is missing"), ("x", nil),
      (#"{"at":"soon"}"#, "at: \"soon\" is not a time"),
      (#"{"at":1}"#, "at: must be a text that is not empty"),
      (#"{"at":"2026-01-01"}"#, "event: is missing"),
      (#"{"at":"2026-01-01","event":"arive"}"#, nil),
      (#"{"at":"2026-01-01","event":"close"}"#, "interaction: is missing"),
      (
        #"{"at":"2026-01-01","event":"close","interaction":""}"#,
        "interaction: must be a text that is not empty"
      ),
      (
        #"{"at":"2026-01-01","event":"close","interaction":"c","x":1}"#,
        "there is no member \"x\" here"
      ),
      (#"{"at":"2026-01-01","event":"arrive","interaction":"c"}"#, "channel: is missing"),
      (
        #"{"at":"2026-01-01","event":"arrive","interaction":"c","channel":"voice"}"#,
        "channel: calls open no tabs and have no capacity"
      ),
      (
        #"{"at":"2026-01-01","event":"arrive","interaction":"c","channel":"chat","queues":[]}"#,
        "queues: must be a list of at least one queue"
      ),
      (
        #"{"at":"2026-01-01","event":"arrive","interaction":"c","channel":"chat","queues":[{"name":"a","timeout":0}]}"#,
        "timeout: must be a number of seconds from 1 to 86400, a day"
      ),
      (
        #"{"at":"2026-01-01","event":"arrive","interaction":"c","channel":"chat","queues":[{"name":"a,b","timeout":1}]}"#,
        nil
      ),
      (#"{"at":"2026-01-01","event":"pause","agent":"a","channel":"letters"}"#, nil),
    ] as [(String, String?)])
  func `a wrong line is refused with its number`(_ line: String, _ message: String?) throws {
    let good = #"{"at":"2026-01-01","event":"close","interaction":"c"}"#
    let (events, findings) = SimulationEvent.events(in: Array("\(good)\n\n\(line)\n".utf8))
    #expect(events.map(\.line) == [1])
    let finding = try #require(findings.first)
    #expect(findings.count == 1)
    #expect(finding.field == "line 3")
    if let message { #expect(finding.message == message) }
  }

  @Test func `lines stand in the order of time`() {
    let text = """
      {"at":"2026-01-01T10:00:01Z","event":"close","interaction":"a"}
      {"at":"2026-01-01T10:00:00Z","event":"close","interaction":"b"}
      {"at":"2026-01-01T10:00:01Z","event":"close","interaction":"c"}
      """
    let (events, findings) = SimulationEvent.events(in: Array(text.utf8))
    #expect(events.map(\.line) == [1, 3])
    #expect(findings.map(\.code) == ["simulation.order"])
  }
}
