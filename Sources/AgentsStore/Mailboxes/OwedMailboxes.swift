package import AgentsModel
internal import SQLite

// What changes still owe to the directory of the mailboxes, which is outside of any transaction.

extension StoreReader {
  /// Whether a mailbox is to be moved or removed, or a PIN in its directory is no longer the right one.
  package func owesMailboxes() throws -> Bool {
    try database.exists("SELECT 1 FROM mailboxMove") || !newPINs().isEmpty
  }

  /// The mailboxes that are to be moved or removed.
  package func owedMailboxes() throws -> [OwedMailbox] {
    try database.rows("SELECT agentId, name, old, new, isLifted FROM mailboxMove ORDER BY agentId")
    {
      row in
      let new: String = row[3]
      return OwedMailbox(
        agent: row[0], name: row[1], old: row[2], new: new.isEmpty ? nil : new,
        isLifted: row.integer(4) != 0)
    }
  }

  /// The mailboxes whose PIN was set here since their directory was looked at.
  ///
  /// An agent in the bin has none: its number may be another's.
  package func newPINs() throws -> [StoredPIN] {
    try pins("agent JOIN newPIN ON agentId = agent.id WHERE \(Self.isRendered)", [])
  }

  /// All mailboxes, or those of a block, but for those of ``newPINs()``.
  package func settledPINs(in block: NumberBlock? = nil) throws -> [StoredPIN] {
    let range = block?.range ?? 0...Int.max
    return try pins(
      """
      agent WHERE \(Self.isRendered) AND voicemail = 1
        AND CAST(internal AS INTEGER) BETWEEN ? AND ? AND id NOT IN (SELECT agentId FROM newPIN)
      """, [range.lowerBound, range.upperBound])
  }

  private func pins(_ source: String, _ arguments: [any SQLiteValue]) throws -> [StoredPIN] {
    try database.rows(
      "SELECT agent.id, agent.name, internal, voicemailPin FROM \(source) ORDER BY agent.id",
      arguments
    ) {
      StoredPIN(agent: $0[0], name: $0[1], number: $0[2], pin: $0[3])
    }
  }

  /// Whether the messages under a number are those of an agent: it has the number, or had it last.
  package func ownsMailbox(_ number: String, agent id: Int) throws -> Bool {
    if let holder = try holder(ofInternal: number) { return holder.agent == id }
    return try formerOwner(ofInternal: number)?.kind == .agent(id)
  }
}

extension StoreTransaction {
  /// Notes that the mailbox of an agent is to follow it to another number, or to be removed.
  ///
  /// What is owed already is not done twice: the directory goes from where it is to the last number. One that was out of
  /// the way is so still, or was put where it belonged before, by a run that was killed before it could say so.
  package func owe(_ mailbox: OwedMailbox) throws {
    try database.run(
      """
      INSERT INTO mailboxMove (agentId, name, old, new, isLifted) VALUES (?, ?, ?, ?, 0)
        ON CONFLICT (agentId) DO UPDATE SET name = excluded.name, new = excluded.new,
          old = iif(isLifted AND mailboxMove.new <> '', mailboxMove.new, mailboxMove.old),
          isLifted = 0
      """, [mailbox.agent, mailbox.name, mailbox.old, mailbox.new ?? ""])
  }

  /// Notes that the PIN in the directory of an agent's mailbox is not the agent's.
  package func noteNewPIN(ofAgent id: Int) throws {
    try database.run("INSERT OR IGNORE INTO newPIN (agentId) VALUES (?)", [id])
  }

  /// Notes that directories are out of the way.
  package func lifted(_ mailboxes: [OwedMailbox]) throws {
    for mailbox in mailboxes {
      try database.run("UPDATE mailboxMove SET isLifted = 1 WHERE agentId = ?", [mailbox.agent])
    }
  }

  /// Forgets what is done, unless it is owed otherwise by now.
  package func settle(_ mailboxes: [OwedMailbox]) throws {
    for mailbox in mailboxes {
      try database.run(
        "DELETE FROM mailboxMove WHERE agentId = ? AND new = ?",
        [mailbox.agent, mailbox.new ?? ""])
    }
  }

  /// Notes that no other PIN is in the directories of these mailboxes.
  package func settle(_ pins: [StoredPIN]) throws {
    let statement = try database.prepare(
      """
      DELETE FROM newPIN WHERE agentId = ?1
        AND EXISTS (SELECT 1 FROM agent WHERE id = ?1 AND voicemailPin = ?2)
      """)
    for pin in pins { try statement.run([pin.agent, pin.pin]) }
  }

  /// Takes a PIN that was set at the phone, unless another was set here since.
  ///
  /// - Parameters:
  ///   - old: The mailbox as it was read.
  ///   - at: The time now: ISO 8601, UTC.
  /// - Returns: whether it was taken.
  package func take(_ pin: VoicemailPIN, insteadOf old: StoredPIN, at: String) throws -> Bool {
    erases = true
    try database.run(
      """
      UPDATE agent SET voicemailPin = ?, updatedAt = ? WHERE id = ? AND voicemailPin = ?
        AND internal = ? AND \(Self.isRendered) AND id NOT IN (SELECT agentId FROM newPIN)
      """, [pin.text, at, old.agent, old.pin, old.number])
    guard database.changes == 1 else { return false }
    try database.run("DELETE FROM newPIN WHERE agentId = ?", [old.agent])
    return true
  }

  /// Asterisk has to be told of a file again.
  package func oweReload(of name: String, in directory: String) throws {
    try database.run(
      "UPDATE fileWritten SET reloaded = min(reloaded, revision - 1) WHERE directory = ? AND name = ?",
      [directory, name])
  }
}
