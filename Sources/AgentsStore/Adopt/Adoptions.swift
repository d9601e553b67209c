package import AgentsModel
internal import SQLite

// What was taken over from the centre's own files.

extension StoreReader {
  /// The last adoption, or the one of that name.
  package func adoption(named name: String? = nil) throws -> Adoption? {
    let all = try adoptions()
    guard let name else { return all.last }
    return all.last { $0.name == name }
  }

  /// All adoptions, the oldest first.
  package func adoptions() throws -> [Adoption] {
    try adoptions(where: "true")
  }

  /// The adoption that was changing files when its process ended; nil = there is none.
  package func interruptedAdoption() throws -> Adoption? {
    try adoptions(where: "state = 'cutting'").first
  }

  private func adoptions(where condition: String) throws -> [Adoption] {
    try database.rows(
      "SELECT id, at, directory, state FROM adoption WHERE \(condition) ORDER BY id", []
    ) { row in
      Adoption(
        id: row[0], at: row[1], directory: row[2],
        state: Adoption.State(rawValue: row[3]) ?? .undone)
    }
  }

  /// How many agents and telephones are stored and not live yet.
  package func heldPhones() throws -> Int {
    try database.count(
      """
      SELECT (SELECT count(*) FROM agent WHERE held AND deletedAt = '')
        + (SELECT count(*) FROM telephone WHERE held)
      """)
  }

  /// The usernames of its agents outside the bin, and the names of its telephones.
  package func names(of adoption: Adoption) throws -> [String] {
    try database.values(
      """
      SELECT agent.name FROM adoptionMember JOIN agent ON agent.id = agentId
        WHERE adoptionId = ?1 AND deletedAt = ''
      UNION ALL SELECT telephone.name FROM adoptionMember JOIN telephone ON telephone.id = telephoneId
        WHERE adoptionId = ?1
      """, [adoption.id])
  }

  /// The ids of its agents outside the bin.
  package func agents(of adoption: Adoption) throws -> [Int] {
    try database.values(
      """
      SELECT agent.id FROM adoptionMember JOIN agent ON agent.id = agentId
        WHERE adoptionId = ? AND deletedAt = '' ORDER BY agent.id
      """, [adoption.id])
  }

  /// The names of its telephones.
  package func telephones(of adoption: Adoption) throws -> [String] {
    try database.values(
      """
      SELECT telephone.name FROM adoptionMember JOIN telephone ON telephone.id = telephoneId
        WHERE adoptionId = ? ORDER BY telephone.id
      """, [adoption.id])
  }

  /// What its phones are called in Asterisk, those of agents in the bin left out.
  package func peerNames(of adoption: Adoption) throws -> [String] {
    try database.values(
      """
      SELECT \(AgentColumns.peerName) FROM adoptionMember JOIN agent ON agent.id = agentId
        WHERE adoptionId = ? AND deletedAt = ''
      """, [adoption.id]) + telephones(of: adoption)
  }

  /// The settings that it changed.
  package func settings(of adoption: Adoption) throws -> [AdoptedSetting] {
    try database.rows(
      "SELECT key, before, after FROM adoptionSetting WHERE adoptionId = ? ORDER BY key",
      [adoption.id]
    ) { AdoptedSetting(key: $0[0], before: $0[1], after: $0[2]) }
  }

  /// Whether a phone outside the bin has a digest of a realm.
  package func hasDigest(ofRealm realm: String) throws -> Bool {
    try database.exists(
      """
      SELECT 1 FROM credential JOIN agent ON agent.id = agentId
        WHERE sipRealm = ?1 AND deletedAt = ''
      UNION ALL SELECT 1 FROM telephone WHERE sipRealm = ?1
      """, [realm])
  }

  /// The mailboxes of its agents, by number.
  package func mailboxes(of adoption: Adoption) throws -> [String] {
    try database.values(
      """
      SELECT internal FROM adoptionMember JOIN agent ON agent.id = agentId
        WHERE adoptionId = ? AND deletedAt = '' AND voicemail = 1 ORDER BY internal
      """, [adoption.id])
  }

  /// The names of its voice queues.
  package func queues(of adoption: Adoption) throws -> [String] {
    try database.values(
      """
      SELECT queue.name FROM adoptionMember JOIN queue ON queue.id = queueId WHERE adoptionId = ?
      """, [adoption.id])
  }

  /// The files that it changes.
  package func files(of adoption: Adoption) throws -> [AdoptedFile] {
    try database.rows(
      "SELECT path, backup, before, after FROM adoptionFile WHERE adoptionId = ? ORDER BY path",
      [adoption.id]
    ) { AdoptedFile(path: $0[0], backup: $0[1], before: $0[2], after: $0[3]) }
  }
}

extension StoreTransaction {
  /// Begins an adoption; what it stores is held.
  package func insertAdoption(of directory: String, at: String) throws -> Adoption {
    try database.run(
      "INSERT INTO adoption (at, directory, state) VALUES (?, ?, 'held')", [at, directory])
    let id: Int = try database.value("SELECT last_insert_rowid()") ?? 0
    return Adoption(id: id, at: at, directory: directory, state: .held)
  }

  /// Notes what belongs to it.
  package func note(_ adoption: Adoption, agents: [Int], telephones: [String], queues: [Int]) throws
  {
    for id in agents {
      try database.run(
        "INSERT INTO adoptionMember (adoptionId, agentId) VALUES (?, ?)", [adoption.id, id])
    }
    for name in telephones {
      try database.run(
        """
        INSERT INTO adoptionMember (adoptionId, telephoneId)
          SELECT ?, id FROM telephone WHERE name = ?
        """, [adoption.id, name])
    }
    for id in queues {
      try database.run(
        "INSERT INTO adoptionMember (adoptionId, queueId) VALUES (?, ?)", [adoption.id, id])
    }
    try hold(adoption, true)
  }

  /// Takes everything of an adoption out of the files, or lets it into them.
  package func hold(_ adoption: Adoption, _ isHeld: Bool) throws {
    for table in ["agent", "telephone", "queue"] {
      try database.run(
        """
        UPDATE \(table) SET held = ? WHERE id IN
          (SELECT \(table)Id FROM adoptionMember WHERE adoptionId = ? AND \(table)Id IS NOT NULL)
        """, [isHeld ? 1 : 0, adoption.id])
    }
  }

  /// Stores how far an adoption went.
  package func set(_ state: Adoption.State, of adoption: Adoption) throws {
    try database.run("UPDATE adoption SET state = ? WHERE id = ?", [state.rawValue, adoption.id])
  }

  /// Stores which files it is about to change.
  package func record(_ files: [AdoptedFile], of adoption: Adoption) throws {
    try database.run("DELETE FROM adoptionFile WHERE adoptionId = ?", [adoption.id])
    for file in files {
      try database.run(
        "INSERT INTO adoptionFile VALUES (?, ?, ?, ?, ?)",
        [adoption.id, file.path, file.backup, file.before, file.after])
    }
  }

  /// Stores which settings it changed.
  package func record(_ settings: [AdoptedSetting], of adoption: Adoption) throws {
    for setting in settings {
      try database.run(
        "INSERT INTO adoptionSetting VALUES (?, ?, ?, ?)",
        [adoption.id, setting.key, setting.before, setting.after])
    }
  }

  /// Deletes everything of an adoption permanently, which must be held.
  package func forget(_ adoption: Adoption) throws {
    erases = true
    for table in ["agent", "telephone", "queue"] {
      try database.run(
        """
        DELETE FROM \(table) WHERE held AND id IN
          (SELECT \(table)Id FROM adoptionMember WHERE adoptionId = ? AND \(table)Id IS NOT NULL)
        """, [adoption.id])
    }
    try database.run("UPDATE adoption SET state = 'undone' WHERE id = ?", [adoption.id])
  }
}
