package import AgentsModel
internal import SQLite

/// Agents whose phones are set alike.
package struct PhoneGroup: Equatable, Sendable {
  /// The words of `transport`, in order of preference.
  package let transports: [String]
  package let typology: Typology
  package let wssPort: Int
  package let destinationPort: Int
  package let expires: Int
  /// How many agents.
  package let count: Int

  package init(
    transports: [String], typology: Typology, wssPort: Int, destinationPort: Int, expires: Int,
    count: Int
  ) {
    (self.transports, self.typology, self.count) = (transports, typology, count)
    (self.wssPort, self.destinationPort, self.expires) = (wssPort, destinationPort, expires)
  }
}

/// So many agents, and the first three of them by name; and so many telephones.
package struct AgentSample: Equatable, Sendable {
  /// Of agents.
  package var count: Int
  package let names: [String]
  package var telephones: Int

  package init(count: Int, names: [String], telephones: Int = 0) {
    (self.count, self.names, self.telephones) = (count, names, telephones)
  }

  package var isNobody: Bool { count == 0 && telephones == 0 }

  /// `12 agents (abianchi, lgreen, mrossi…) and 2 telephones`.
  package var text: String {
    let others = AgentsModel.count(telephones, "telephone")
    guard count > 0 || telephones == 0 else { return others }
    return agents + (telephones > 0 ? " and \(others)" : "")
  }

  private var agents: String {
    guard !names.isEmpty else { return AgentsModel.count(count, "agent") }
    let shown = names.joined(separator: ", ") + (count > names.count ? "…" : "")
    return "\(AgentsModel.count(count, "agent")) (\(shown))"
  }
}

extension StoreReader {
  /// The agents who can have a phone, by what it is set to.
  package func phoneGroups() throws -> [PhoneGroup] {
    try database.rows(
      """
      SELECT transport, typology, wssPort, phoneBarDestinationPort, phoneBarExpires, count(*)
        FROM agent WHERE \(Self.isRendered) AND disabled = 0
        GROUP BY transport, typology, wssPort, phoneBarDestinationPort, phoneBarExpires
      """
    ) { row in
      let (transports, typology): (String, String) = (row[0], row[1])
      return PhoneGroup(
        transports: transports.split(separator: ",").map(String.init),
        typology: Typology(rawValue: typology) ?? .external, wssPort: row[2],
        destinationPort: row[3], expires: row[4], count: row[5])
    }
  }

  /// The telephones, by what they are set to; what only agents have is as they have it by default.
  package func telephoneGroups() throws -> [PhoneGroup] {
    try database.rows(
      "SELECT transport, typology, count(*) FROM telephone WHERE held = 0 GROUP BY transport, typology"
    ) { row in
      let (transports, name): (String, String) = (row[0], row[1])
      let typology = Typology(rawValue: name) ?? .external
      let bar = Agent(typology: typology).bar
      return PhoneGroup(
        transports: transports.split(separator: ",").map(String.init), typology: typology,
        wssPort: bar.wssPort.value, destinationPort: bar.destinationPort.value,
        expires: bar.expires.value, count: row[2])
    }
  }

  /// How many telephones there are.
  package func telephoneCount() throws -> Int {
    try database.count("SELECT count(*) FROM telephone WHERE held = 0")
  }

  /// The agents who can have a phone and have these values.
  package func sample(
    transports: [String], typology: Typology? = nil
  ) throws -> AgentSample {
    try sample(
      """
      disabled = 0 AND transport IN (SELECT value FROM json_each(?1))
        AND (?2 = '' OR typology = ?2)
      """,
      [JSON.array(transports.map(JSON.string)).text, typology?.rawValue ?? ""])
  }

  /// The contexts that agents and telephones call from, each with its agents, by name.
  package func contextSamples() throws -> [(context: String, agents: AgentSample)] {
    let telephones: [String: Int] = try database.dictionary(
      "SELECT context, count(*) FROM telephone WHERE held = 0 GROUP BY context")
    return try contexts().sorted().map { context in
      var sample = try sample("context = ?1", [context])
      sample.telephones = telephones[context] ?? 0
      return (context, sample)
    }
  }

  /// Agents outside the bin that meet a condition on a row `agent`.
  func sample(_ condition: String, _ arguments: [any SQLiteValue] = []) throws -> AgentSample {
    let rest = "FROM agent WHERE \(Self.isRendered) AND \(condition)"
    let count = try database.count("SELECT count(*) \(rest)", arguments)
    guard count > 0 else { return AgentSample(count: 0, names: []) }
    return AgentSample(
      count: count,
      names: try database.values("SELECT name \(rest) ORDER BY name LIMIT 3", arguments))
  }
}
