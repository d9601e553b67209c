/// What locks, expiry and links by mail need of the schema.
enum Migration0003 {
  static let sql = locks + expiry + tokens

  /// Locks that have ended are looked for by every `apply`, among few locked agents of many.
  static let locks = """
    CREATE INDEX agentLocked ON agent (lockedAt) WHERE locked = 1;
    """

  /// When a login first found the password expired: it stays so, whatever the clock says later.
  static let expiry = """
    ALTER TABLE credential ADD COLUMN expiredAt TEXT NOT NULL DEFAULT ''
      CHECK (expiredAt = '' OR expiredAt LIKE '____-__-__T__:__:__.___Z');
    """

  /// Of a link only the hash of what is in it, and one for each agent, so that an older one is void.
  ///
  /// The triggers end a link with what it was made for: the password it replaces, the address it was
  /// sent to, the account that may log in. Every stored change ends those that are over, or that were
  /// made later than now: a clock that is set back brings none of them back.
  static let tokens = """
    CREATE TABLE passwordToken (
      sha256 TEXT PRIMARY KEY NOT NULL
        CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
      agentId INTEGER NOT NULL UNIQUE REFERENCES agent ON DELETE CASCADE,
      kind TEXT NOT NULL CHECK (kind IN ('reset', 'invite')),
      createdAt TEXT NOT NULL CHECK (createdAt LIKE '____-__-__T__:__:__.___Z'),
      expiresAt TEXT NOT NULL
        CHECK (expiresAt LIKE '____-__-__T__:__:__.___Z' AND expiresAt > createdAt)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX passwordTokenMade ON passwordToken (createdAt);
    CREATE INDEX passwordTokenOver ON passwordToken (expiresAt);
    CREATE TRIGGER tokenOfPassword AFTER INSERT ON credential
    BEGIN DELETE FROM passwordToken WHERE agentId = NEW.agentId; END;
    CREATE TRIGGER tokenOfAgent AFTER UPDATE OF email, disabled, adSsoEnabled, deletedAt ON agent
    BEGIN DELETE FROM passwordToken WHERE agentId = NEW.id; END;
    CREATE TRIGGER tokenOver AFTER INSERT ON audit
    BEGIN
      DELETE FROM passwordToken
        WHERE expiresAt <= strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
          OR createdAt > strftime('%Y-%m-%dT%H:%M:%fZ', 'now');
    END;
    """
}
