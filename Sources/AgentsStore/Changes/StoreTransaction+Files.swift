internal import GRDB

extension StoreTransaction {
  /// Says that the content of these files changed: each is pending in every directory.
  package func touch(files names: some Sequence<String>) throws {
    let statement = try database.cachedStatement(
      sql: """
        INSERT INTO fileRevision (name, revision) VALUES (?, 1)
          ON CONFLICT (name) DO UPDATE SET revision = revision + 1
        """)
    for name in names { try statement.execute(arguments: [name]) }
  }

  /// Says which revision of a file a directory has now.
  ///
  /// The revision is the one that was rendered; when the file was touched since, it stays pending.
  ///
  /// - Parameters:
  ///   - checksum: SHA-256 of its content, 64 hexadecimal digits.
  package func record(
    written name: String, revision: Int, checksum: String, in directory: String
  ) throws {
    try record(name, revision, in: directory, isGone: false, checksum)
  }

  /// Says that a file is gone from a directory because at this revision it has no content.
  package func forget(file name: String, revision: Int, in directory: String) throws {
    try record(name, revision, in: directory, isGone: true, "")
  }

  private func record(
    _ name: String, _ revision: Int, in directory: String, isGone: Bool, _ checksum: String
  ) throws {
    try database.cachedStatement(
      sql: """
        INSERT INTO fileWritten (directory, name, revision, isGone, checksum)
          VALUES (?, ?, ?, ?, ?)
          ON CONFLICT (directory, name) DO UPDATE SET
            revision = excluded.revision, isGone = excluded.isGone, checksum = excluded.checksum
        """
    ).execute(arguments: [directory, name, revision, isGone, checksum])
  }
}
