extension Migration0008 {
  /// What each run of the program changed, for undoing it.
  ///
  /// `runPart.changes` is a changeset of SQLite's session extension, packed; it is empty where nothing can be undone
  /// any more. `schema` is the version that it was made with: the columns of a changeset have no names.
  static let runs = """
    CREATE TABLE run (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at TEXT NOT NULL CHECK (at LIKE '____-__-__T__:__:__.___Z'),
      login TEXT NOT NULL,
      uid INTEGER NOT NULL CHECK (uid BETWEEN 0 AND 4294967295),
      sudoUser TEXT NOT NULL,
      verb TEXT NOT NULL CHECK (verb <> ''),
      undoes INTEGER REFERENCES run ON DELETE SET NULL,
      schema INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX runAt ON run (at);
    CREATE INDEX runUndoing ON run (undoes) WHERE undoes IS NOT NULL;
    CREATE TABLE runPart (
      id INTEGER PRIMARY KEY,
      runId INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
      firstAudit INTEGER NOT NULL,
      lastAudit INTEGER NOT NULL CHECK (lastAudit >= firstAudit - 1),
      changes BLOB NOT NULL
    ) STRICT;
    CREATE INDEX runPartOfRun ON runPart (runId);
    CREATE INDEX runPartOfAudit ON runPart (firstAudit);
    CREATE INDEX runPartKept ON runPart (runId) WHERE length(changes) > 0;
    CREATE TABLE runPicture (
      name TEXT PRIMARY KEY NOT NULL CHECK (name <> ''),
      runId INTEGER NOT NULL REFERENCES run ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    """
}
