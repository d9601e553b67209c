internal import AgentsModel
internal import SQLite

extension Store {
  /// Writes all of it into a new file, out of one snapshot: without the log, and without pages that nobody uses.
  ///
  /// - Parameters:
  ///   - path: An empty file.
  ///   - pictures: What is kept with it, by name.
  package func copy(to path: String, pictures: [(name: String, bytes: [UInt8])]) throws {
    try translating(self.path) {
      try connection.taking { try $0.run("VACUUM INTO ?", [path]) }
    }
    let copy = try Store.connect(path, 0, readonly: false)
    try translating(path) {
      try copy.connection.writing { database in
        try database.run(
          "CREATE TABLE backupPicture (name TEXT PRIMARY KEY NOT NULL, bytes BLOB NOT NULL) STRICT")
        for picture in pictures {
          try database.run(
            "INSERT INTO backupPicture VALUES (?, ?)", [picture.name, picture.bytes])
        }
      }
      try copy.connection.taking { try $0.run("PRAGMA journal_mode = DELETE") }
    }
  }

  /// Whether every page of the file is as SQLite wrote it, and every row keeps the rules of the schema.
  package func isIntact() throws -> Bool {
    try translating(path) {
      try connection.reading { database in
        let words: [String] = try database.values("PRAGMA integrity_check(1)")
        let orphans: String? = try database.value("SELECT \"table\" FROM pragma_foreign_key_check")
        return words == ["ok"] && orphans == nil
      }
    }
  }

  /// Takes out the pictures that came with a copy.
  package func takePictures() throws -> [(name: String, bytes: [UInt8])] {
    try translating(path) {
      try connection.writing { database in
        guard try database.exists("SELECT 1 FROM sqlite_master WHERE name = 'backupPicture'") else {
          return []
        }
        let pictures: [(name: String, bytes: [UInt8])] = try database.rows(
          "SELECT name, bytes FROM backupPicture", []
        ) { ($0[0], $0[1]) }
        try database.run("DROP TABLE backupPicture")
        return pictures
      }
    }
  }

  /// Takes over all of another store, in one commit that every other process sees as a change.
  package func replace(with other: Store) throws {
    try translating(path) { try connection.replace(with: other.connection) }
  }
}
