package import AgentsModel
internal import SQLite

// The generated files. A change raises the revision of each file that shows it; a directory has the
// revision that was written there last, and the one that Asterisk was told of.

extension StoreReader {
  /// Every generated file, by name, with what is known of it in a directory.
  ///
  /// A file that is rightly gone from there is left out.
  package func fileRevisions(in directory: String) throws -> [FileRevision] {
    try database.rows(
      """
      SELECT fileRevision.name, fileRevision.revision, fileWritten.revision, fileWritten.checksum,
          ifnull(fileWritten.stamp, '')
        FROM fileRevision LEFT JOIN fileWritten
          ON fileWritten.name = fileRevision.name AND fileWritten.directory = ?
        WHERE NOT (ifnull(fileWritten.isGone, 0) AND fileWritten.revision = fileRevision.revision)
        ORDER BY fileRevision.name
      """, [directory]
    ) {
      FileRevision(name: $0[0], revision: $0[1], written: $0[2], checksum: $0[3], stamp: $0[4])
    }
  }

  /// The files that must still be written to a directory: name → revision.
  package func pendingFiles(in directory: String) throws -> [String: Int] {
    let pending = try fileRevisions(in: directory).filter(\.isPending)
    return Dictionary(uniqueKeysWithValues: pending.map { ($0.name, $0.revision) })
  }

  /// The files that were written to a directory, or removed from it, and that Asterisk has not been told
  /// of: name → revision that was written.
  package func filesToReload(in directory: String) throws -> [String: Int] {
    try database.dictionary(
      "SELECT name, revision FROM fileWritten WHERE directory = ? AND reloaded < revision",
      [directory])
  }

  /// Whether this store ever wrote a file to a directory.
  package func hasFile(in directory: String) throws -> Bool {
    try database.exists("SELECT 1 FROM fileWritten WHERE directory = ?", [directory])
  }

  /// Whether a directory has any file of a kind besides its root.
  func hasBlock(of kind: FileKind, in directory: String) throws -> Bool {
    try database.exists(
      """
      SELECT 1 FROM fileWritten
        WHERE directory = ? AND NOT isGone AND name GLOB ? || '/*'
      """, [directory, kind.directory])
  }

  /// The name of every generated file that any change ever touched, also of those that are gone.
  package func fileNames() throws -> Set<String> {
    try Set(database.values("SELECT name FROM fileRevision"))
  }

  /// 16 hexadecimal digits, which mark the files of this database and no other.
  package func installation() throws -> String {
    try database.value("SELECT id FROM installation") ?? ""
  }
}

extension StoreTransaction {
  /// Raises the revision of files whose content changed, so that they are pending in every directory.
  package func touch(files names: some Sequence<String>) throws {
    for name in names {
      try database.run(
        """
        INSERT INTO fileRevision (name, revision) VALUES (?, 1)
          ON CONFLICT (name) DO UPDATE SET revision = revision + 1
        """, [name])
    }
  }

  /// Records that a directory now has a revision of a file.
  ///
  /// - Parameters:
  ///   - revision: The one that was rendered. If the file was touched since, it stays pending.
  ///   - checksum: SHA-256 of the content, 64 hexadecimal digits.
  ///   - isRewritten: Whether the file was written just now, so that Asterisk must be told.
  package func record(
    written name: String, revision: Int, checksum: String, isRewritten: Bool, in directory: String
  ) throws {
    try record(name, revision, in: directory, isGone: false, checksum, isRewritten)
  }

  /// Records that a file is gone from a directory, because at this revision it has no content.
  ///
  /// - Parameter isRemoved: Whether it was removed just now, so that Asterisk must be told.
  package func forget(
    file name: String, revision: Int, isRemoved: Bool, in directory: String
  ) throws {
    try record(name, revision, in: directory, isGone: true, "", isRemoved)
  }

  private func record(
    _ name: String, _ revision: Int, in directory: String, isGone: Bool, _ checksum: String,
    _ isNews: Bool
  ) throws {
    try database.run(
      """
      INSERT INTO fileWritten (directory, name, revision, isGone, checksum, reloaded)
        VALUES (?1, ?2, ?3, ?4, ?5, iif(?4 AND NOT ?6, ?3, 0))
        ON CONFLICT (directory, name) DO UPDATE SET
          revision = excluded.revision, isGone = excluded.isGone, checksum = excluded.checksum,
          reloaded = CASE
            WHEN checksum <> excluded.checksum OR ?6 THEN min(reloaded, excluded.revision - 1)
            WHEN reloaded = revision THEN excluded.revision
            ELSE reloaded END
      """, [directory, name, revision, isGone, checksum, isNews])
  }

  /// Records how files were seen whose contents are those that were written.
  ///
  /// - Parameter stamps: name → stamp.
  package func record(stamps: [String: String], in directory: String) throws {
    let statement = try database.prepare(
      "UPDATE fileWritten SET stamp = ? WHERE directory = ? AND name = ?")
    for (name, stamp) in stamps { try statement.run([stamp, directory, name]) }
  }

  /// Records that Asterisk has read these files, or need not be told of them.
  ///
  /// - Parameter files: name → revision that was in the directory when Asterisk was told. Another process
  ///   may have written a later one since.
  package func record(reloaded files: [String: Int], in directory: String) throws {
    let statement = try database.prepare(
      """
      UPDATE fileWritten SET reloaded = min(revision, max(reloaded, ?))
        WHERE directory = ? AND name = ?
      """)
    for (name, revision) in files {
      try statement.run([revision, directory, name])
    }
  }
}
