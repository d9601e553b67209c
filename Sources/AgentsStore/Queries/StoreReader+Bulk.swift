internal import SQLite

extension StoreReader {
  /// A number that is another one after every change by another process.
  package func version() throws -> Int {
    try database.value("PRAGMA data_version") ?? 0
  }

  /// The highest id that an agent ever had.
  package func highestID() throws -> Int {
    try database.value("SELECT seq FROM sqlite_sequence WHERE name = 'agent'") ?? 0
  }

  /// How many agents are not in the bin.
  package func numberOfAgents() throws -> Int {
    try database.value("SELECT count(*) FROM agent WHERE deletedAt = ''") ?? 0
  }

  /// Ids and usernames of all agents that are not in the bin, by username.
  package func forEachName(_ body: (Int, String) throws -> Void) throws {
    let rows = try database.prepare("SELECT id, name FROM agent WHERE deletedAt = '' ORDER BY name")
    while try rows.step() { try body(rows.integer(0), rows.text(1)) }
  }

  /// Whether nobody has an internal.
  package func isFree(internal text: String) throws -> Bool {
    try
      !(database.value("SELECT EXISTS (SELECT 1 FROM number WHERE internal = ?)", [text]) ?? false)
  }
}
