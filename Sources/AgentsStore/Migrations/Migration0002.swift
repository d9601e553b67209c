/// What queues, dialplan and PJSIP need of the schema.
enum Migration0002 {
  static let sql = teamPenalty + asterisk + files + telephones

  /// A team brings its agents into a queue with this penalty.
  static let teamPenalty = """
    ALTER TABLE queueTeam ADD COLUMN penalty INTEGER NOT NULL DEFAULT 0 CHECK (penalty >= 0);
    """

  /// The version of Asterisk that was seen here last; it decides what the files are written for.
  static let asterisk = """
    CREATE TABLE asteriskSeen (
      only INTEGER PRIMARY KEY CHECK (only = 1),
      version TEXT NOT NULL CHECK (version <> '')
    ) STRICT;
    """

  /// The files that there were not before, for the agents that there are, and the root whose templates
  /// are others now.
  static let files = """
    UPDATE fileRevision SET revision = revision + 1 WHERE name = 'sip_agents.conf';
    INSERT OR IGNORE INTO fileRevision (name, revision)
      SELECT DISTINCT 'extensions_agents.d/' || first || '-' || (first + 999) || '.conf', 1 FROM (
        SELECT CAST(internal AS INTEGER) / 1000 * 1000 AS first FROM agent
          WHERE deletedAt = '' AND disabled = 0 AND locked = 0);
    """

  /// Telephones are rendered by blocks, as agents are; and both are peers: one name, one peer.
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
