package import AgentsModel
internal import SQLite

extension StoreReader {
  /// The files that a directory has not got yet as they should be: name → revision wanted.
  package func pendingFiles(in directory: String) throws -> [String: Int] {
    let pending = try fileRevisions(in: directory).filter(\.isPending)
    return Dictionary(uniqueKeysWithValues: pending.map { ($0.name, $0.revision) })
  }

  /// Files that were written to a directory, or removed from it, since Asterisk was told.
  ///
  /// - Returns: name → the revision that was written.
  package func filesToReload(in directory: String) throws -> [String: Int] {
    let rows: [(String, Int)] = try database.rows(
      "SELECT name, revision FROM fileWritten WHERE directory = ? AND reloaded < revision",
      [directory]
    ) { ($0[0], $0[1]) }
    return Dictionary(uniqueKeysWithValues: rows)
  }

  /// Whether this store ever wrote a file to a directory.
  package func hasFile(in directory: String) throws -> Bool {
    try database.value("SELECT EXISTS (SELECT 1 FROM fileWritten WHERE directory = ?)", [directory])
      ?? false
  }

  /// Whether a directory has anybody's file of a kind.
  package func hasBlock(of kind: FileKind, in directory: String) throws -> Bool {
    try database.value(
      """
      SELECT EXISTS (SELECT 1 FROM fileWritten
        WHERE directory = ? AND NOT isGone AND name GLOB ? || '/*')
      """, [directory, kind.directory]) ?? false
  }

  /// Every generated file that a change ever touched, also those that are gone.
  package func fileNames() throws -> Set<String> {
    try Set(database.values("SELECT name FROM fileRevision"))
  }

  /// 16 hexadecimal digits that tell this store's generated files from another one's.
  package func installation() throws -> String {
    try database.value("SELECT id FROM installation") ?? ""
  }

  /// Every generated file, by name, with what a directory has of it; files that are gone from it, and
  /// should be, are left out.
  package func fileRevisions(in directory: String) throws -> [FileRevision] {
    try database.rows(
      """
      SELECT fileRevision.name, fileRevision.revision, fileWritten.revision, fileWritten.checksum
        FROM fileRevision LEFT JOIN fileWritten
          ON fileWritten.name = fileRevision.name AND fileWritten.directory = ?
        WHERE NOT (ifnull(fileWritten.isGone, 0) AND fileWritten.revision = fileRevision.revision)
        ORDER BY fileRevision.name
      """, [directory]
    ) { FileRevision(name: $0[0], revision: $0[1], written: $0[2], checksum: $0[3]) }
  }
}

/// A generated file as it should be, and as a directory has it.
package struct FileRevision: Equatable, Sendable {
  package let name: String
  /// Raised by every change that shows in the file.
  package let revision: Int
  /// The revision that was written; nil = none.
  package let written: Int?
  /// SHA-256 of the content that was written.
  package let checksum: String?

  package init(name: String, revision: Int, written: Int?, checksum: String?) {
    self.name = name
    self.revision = revision
    self.written = written
    self.checksum = checksum
  }

  /// What was written is not what should be there.
  package var isPending: Bool { written != revision }
}
