/// The schema for queues, dialplan and PJSIP.
enum Migration0002 {
  static let sql = teamPenalty + asterisk + files + telephones

  /// The penalty of a team's agents in a queue.
  static let teamPenalty = """
    ALTER TABLE queueTeam ADD COLUMN penalty INTEGER NOT NULL DEFAULT 0 CHECK (penalty >= 0);
    """

  /// The version of this host's Asterisk when it was last asked.
  ///
  /// The dialect of the files depends on it.
  static let asterisk = """
    CREATE TABLE asteriskSeen (
      only INTEGER PRIMARY KEY CHECK (only = 1),
      version TEXT NOT NULL CHECK (version <> '')
    ) STRICT;
    """

  /// Touches the new kinds of files for existing agents, and the root file whose templates changed.
  static let files = """
    UPDATE fileRevision SET revision = revision + 1 WHERE name = 'sip_agents.conf';
    INSERT OR IGNORE INTO fileRevision (name, revision)
      SELECT DISTINCT 'extensions_agents.d/' || first || '-' || (first + 999) || '.conf', 1 FROM (
        SELECT CAST(internal AS INTEGER) / 1000 * 1000 AS first FROM agent
          WHERE deletedAt = '' AND disabled = 0 AND locked = 0);
    """

  /// Telephones are rendered by blocks, like agents, so they get an index by number.
  ///
  /// Both are peers in Asterisk, so an agent and a telephone must not share a name.
  static let telephones = """
    CREATE INDEX telephoneNumber ON telephone (CAST(internal AS INTEGER), internal);
    CREATE TRIGGER telephoneNamed BEFORE INSERT ON telephone
      WHEN EXISTS (SELECT 1 FROM agent WHERE agent.name = NEW.name AND agent.deletedAt = '')
    BEGIN SELECT raise(ABORT, 'an agent has this name'); END;
    CREATE TRIGGER agentNamed BEFORE INSERT ON agent
      WHEN NEW.deletedAt = '' AND EXISTS (SELECT 1 FROM telephone WHERE telephone.name = NEW.name)
    BEGIN SELECT raise(ABORT, 'a telephone has this name'); END;
    CREATE TRIGGER agentRestored BEFORE UPDATE OF deletedAt ON agent
      WHEN NEW.deletedAt = '' AND EXISTS (SELECT 1 FROM telephone WHERE telephone.name = NEW.name)
    BEGIN SELECT raise(ABORT, 'a telephone has this name'); END;
    """
}
