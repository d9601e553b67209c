package import AgentsModel
internal import SQLite

extension StoreReader {
  /// All telephones, by the number of their internal.
  package func telephones() throws -> [Telephone] {
    try telephones("ORDER BY CAST(internal AS INTEGER), internal").map(\.telephone)
  }

  /// What the phone of each telephone registers with, by its name.
  package func telephoneDigests() throws -> [String: SIPDigest] {
    Dictionary(
      uniqueKeysWithValues: try telephones("ORDER BY name").map {
        ($0.telephone.name.text, $0.digest)
      })
  }

  /// Whether any telephone exists, which hot desk needs.
  package func hasTelephone() throws -> Bool {
    try database.exists("SELECT 1 FROM telephone")
  }

  /// The telephone with this username, ignoring case.
  package func telephone(named name: String) throws -> Telephone? {
    try telephones("WHERE name = ?", [name]).first?.telephone
  }

  /// The telephone with this id.
  package func telephone(id: Int) throws -> Telephone? {
    try telephones("WHERE id = ?", [id]).first?.telephone
  }

  /// The agent who is logged on at the telephone with this id; nil = nobody is.
  ///
  /// Not limited to an operator's agents.
  package func agent(atTelephone id: Int) throws -> Agent? {
    try agents("WHERE agent.telephone = ?", [id]).first
  }

  /// The same by the telephone's name.
  package func agent(at telephone: PeerName) throws -> Agent? {
    try agents(
      "WHERE agent.telephone = (SELECT id FROM telephone WHERE telephone.name = ?)",
      [telephone.text]
    ).first
  }

  /// The agents who are logged on at telephones, by id.
  package func agentsAtTelephones() throws -> Set<Int> {
    Set(try database.values("SELECT id FROM agent WHERE telephone IS NOT NULL") as [Int])
  }

  /// Whether a telephone was taken over and is not live yet.
  package func isHeld(_ telephone: Telephone) throws -> Bool {
    try database.exists(
      "SELECT 1 FROM telephone WHERE name = ? AND held", [telephone.name.text])
  }

  /// How many agents outside the bin are external and choose a telephone at login.
  package func hotDeskAgents() throws -> Int {
    try database.count(
      "SELECT count(*) FROM agent WHERE hotdesk AND typology = 'external' AND deletedAt = ''")
  }

  /// The phones of agents who may be listened to, and with whom a phone of this name would be heard, too.
  ///
  /// `ChanSpy(SIP/anna-)` takes all channels whose name begins so, in any case.
  package func listened(withPhone name: String) throws -> [String] {
    // Without a dash there is none, and nothing is read through.
    guard name.contains("-") else { return [] }
    return try database.values(
      """
      SELECT \(AgentColumns.rungPeer) AS peer FROM agent WHERE \(Self.isRendered) AND chanSpy
          AND lower(substr(?1, 1, length(peer) + 1)) = lower(peer || '-')
        ORDER BY peer
      """, [name])
  }

  /// Telephones with their digests.
  ///
  /// - Parameter clauses: What follows `FROM telephone`.
  func telephones(
    _ clauses: String, _ arguments: [any SQLiteValue] = []
  ) throws -> [(telephone: Telephone, digest: SIPDigest)] {
    let fields = Telephone.fields
    var decoder = AgentDecoder(fields)
    var found: [(Telephone, SIPDigest)] = []
    try database.forEach(
      """
      SELECT \(fields.map(\.key).joined(separator: ", ")), name, adoptedAt, sipRealm, sipMD5, sipSHA256
        FROM telephone \(clauses)
      """, arguments
    ) { row in
      var telephone = Telephone()
      telephone.agent = try decoder.read(row)
      let name: String = row[fields.count]
      do throws(Refusal) { telephone.name = try PeerName(parsing: name) } catch {
        throw AgentsError.store(.invalidValue(agent: name, key: "name", error))
      }
      telephone.adoptedAt = Timestamp(stored: row[fields.count + 1])
      found.append((telephone, SIPDigest(row, at: fields.count + 2)))
    }
    return found
  }
}

extension StoreTransaction {
  /// Stores a new telephone; its name and internal must be free.
  ///
  /// - Parameters:
  ///   - digest: It may have MD5 alone, for a phone that was taken over.
  ///   - at: The time now: ISO 8601, UTC.
  package func insert(_ telephone: Telephone, _ digest: SIPDigest, at: String) throws {
    let values: [(String, any SQLiteValue)] =
      [("name", telephone.name.text), ("adoptedAt", telephone.adoptedAt.text)]
      + telephone.columns + digest.columns + [("createdAt", at)]
    try database.run(
      """
      INSERT INTO telephone (\(values.map(\.0).joined(separator: ", ")))
        VALUES (\(values.map { _ in "?" }.joined(separator: ", ")))
      """, values.map(\.1))
  }

  /// Gives a telephone the fields of `new`; name and digest stay.
  package func update(_ old: Telephone, to new: Telephone) throws {
    try update(old.name, new.columns)
  }

  /// Gives a telephone another name, and the digest that belongs to it.
  package func rename(_ telephone: Telephone, to name: PeerName, _ digest: SIPDigest) throws {
    erases = true
    try update(telephone.name, [("name", name.text), ("adoptedAt", "")] + digest.columns)
  }

  /// Gives a telephone another password, which is no adopted one any more.
  package func setDigest(_ digest: SIPDigest, of telephone: Telephone) throws {
    erases = true
    try update(telephone.name, [("adoptedAt", "")] + digest.columns)
  }

  private func update(_ name: PeerName, _ values: [(String, any SQLiteValue)]) throws {
    let assignments = values.map { "\($0.0) = ?" }.joined(separator: ", ")
    try database.run(
      "UPDATE telephone SET \(assignments) WHERE name = ?", values.map(\.1) + [name.text])
  }

  /// Deletes a telephone, which frees its name and internal.
  package func delete(_ telephone: Telephone) throws {
    erases = true
    try database.run("DELETE FROM telephone WHERE name = ?", [telephone.name.text])
  }
}

extension Telephone {
  /// The columns of its fields.
  fileprivate var columns: [(String, any SQLiteValue)] {
    let agent = agent
    return Self.fields.map { ($0.key, StoredValue($0.property.read(agent), $0.kind)) }
  }
}

extension SIPDigest {
  fileprivate var columns: [(String, any SQLiteValue)] {
    [("sipRealm", realm), ("sipMD5", md5), ("sipSHA256", sha256)]
  }
}
