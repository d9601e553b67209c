/// The schema of the first release.
///
/// Migrations are strings that are never edited after their release: all databases must have the same
/// schema, whenever they were created.
enum Migration0001 {
  static let sql =
    agent + agentIndexes + credentials + telephones + numbers + queues + teams + profiles
    + settings + audit + files

  /// Usernames, e-mail addresses and internals are unique only outside the bin.
  ///
  /// An agent cannot be restored while another one has its values.
  static let agentIndexes = """
    CREATE UNIQUE INDEX agentName ON agent (name) WHERE deletedAt = '';
    CREATE UNIQUE INDEX agentEmail ON agent (email) WHERE deletedAt = '';
    CREATE UNIQUE INDEX agentInternal ON agent (internal) WHERE deletedAt = '';
    CREATE INDEX agentInBin ON agent (name, deletedAt) WHERE deletedAt <> '';
    CREATE INDEX agentRendered ON agent (CAST(internal AS INTEGER), internal)
      WHERE deletedAt = '' AND disabled = 0 AND locked = 0;
    """

  static let credentials = """
    CREATE TABLE credential (
      agentId INTEGER PRIMARY KEY REFERENCES agent ON DELETE CASCADE,
      passwordHash TEXT NOT NULL CHECK (passwordHash LIKE '$_%'),
      sipRealm TEXT NOT NULL CHECK (sipRealm <> ''),
      sipMD5 TEXT NOT NULL CHECK (length(sipMD5) = 32 AND sipMD5 NOT GLOB '*[^0-9a-f]*'),
      sipSHA256 TEXT NOT NULL CHECK (length(sipSHA256) = 64 AND sipSHA256 NOT GLOB '*[^0-9a-f]*')
    ) STRICT;
    CREATE TABLE passwordHistory (
      id INTEGER PRIMARY KEY,
      agentId INTEGER NOT NULL REFERENCES agent ON DELETE CASCADE,
      at TEXT NOT NULL CHECK (at <> ''),
      passwordHash TEXT NOT NULL CHECK (passwordHash LIKE '$_%')
    ) STRICT;
    CREATE INDEX passwordHistoryOfAgent ON passwordHistory (agentId, id);
    """

  static let telephones = """
    CREATE TABLE telephone (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL UNIQUE COLLATE NOCASE
        CHECK (length(CAST(name AS BLOB)) BETWEEN 1 AND 40 AND name NOT GLOB '*[^A-Za-z0-9._]*'),
      fullname TEXT NOT NULL
        CHECK (length(CAST(fullname AS BLOB)) BETWEEN 1 AND 79
          AND fullname NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || ']*'),
      internal TEXT NOT NULL
        CHECK (length(internal) BETWEEN 2 AND 10 AND internal NOT GLOB '*[^0-9]*'),
      sipRealm TEXT NOT NULL,
      sipMD5 TEXT NOT NULL CHECK (length(sipMD5) = 32 AND sipMD5 NOT GLOB '*[^0-9a-f]*'),
      sipSHA256 TEXT NOT NULL CHECK (length(sipSHA256) = 64 AND sipSHA256 NOT GLOB '*[^0-9a-f]*'),
      createdAt TEXT NOT NULL CHECK (createdAt LIKE '____-__-__T__:__:__.___Z')
    ) STRICT;
    """

  static let queues = """
    CREATE TABLE queue (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      channel TEXT NOT NULL
        CHECK (channel IN ('voice', 'chat', 'mail', 'sms', 'openchannel', 'fax', 'whatsapp')),
      name TEXT NOT NULL COLLATE NOCASE
        CHECK (length(CAST(name AS BLOB)) BETWEEN 1 AND 79 AND name NOT GLOB '*[,:=]*'
          AND name NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || ']*'
          AND name = trim(name)
          AND (channel <> 'voice' OR name NOT GLOB '*[^A-Za-z0-9_-]*')),
      strategy TEXT NOT NULL
        CHECK (CASE channel
          WHEN 'voice' THEN strategy IN ('ringall', 'rrmemory', 'leastrecent', 'fewestcalls',
            'random', 'linear', 'wrandom')
          ELSE strategy IN ('beepall', 'rrmemory', 'leastrecent') END),
      weight INTEGER NOT NULL CHECK (weight BETWEEN 0 AND 10),
      UNIQUE (channel, name)
    ) STRICT;
    CREATE TABLE queueMember (
      queueId INTEGER NOT NULL REFERENCES queue ON DELETE CASCADE,
      agentId INTEGER NOT NULL REFERENCES agent ON DELETE CASCADE,
      penalty INTEGER NOT NULL CHECK (penalty >= 0),
      PRIMARY KEY (queueId, agentId)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX queueMemberOfAgent ON queueMember (agentId);
    """

  static let teams = """
    CREATE TABLE team (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL UNIQUE COLLATE NOCASE
        CHECK (length(CAST(name AS BLOB)) BETWEEN 1 AND 79 AND name NOT GLOB '*[,:=]*'
          AND name NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || ']*'
          AND name = trim(name))
    ) STRICT;
    CREATE TABLE teamMember (
      teamId INTEGER NOT NULL REFERENCES team ON DELETE CASCADE,
      agentId INTEGER NOT NULL REFERENCES agent ON DELETE CASCADE,
      PRIMARY KEY (teamId, agentId)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX teamMemberOfAgent ON teamMember (agentId);
    CREATE TABLE queueTeam (
      queueId INTEGER NOT NULL REFERENCES queue ON DELETE CASCADE,
      teamId INTEGER NOT NULL REFERENCES team ON DELETE CASCADE,
      PRIMARY KEY (queueId, teamId)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX queueTeamOfTeam ON queueTeam (teamId);
    """

  static let profiles = """
    CREATE TABLE profile (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL UNIQUE COLLATE NOCASE
        CHECK (length(CAST(name AS BLOB)) BETWEEN 1 AND 79 AND name NOT GLOB '*[,:=]*'
          AND name NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || ']*'
          AND name = trim(name))
    ) STRICT;
    CREATE TABLE profileMember (
      profileId INTEGER NOT NULL REFERENCES profile ON DELETE CASCADE,
      agentId INTEGER NOT NULL REFERENCES agent ON DELETE CASCADE,
      PRIMARY KEY (profileId, agentId)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX profileMemberOfAgent ON profileMember (agentId);
    """

  static let settings = """
    CREATE TABLE setting (
      key TEXT PRIMARY KEY NOT NULL CHECK (key <> ''),
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE installation (
      only INTEGER PRIMARY KEY CHECK (only = 1),
      id TEXT NOT NULL CHECK (length(id) = 16 AND id NOT GLOB '*[^0-9a-f]*')
    ) STRICT;
    INSERT INTO installation VALUES (1, lower(hex(randomblob(8))));
    """

  static let audit = """
    CREATE TABLE audit (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at TEXT NOT NULL CHECK (at <> ''),
      login TEXT NOT NULL,
      uid INTEGER NOT NULL CHECK (uid BETWEEN 0 AND 4294967295),
      tty TEXT NOT NULL,
      verb TEXT NOT NULL CHECK (verb <> ''),
      object TEXT NOT NULL,
      changes TEXT NOT NULL CHECK (json_valid(changes))
    ) STRICT;
    """

  /// The outbox: a file is pending in a directory while the revision that was written there is not its
  /// current one.
  ///
  /// A file without content is `isGone`, so that it is neither pending nor missing until its content
  /// changes. `reloaded` is the revision that Asterisk was told of. If it is older than the written one, the
  /// next run tells Asterisk, even if a run was killed in between.
  static let files = """
    CREATE TABLE fileRevision (
      name TEXT PRIMARY KEY NOT NULL CHECK (name <> ''),
      revision INTEGER NOT NULL CHECK (revision >= 1)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE fileWritten (
      directory TEXT NOT NULL CHECK (directory <> ''),
      name TEXT NOT NULL REFERENCES fileRevision ON DELETE CASCADE,
      revision INTEGER NOT NULL CHECK (revision >= 1),
      isGone INTEGER NOT NULL CHECK (isGone IN (0, 1)),
      checksum TEXT NOT NULL CHECK (length(checksum) = 64 OR isGone AND checksum = ''),
      reloaded INTEGER NOT NULL CHECK (reloaded BETWEEN 0 AND revision),
      PRIMARY KEY (directory, name)
    ) STRICT, WITHOUT ROWID;
    """
}
