extension Migration0008 {
  /// What was taken over from the centre's own files, and is not live yet.
  ///
  /// An adoption knows its agents, telephones and queues, and the files of the centre that it changed, each with the
  /// checksum that it had before and has afterwards, so that it can be undone. Of a setting that it changed it knows the
  /// text before; none = it was not set.
  static let adoption = """
    ALTER TABLE agent ADD COLUMN held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1));
    ALTER TABLE telephone ADD COLUMN held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1));
    ALTER TABLE queue ADD COLUMN held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1));
    CREATE TABLE adoption (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at TEXT NOT NULL CHECK (at LIKE '____-__-__T__:__:__.___Z'),
      directory TEXT NOT NULL CHECK (directory LIKE '/%'),
      state TEXT NOT NULL CHECK (state IN ('held', 'cutting', 'live', 'undone'))
    ) STRICT;
    CREATE TABLE adoptionMember (
      adoptionId INTEGER NOT NULL REFERENCES adoption ON DELETE CASCADE,
      agentId INTEGER REFERENCES agent ON DELETE CASCADE,
      telephoneId INTEGER REFERENCES telephone ON DELETE CASCADE,
      queueId INTEGER REFERENCES queue ON DELETE CASCADE,
      CHECK ((agentId IS NULL) + (telephoneId IS NULL) + (queueId IS NULL) = 2)
    ) STRICT;
    CREATE INDEX adoptionMemberOf ON adoptionMember (adoptionId);
    CREATE INDEX adoptionMemberAgent ON adoptionMember (agentId) WHERE agentId IS NOT NULL;
    CREATE INDEX adoptionMemberTelephone ON adoptionMember (telephoneId)
      WHERE telephoneId IS NOT NULL;
    CREATE INDEX adoptionMemberQueue ON adoptionMember (queueId) WHERE queueId IS NOT NULL;
    CREATE TABLE adoptionFile (
      adoptionId INTEGER NOT NULL REFERENCES adoption ON DELETE CASCADE,
      path TEXT NOT NULL CHECK (path LIKE '/%'),
      backup TEXT NOT NULL,
      before TEXT NOT NULL CHECK (before = '' OR length(before) = 64),
      after TEXT NOT NULL CHECK (length(after) = 64),
      PRIMARY KEY (adoptionId, path)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE adoptionSetting (
      adoptionId INTEGER NOT NULL REFERENCES adoption ON DELETE CASCADE,
      key TEXT NOT NULL,
      before TEXT,
      after TEXT NOT NULL,
      PRIMARY KEY (adoptionId, key)
    ) STRICT, WITHOUT ROWID;
    """
}
