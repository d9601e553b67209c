/// The schema for switching the driver, for disabled and locked agents in Asterisk's files, for login attempts,
/// and for imported digests.
enum Migration0006 {
  static let sql = driverLeft + rendered + attempts + credentials

  /// The old driver during a switch; queues and extensions dial it until the switch is finished.
  static let driverLeft = """
    CREATE TABLE driverLeft (
      only INTEGER PRIMARY KEY CHECK (only = 1),
      driver TEXT NOT NULL CHECK (driver IN ('sip', 'pjsip'))
    ) STRICT;
    """

  /// The files now show locked agents, and disabled agents with their mailbox.
  ///
  /// The context of the mailboxes is in the root file.
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

  /// Login attempts without an answer yet, at most one for each agent.
  ///
  /// The next attempt counts one that a killed run left. For an unknown username, the name is not stored.
  static let attempts = """
    CREATE TABLE loginAttempt (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      agentId INTEGER UNIQUE REFERENCES agent ON DELETE CASCADE,
      at TEXT NOT NULL CHECK (at LIKE '____-__-__T__:__:__.___Z')
    ) STRICT;
    """

  /// The hash may now be empty until a password is set, and an imported digest may have only MD5.
  ///
  /// SQLite can change a `CHECK` only by making the table anew.
  ///
  /// A link ends when the password changes, but not when only the phone's digest does. The index is for
  /// logins, which look for the next agent that has a hash.
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
