import AgentsModel
import TestSupport
import Testing

@testable import AgentsStore

@Suite struct SelectionTests {
  let scratch: Scratch
  let store: Store

  init() throws {
    scratch = try Scratch()
    store = try scratch.open()
    try store.add(
      try sample("anna", "1000", ["fullname": "Anna Rossi", "alias": "A%", "wssPort": "8090"]),
      try sample("Berta", "0999", ["disabled": "true", "typology": "external"]),
      try sample("carla", "1001", ["locked": "true", "email": "CARLA@rossi.example"]),
      try sample("dora", "10002", ["deletedAt": now]),
      try sample("emil", "77", ["alias": "x_y", "voicemail": "true", "transport": "tls,udp"]))
    try store.run(
      """
      INSERT INTO queue (channel, name, strategy, weight)
        VALUES ('voice', 'sales', 'ringall', 0), ('chat', 'Web site', 'beepall', 0);
      INSERT INTO queueMember (queueId, agentId, penalty) VALUES (1, 1, 2), (2, 1, 0), (1, 3, 0);
      INSERT INTO team (name) VALUES ('North'), ('East');
      INSERT INTO teamMember (teamId, agentId) VALUES (1, 1), (2, 1), (2, 5);
      INSERT INTO profile (name) VALUES ('Gold');
      INSERT INTO profileMember (profileId, agentId) VALUES (1, 5);
      """)
  }

  private func names(_ selection: AgentSelection) throws -> String {
    let agents = try store.read { try $0.agents(matching: selection) }
    return agents.map(\.account.name.text).joined(separator: " ")
  }

  @Test func `nothing asked chooses all outside the bin, by username`() throws {
    #expect(try names(AgentSelection()) == "anna Berta carla emil")
  }

  @Test(arguments: [
    ("ROSSI", "anna carla"), ("0", "anna Berta carla"), ("77", "emil"), ("%", "anna"),
    ("_", "emil"), ("example.com", "anna Berta emil"), ("'", ""), ("", "anna Berta carla emil"),
  ])
  func `text is searched in five fields, ignoring case`(text: String, expected: String) throws {
    var selection = AgentSelection()
    selection.text = text
    #expect(try names(selection) == expected)
  }

  @Test(arguments: [
    ("name=ANNA", "anna"), ("name!=anna", "Berta carla emil"), ("name~A", "anna Berta carla"),
    ("name<berta", "anna"), ("name>Berta", "carla emil"), ("wssPort=8090", "anna"),
    ("wssPort>8089", "anna"), ("wssPort<8090", "Berta carla emil"), ("wssPort~90", "anna"),
    ("voicemail=yes", "emil"), ("voicemail!=true", "anna Berta carla"), ("voicemail~tru", "emil"),
    ("disabled=true", "Berta"), ("internal=0999", "Berta"), ("internal=999", ""),
    ("internal<1000", "Berta emil"), ("internal>999", "anna carla"), ("typology=External", "Berta"),
    ("transport=tls,udp", "emil"), ("transport~tcp", "anna Berta carla"), ("alias=", "Berta carla"),
    ("createdAt>2026-11-23", "anna Berta carla emil"), ("createdAt<2026-11-24", ""),
    ("createdAt>2026-11-24", ""), ("createdAt<=2026-11-24", "anna Berta carla emil"),
    ("createdAt=2026-11-24", "anna Berta carla emil"), ("createdAt!=2026-11-24", ""),
    ("createdAt=2026-11-24T01:02:03Z", "anna Berta carla emil"),
    ("createdAt>=2026-11-24T02:02:04+01:00", ""),
    ("createdAt<2026-11-24T00:02:03.005-01:00", "anna Berta carla emil"),
    ("createdAt<9999-12-31T23:59:59-01:00", "anna Berta carla emil"),
    ("createdAt>9999-12-31T23:59:59-01:00", ""),
    ("createdAt>0000-01-01T00:00:00+01:00", "anna Berta carla emil"),
    ("createdAt<0000-01-01T00:00:00+01:00", ""), ("createdAt~2026-11", "anna Berta carla emil"),
    ("name!~A", "emil"), ("alias!~%", "Berta carla emil"), ("name<=berta", "anna Berta"),
    ("name>=Berta", "Berta carla emil"), ("internal<=999", "Berta emil"),
    ("internal>=1000", "anna carla"), ("voicemail!~tru", "anna Berta carla"),
    ("wssPort<=8090", "anna Berta carla emil"), ("username=anna", "anna"),
    ("deletedAt=", "anna Berta carla emil"), ("fullname='", ""), ("email~ROSSI", "carla"),
    ("queues=voice:SALES", "anna carla"), ("queues=voice:sales=2", "anna"),
    ("queues!=voice:sales", "Berta emil"), ("queues~web", "anna"),
    ("queues=", "Berta emil"), ("queues!=", "anna carla"), ("teams=east", "anna emil"),
    ("teams=East,North", ""), ("teams~East,North", "anna"), ("profiles=Gold", "emil"),
  ])
  func `a condition compares as its field does`(words: String, expected: String) throws {
    var selection = AgentSelection()
    selection.conditions = [try Condition(words)]
    #expect(try names(selection) == expected)
  }

  @Test(
    arguments: [
      ([.enabled], "anna carla emil"), ([.disabled], "Berta"), ([.locked], "carla"),
      ([.deleted], "dora"), ([.disabled, .locked], "Berta carla"),
      ([.enabled, .deleted], "anna carla dora emil"),
      ([.any], "anna Berta carla dora emil"), ([.any, .locked], "anna Berta carla dora emil"),
    ] as [(Set<AgentState>, String)])
  func `states add up`(states: Set<AgentState>, expected: String) throws {
    var selection = AgentSelection()
    selection.states = states
    #expect(try names(selection) == expected)
  }

  @Test func `all parts of a selection must hold`() throws {
    var selection = AgentSelection()
    selection.text = "a"
    selection.typologies = [.phonebar, .webrtc]
    selection.conditions = [try Condition("locked=false"), try Condition("internal>100")]
    #expect(try names(selection) == "anna")
  }

  @Test func `members of any of the queues and any of the teams`() throws {
    var selection = AgentSelection()
    selection.queues = [1]
    #expect(try names(selection) == "anna carla")
    selection.teams = [2, 1]
    #expect(try names(selection) == "anna")
    selection.queues = []
    selection.profiles = [1]
    #expect(try names(selection) == "emil")
    selection.ids = [1, 3]
    #expect(try names(selection) == "")
    // Agents of a team are in the queues of the team.
    try store.run("INSERT INTO queueTeam (queueId, teamId, penalty) VALUES (2, 2, 0)")
    selection = AgentSelection()
    selection.queues = [2]
    #expect(try names(selection) == "anna emil")
    selection.ids = [5, 4, 2]
    #expect(try names(selection) == "emil")
  }

  @Test(arguments: [
    (["-name"], "emil carla Berta anna"), (["internal"], "emil Berta anna carla"),
    (["-internal"], "carla anna Berta emil"), (["typology", "-name"], "Berta emil carla anna"),
    (["-voicemail"], "emil anna Berta carla"), (["-teams"], "anna emil Berta carla"),
    (["wssPort"], "Berta carla emil anna"),
  ])
  func `the order is that of the keys, then of the username`(
    keys: [String], expected: String
  ) throws {
    var selection = AgentSelection()
    selection.sort = try keys.map { try SortKey($0) }
    #expect(try names(selection) == expected)
  }

  @Test func `limit and offset cut, and the count does not mind them`() throws {
    var selection = AgentSelection()
    selection.limit = 2
    selection.offset = 1
    #expect(try names(selection) == "Berta carla")
    #expect(try store.read { try $0.count(selection) } == 4)
    selection.limit = nil
    #expect(try names(selection) == "Berta carla emil")
  }

  @Test func `relations are joined and sorted`() throws {
    let anna = try #require(try store.read { try $0.agent(named: "anna") })
    #expect(anna["queues"] == "chat:Web site,voice:sales=2")
    #expect(anna["teams"] == "East,North")
    #expect(anna["profiles"] == "")
  }

  @Test func `rows come as they are stored, in the columns asked for`() throws {
    var selection = AgentSelection()
    selection.sort = [try SortKey("-name")]
    selection.limit = 2
    var rows: [[StoredValue]] = []
    try store.read { reader in
      try reader.forEachRow(of: selection, columns: ["teams", "id", "name", "voicemail"]) {
        rows.append($0)
      }
    }
    #expect(
      rows == [
        [.text("East"), .integer(5), .text("emil"), .integer(1)],
        [.text(""), .integer(3), .text("carla"), .integer(0)],
      ])
    #expect(rows[0][3].text(as: .bool) == "true")
    #expect(rows[0][1].text(as: .integer(0...9)) == "5")
  }

  @Test func `what the receiver of rows throws ends the stream`() throws {
    var count = 0
    #expect(throws: AgentsError.caller(.declined)) {
      try store.read { reader in
        try reader.forEachRow(of: AgentSelection(), columns: ["name"]) { _ in
          count += 1
          throw AgentsError.caller(.declined)
        }
      }
    }
    #expect(count == 1)
  }

  @Test func `a column that is no field is refused`() throws {
    #expect(throws: Finding.self) {
      try store.read { try $0.forEachRow(of: AgentSelection(), columns: ["nmae"]) { _ in } }
    }
  }
}
