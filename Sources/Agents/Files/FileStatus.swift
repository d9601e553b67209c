internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import SystemPackage

/// Whether a generated file is as it should be.
public enum FileState: String, CaseIterable, Sendable {
  case current, pending, missing
  /// Somebody changed it by hand.
  case edited
  /// Another database writes to the same directory.
  case foreign = "of another database"
  /// Asterisk could not be told of it yet.
  case unread = "not reloaded"
}

/// The files for Asterisk, and what Asterisk's own files say of them.
public struct FileStatus: Sendable {
  /// Whether Asterisk's own file includes ours.
  public struct Include: Sendable {
    /// The name of Asterisk's own file, such as `sip.conf`.
    public let file: String
    /// The line that must stand there.
    public let line: String
    /// The path at which that file is expected.
    public let path: String
    /// Asterisk's file includes ours.
    public let isMade: Bool
  }

  /// The database.
  public let database: String
  /// Where the files are.
  public let directory: String
  /// By name.
  public let files: [(name: String, state: FileState)]
  /// One for each kind of file.
  public let includes: [Include]
  /// The driver that the files are for.
  public let driver: String
  /// The driver that queues and extensions dial.
  public let dialled: String
  /// An unfinished change of the driver: the technology that is dialled until `file` has the line.
  public let unfinished: (technology: String, file: String)?
  /// Phones that cannot register, because their digest is of another realm.
  public let staleDigests: Int
  /// What stands in the centre's own files, and what else should be known.
  public let findings: InstallationFindings

  /// Everything is as it should be, as far as it can be known.
  public var isCurrent: Bool {
    findings.isClean() && files.allSatisfy { $0.state == .current }
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
      staleDigests: stale, findings: try installationFindings(withMissing: inclusion))
  }
}
