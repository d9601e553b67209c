/// What a switch of the driver, disabled and locked agents in Asterisk's files, attempts to log in, and digests
/// from elsewhere need of the schema.
enum Migration0006 {
  static let sql = driverLeft + rendered + attempts + credentials

  /// The driver that queues and extensions dial until a switch that has begun is finished.
  static let driverLeft = """
    CREATE TABLE driverLeft (
      only INTEGER PRIMARY KEY CHECK (only = 1),
      driver TEXT NOT NULL CHECK (driver IN ('sip', 'pjsip'))
    ) STRICT;
    """

  /// Locked agents are in the files again, and disabled ones with their mailbox; the context of the
  /// mailboxes stands in their root.
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
    UPDATE fileRevision SET revision = revision + 1 WHERE name = 'voicemail_agents.conf';
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

  /// The hash of a login is empty until a password is set, and a digest from elsewhere may be MD5 alone:
  /// SQLite changes a `CHECK` only with the table.
  ///
  /// A link ends with the password that it was made for, and not with the phone's digest. Logins look for
  /// a hash near a number among many agents that have none.
  static let credentials = """
    CREATE TABLE newCredential (
      agentId INTEGER PRIMARY KEY REFERENCES agent ON DELETE CASCADE,
      passwordHash TEXT NOT NULL CHECK (passwordHash = '' OR passwordHash LIKE '$_%'),
      sipRealm TEXT NOT NULL CHECK (sipRealm <> ''),
      sipMD5 TEXT NOT NULL CHECK (length(sipMD5) = 32 AND sipMD5 NOT GLOB '*[^0-9a-f]*'),
      sipSHA256 TEXT NOT NULL
        CHECK (sipSHA256 = '' OR length(sipSHA256) = 64 AND sipSHA256 NOT GLOB '*[^0-9a-f]*'),
      expiredAt TEXT NOT NULL DEFAULT ''
        CHECK (expiredAt = '' OR expiredAt LIKE '____-__-__T__:__:__.___Z')
    ) STRICT;
    INSERT INTO newCredential
      SELECT agentId, passwordHash, sipRealm, sipMD5, sipSHA256, expiredAt FROM credential;
    DROP TABLE credential;
    ALTER TABLE newCredential RENAME TO credential;
    CREATE INDEX credentialOfLogin ON credential (agentId) WHERE passwordHash <> '';
    CREATE TRIGGER tokenOfPassword AFTER INSERT ON credential WHEN NEW.passwordHash <> ''
    BEGIN DELETE FROM passwordToken WHERE agentId = NEW.agentId; END;
    CREATE TRIGGER tokenOfNewPassword AFTER UPDATE OF passwordHash ON credential
      WHEN NEW.passwordHash <> OLD.passwordHash
    BEGIN DELETE FROM passwordToken WHERE agentId = NEW.agentId; END;
    """
}
