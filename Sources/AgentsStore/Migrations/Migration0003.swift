/// The schema for locks, password expiry and emailed links.
enum Migration0003 {
  static let sql = locks + expiry + tokens

  /// Every `apply` looks for ended locks; few agents are locked.
  static let locks = """
    CREATE INDEX agentLocked ON agent (lockedAt) WHERE locked = 1;
    """

  /// When a login found the password expired.
  ///
  /// It then stays expired, even if the clock is set back.
  static let expiry = """
    ALTER TABLE credential ADD COLUMN expiredAt TEXT NOT NULL DEFAULT ''
      CHECK (expiredAt = '' OR expiredAt LIKE '____-__-__T__:__:__.___Z');
    """

  /// Links, stored only as the hash of their token.
  ///
  /// An agent has at most one, so a new link ends the last one.
  ///
  /// Triggers end a link when the password that it replaces, the address that it was sent to, or the right
  /// to log in changes. Every line of the audit trail also ends all links that have expired or that were made
  /// in the future. So a clock that is set back makes no link valid again.
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
