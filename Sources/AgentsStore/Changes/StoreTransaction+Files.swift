internal import SQLite

extension StoreTransaction {
  /// Says that the content of these files changed: each is pending in every directory.
  package func touch(files names: some Sequence<String>) throws {
    let statement = try database.prepare(
      """
      INSERT INTO fileRevision (name, revision) VALUES (?, 1)
        ON CONFLICT (name) DO UPDATE SET revision = revision + 1
      """)
    for name in names { try statement.run([name]) }
  }

  /// Says which revision of a file a directory has now.
  ///
  /// The revision is the one that was rendered; when the file was touched since, it stays pending.
  ///
  /// - Parameters:
  ///   - checksum: SHA-256 of its content, 64 hexadecimal digits.
  ///   - isRewritten: The file was put there just now: Asterisk must be told, whatever it knew.
  package func record(
    written name: String, revision: Int, checksum: String, isRewritten: Bool, in directory: String
  ) throws {
    try record(name, revision, in: directory, isGone: false, checksum, isRewritten)
  }

  /// Says that a file is gone from a directory because at this revision it has no content.
  ///
  /// - Parameters:
  ///   - isRemoved: It was there until just now.
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

  /// Says that Asterisk has read these files as they were written, or need not be told.
  ///
  /// - Parameter files: name → the revision that was written when it was told; another run may have
  ///   written a later one since.
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
