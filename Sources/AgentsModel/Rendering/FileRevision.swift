/// How far a generated file in one directory has followed the database.
package struct FileRevision: Equatable, Sendable {
  /// The path below the directory.
  package let name: String
  /// Rises with every change that the file shows.
  package let revision: Int
  /// The revision that was written to the directory; nil = none.
  package let written: Int?
  /// SHA-256 of the content that was written, 64 hexadecimal digits; nil = none was.
  package let checksum: String?
  /// How the file was seen in its directory when its contents were last found right; empty = never.
  package let stamp: String

  package init(
    name: String, revision: Int, written: Int?, checksum: String?, stamp: String = ""
  ) {
    self.name = name
    self.revision = revision
    self.written = written
    self.checksum = checksum
    self.stamp = stamp
  }

  /// Whether the directory still has to get this revision.
  package var isPending: Bool { written != revision }
}
