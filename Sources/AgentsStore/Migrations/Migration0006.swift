/// What trust needs of the schema.
enum Migration0006 {
  static let sql = attempts

  /// Attempts to log in that have no answer yet, one at most of each agent.
  ///
  /// What a killed run leaves is counted by the next one. Of names that there is no agent of nothing is kept but that somebody tried.
  static let attempts = """
    CREATE TABLE loginAttempt (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      agentId INTEGER UNIQUE REFERENCES agent ON DELETE CASCADE,
      at TEXT NOT NULL CHECK (at LIKE '____-__-__T__:__:__.___Z')
    ) STRICT;
    """
}
