/// What a switch of the driver, disabled and locked agents in Asterisk's files, and attempts to log in need of
/// the schema.
enum Migration0006 {
  static let sql = driverLeft + rendered + attempts

  /// The driver that queues and extensions dial until a switch that has begun is finished.
  static let driverLeft = """
    CREATE TABLE driverLeft (
      only INTEGER PRIMARY KEY CHECK (only = 1),
      driver TEXT NOT NULL CHECK (driver IN ('sip', 'pjsip'))
    ) STRICT;
    """

  /// Locked agents are in the files again, and disabled ones with their mailbox.
  static let rendered = """
    DROP INDEX agentRendered;
    CREATE INDEX agentRendered ON agent (CAST(internal AS INTEGER), internal) WHERE deletedAt = '';
    UPDATE fileRevision SET revision = revision + 1 WHERE EXISTS (
      SELECT 1 FROM agent WHERE deletedAt = '' AND (disabled = 1 OR locked = 1));
    INSERT OR IGNORE INTO fileRevision (name, revision)
      SELECT DISTINCT column1 || '_agents.d/' || first || '-' || (first + 999) || '.conf', 1
        FROM (SELECT CAST(internal AS INTEGER) / 1000 * 1000 AS first FROM agent
            WHERE deletedAt = '' AND (disabled = 1 OR locked = 1))
          JOIN (VALUES ('sip'), ('pjsip'), ('voicemail'), ('extensions'));
    """

  /// Attempts to log in that have no answer yet, one at most of each agent.
  ///
  /// What a killed run leaves is counted by the next one. Of an unknown username only the fact of the
  /// attempt is kept.
  static let attempts = """
    CREATE TABLE loginAttempt (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      agentId INTEGER UNIQUE REFERENCES agent ON DELETE CASCADE,
      at TEXT NOT NULL CHECK (at LIKE '____-__-__T__:__:__.___Z')
    ) STRICT;
    """
}
