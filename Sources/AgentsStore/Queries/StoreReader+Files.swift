internal import GRDB

extension StoreReader {
  /// The files that a directory has not got yet as they should be: name → revision wanted.
  package func pendingFiles(in directory: String) throws -> [String: Int] {
    let pending = try fileRevisions(in: directory).filter { $0.written != $0.revision }
    return Dictionary(uniqueKeysWithValues: pending.map { ($0.name, $0.revision) })
  }

  /// Every generated file, by name, with the revision written in a directory; files that are gone
  /// from it, and should be, are left out.
  package func fileRevisions(
    in directory: String
  ) throws -> [(name: String, revision: Int, written: Int?)] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT fileRevision.name, fileRevision.revision, fileWritten.revision
          FROM fileRevision LEFT JOIN fileWritten
            ON fileWritten.name = fileRevision.name AND fileWritten.directory = ?
          WHERE NOT (ifnull(fileWritten.isGone, 0) AND fileWritten.revision = fileRevision.revision)
          ORDER BY fileRevision.name
        """, arguments: [directory]
    ).map { ($0[0], $0[1], $0[2]) }
  }
}
