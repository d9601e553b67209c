package import AgentsModel
internal import SQLite

// What the agents and telephones need of a running Asterisk.

extension StoreReader {
  /// How many phones can register: of agents with a password who are not disabled, and telephones.
  package func phoneCount() throws -> Int {
    try database.count("SELECT count(*) FROM \(Self.phones)")
      + database.count("SELECT count(*) FROM telephone WHERE held = 0")
  }

  /// The phones that register themselves, by username: not those with a fixed address, nor those of agents who are
  /// logged on at a telephone.
  package func registeringPhones() throws -> [(username: String, peer: String)] {
    let phones: [(String, String)] = try database.rows(
      """
      SELECT name, \(AgentColumns.peerName) FROM \(Self.phones)
          AND host = '\(HostRule.initial)' AND type <> 'user' AND agent.telephone IS NULL
        UNION ALL SELECT name, name FROM telephone
          WHERE held = 0 AND host = '\(HostRule.initial)' AND type <> 'user'
      """, []
    ) { ($0[0], $0[1]) }
    return phones.sorted { $0.0 < $1.0 }
  }

  /// How many agents have a mailbox, a recording of their calls, and may be listened to.
  package func applicationUse() throws -> (mailboxes: Int, recordings: Int, listening: Int) {
    let counts: [(Int, Int, Int)] = try database.rows(
      """
      SELECT sum(voicemail), sum(extensionMonitor <> 'inactive'), sum(chanSpy)
        FROM agent WHERE \(Self.isRendered)
      """
    ) { ($0[0], $0[1], $0[2]) }
    return counts.first ?? (0, 0, 0)
  }

  /// The formats of recordings: format → how many agents.
  package func recordingFormats() throws -> [String: Int] {
    try database.dictionary(
      """
      SELECT extensionMonitor, count(*) FROM agent
        WHERE \(Self.isRendered) AND extensionMonitor <> 'inactive' GROUP BY extensionMonitor
      """)
  }

  /// The codecs that phones may use: codec → how many agents and telephones, without names.
  package func codecUse() throws -> [String: AgentSample] {
    let agents: [String: Int] = try database.dictionary(
      "SELECT allow, count(*) FROM agent WHERE \(Self.isRendered) GROUP BY allow")
    let telephones: [String: Int] = try database.dictionary(
      "SELECT allow, count(*) FROM telephone WHERE held = 0 GROUP BY allow")
    var codecs: [String: AgentSample] = [:]
    for list in Set(agents.keys).union(telephones.keys) {
      for codec in list.split(separator: ",") {
        var use = codecs[String(codec)] ?? AgentSample(count: 0, names: [])
        use.count += agents[list] ?? 0
        use.telephones += telephones[list] ?? 0
        codecs[String(codec)] = use
      }
    }
    return codecs
  }

  /// Of each thousand internals the phone that was changed last, where a stale file shows first.
  package func newestPhones() throws -> [Endpoint] {
    let names: [(String, String)] = try database.rows(
      """
      SELECT name, max(updatedAt) FROM \(Self.phones)
        GROUP BY CAST(internal AS INTEGER) / \(NumberBlock.size)
      """
    ) { ($0[0], $0[1]) }
    return try endpoints(of: names.map(\.0))
  }

  /// Agents whose phones may register.
  private static let phones = """
    agent JOIN credential ON credential.agentId = agent.id WHERE \(isRendered) AND disabled = 0
    """
}
