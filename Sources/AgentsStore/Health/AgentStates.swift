internal import AgentsModel
internal import SQLite

extension StoreReader {
  /// Active agents in no queue of any channel.
  package func idleAgents() throws -> AgentSample {
    try sample(
      """
      disabled = 0
        AND NOT EXISTS (SELECT 1 FROM queueMember WHERE agentId = agent.id)
        AND NOT EXISTS (
          SELECT 1 FROM teamMember JOIN queueTeam USING (teamId) WHERE agentId = agent.id)
      """)
  }

  /// Locked agents, by name, with the time since when: ISO 8601, UTC.
  package func lockedAgents() throws -> [(name: String, since: String)] {
    try database.rows(
      """
      SELECT name, lockedAt FROM agent
        WHERE locked = 1 AND \(Self.isRendered) AND disabled = 0 ORDER BY name
      """
    ) { ($0[0], $0[1]) }
  }

  /// Active agents whose password is expired, and the first of these times: ISO 8601, UTC.
  package func expiredAgents() throws -> (agents: AgentSample, since: String?) {
    let condition = "disabled = 0 AND passwordResetAt <> '' AND (\(PasswordAge.state)) = 'expired'"
    let agents = try sample(condition)
    guard agents.count > 0 else { return (agents, nil) }
    return (
      agents,
      try database.value(
        "SELECT min(\(PasswordAge.expiry)) FROM agent WHERE \(Self.isRendered) AND \(condition)")
    )
  }

  /// Active agents without any password, of whom no phone can register.
  package func agentsWithoutDigest() throws -> AgentSample {
    try sample(
      "disabled = 0 AND NOT EXISTS (SELECT 1 FROM credential WHERE agentId = agent.id)")
  }

  /// Active agents whose digest is of another name than their phone logs in with.
  package func agentsWithDigestOfAnotherName() throws -> AgentSample {
    try sample(
      """
      disabled = 0 AND EXISTS (SELECT 1 FROM credential
        WHERE agentId = agent.id AND sipUser <> \(AgentColumns.digestUser))
      """)
  }

  /// Agents outside the bin whose phone logs in with another name than its own.
  package func agentsWithAuthName() throws -> AgentSample { try sample("sipAuthName <> ''") }

  /// A phone whose name is this one, a dash, and more.
  package func phone(heardWith name: String) throws -> String? {
    try database.value(
      """
      SELECT name FROM (
        SELECT sipName AS name FROM agent WHERE sipName <> '' AND \(Self.isRendered)
        UNION ALL SELECT name FROM telephone)
        WHERE substr(name, 1, length(?1) + 1) = ?1 || '-' COLLATE NOCASE
      """, [name])
  }

  /// How many links that were emailed still wait for their agents.
  package func pendingLinks() throws -> Int {
    try database.count(
      "SELECT count(*) FROM passwordToken WHERE expiresAt > \(PasswordAge.now)")
  }

  /// Of these mailboxes those that an agent has: the internal, and the username and the PIN of its agent.
  package func mailboxes(
    _ boxes: [String]
  ) throws -> [String: (name: String, pin: String)] {
    let pairs: [(String, (name: String, pin: String))] = try database.rows(
      """
      SELECT internal, name, voicemailPin FROM agent
        WHERE \(Self.isRendered) AND voicemail = 1
          AND internal IN (SELECT value FROM json_each(?))
      """, [JSON.array(boxes.map(JSON.string)).text]
    ) { ($0[0], ($0[1], $0[2])) }
    return Dictionary(pairs) { first, _ in first }
  }

  /// How many agents have a mailbox.
  package func mailboxCount() throws -> Int {
    try database.count("SELECT count(*) FROM agent WHERE \(Self.isRendered) AND voicemail = 1")
  }
}
