internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import SystemPackage

/// Whether a generated file is as it should be.
package enum FileState: String, CaseIterable, Sendable {
  case current, pending, missing
  /// Somebody changed it by hand.
  case edited
  /// Another database writes to the same directory.
  case foreign = "of another database"
  /// Asterisk could not be told of it yet.
  case unread = "not reloaded"
}

/// The files for Asterisk, and what Asterisk's own files say of them.
package struct FileStatus: Sendable {
  /// Whether Asterisk's own file includes ours.
  package struct Include: Sendable {
    /// The name of Asterisk's own file, such as `sip.conf`.
    package let file: String
    /// The line that must stand there.
    package let line: String
    /// The path at which that file is expected.
    package let path: String
    /// It does.
    package let isMade: Bool
  }

  /// The database.
  package let database: String
  /// Where the files are.
  package let directory: String
  /// By name.
  package let files: [(name: String, state: FileState)]
  /// One for each kind of file.
  package let includes: [Include]
  /// The driver that the files are for.
  package let driver: String
  /// The driver that queues and extensions dial.
  package let dialled: String
  /// An unfinished change of the driver: the technology that is dialled until `file` has the line.
  package let unfinished: (technology: String, file: String)?
  /// Phones that cannot register, because their digest is of another realm.
  package let staleDigests: Int
  /// What stands in the centre's own files, and what else should be known.
  package let findings: CentreFindings

  /// Everything is as it should be, as far as it can be known.
  package var isCurrent: Bool {
    findings.isClean && files.allSatisfy { $0.state == .current }
  }
}

extension AsteriskFiles {
  func status() throws -> FileStatus {
    let inclusion = Inclusion(directory: directory)
    let stale = try store.read { reader in
      try reader.phonesWithStaleDigest(realm: reader.settings().sipRealm)
    }
    return FileStatus(
      database: session.path.string, directory: directory, files: try states(),
      includes: kinds.map { kind in
        FileStatus.Include(
          file: kind.includedBy, line: inclusion.line(for: kind),
          path: inclusion.includer(of: kind).string, isMade: inclusion.isMade(for: kind))
      },
      driver: dialect.driver.rawValue, dialled: dialect.dialled.rawValue,
      unfinished: dialect.left.map { ($0.technology, dialect.driver.files.includedBy) },
      staleDigests: stale, findings: try centreFindings(withMissing: inclusion))
  }
}
