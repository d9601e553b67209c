package import AgentsModel
internal import SQLite

extension StoreReader {
  /// What is stored that the phones of another centre may clash with.
  package func surroundings() throws -> AdoptionSurroundings {
    var found = AdoptionSurroundings()
    found.settings = try settings()
    try database.forEach(
      """
      SELECT lower(name), lower(\(AgentColumns.peerName)), internal, lower(email),
          ifnull(sipMD5, ''), ifnull(sipRealm, '')
        FROM agent LEFT JOIN credential ON agentId = agent.id WHERE deletedAt = ''
      UNION ALL SELECT lower(name), lower(name), internal, '', sipMD5, sipRealm FROM telephone
      """
    ) { row in
      let realm: String = row[5]
      found.names.insert(row[0])
      found.digests[row[1]] = row[4]
      found.internals.insert(row[2])
      found.emails.insert(row[3])
      if !realm.isEmpty { found.realm = realm }
    }
    if !found.settings.reuseInternals {
      found.formerInternals = try Set(database.values("SELECT internal FROM formerNumber"))
    }
    found.queues = try Set(queues(of: .voice).map { $0.name.name.lowercased() })
    found.version = try asteriskSeen()
    let driver = try dialect(found.settings).driver
    if !found.digests.isEmpty || found.settings.asteriskDriver != .auto { found.driver = driver }
    return found
  }
}
