extension Migration0008 {
  /// Lines of Asterisk's files that no field stands for, each with its one owner; their order is that of `id`.
  static let kept = """
    CREATE TABLE keptSetting (
      id INTEGER PRIMARY KEY,
      agentId INTEGER REFERENCES agent (id) ON DELETE CASCADE,
      telephoneId INTEGER REFERENCES telephone (id) ON DELETE CASCADE,
      queueId INTEGER REFERENCES queue (id) ON DELETE CASCADE,
      kind TEXT NOT NULL,
      key TEXT NOT NULL CHECK (key <> ''),
      value TEXT NOT NULL CHECK (length(CAST(value AS BLOB)) BETWEEN 1 AND 1000),
      CHECK ((agentId IS NOT NULL) + (telephoneId IS NOT NULL) + (queueId IS NOT NULL) = 1),
      CHECK (kind IN ('sip', 'pjsip') AND queueId IS NULL OR kind = 'queue' AND queueId IS NOT NULL)
    ) STRICT;
    CREATE INDEX keptOfAgent ON keptSetting (agentId) WHERE agentId IS NOT NULL;
    CREATE INDEX keptOfTelephone ON keptSetting (telephoneId) WHERE telephoneId IS NOT NULL;
    CREATE INDEX keptOfQueue ON keptSetting (queueId) WHERE queueId IS NOT NULL;
    """
}
