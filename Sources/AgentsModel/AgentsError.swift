/// Everything that can end a command, without texts: the command layer gives each case its message,
/// its hint and its exit status.
public enum AgentsError: Error, Equatable, Sendable {
  // What was asked for
  /// The request breaks rules; every problem is listed.
  case refused([Finding])
  /// No agents of these usernames; `inBin` are those found in the bin.
  case agentsNotFound([String], inBin: [String])
  /// No queues, teams, profiles or telephones of these names; and no agents of the usernames that
  /// were given beside them.
  case groupsNotFound([MissingGroup], agents: [String], inBin: [String])
  /// No agents of these usernames in the bin.
  case notInBin([String])
  /// No setting or field of this name.
  case unknownKey(String, kind: String, nearest: String?)
  /// The command would destroy something, nobody can be asked, and `--yes` was not given.
  case confirmationNeeded(String)
  /// The operator answered no.
  case declined
  /// There is no terminal and no password option, of which one may be to have it made.
  case passwordNeeded(canBeMade: Bool)
  /// The two passwords typed differ.
  case passwordsDiffer

  /// The operator may not do this.
  case notAllowed(Denial)
  /// The account of this username takes no login.
  case accountRefused(String, AccountRefusal)
  /// A link that is wrong, used, too old, cut short or taken back; which of them is not told.
  case linkRefused
  /// These settings must be given first.
  case settingsNeeded([String])
  /// The mail program did not take the mail.
  case mailUnavailable(program: String, reason: String)

  /// The word at this place of the command line is not UTF-8.
  case argumentNotUTF8(Int)
  /// The change is stored, but standard output did not take the report.
  case unreported(errno: Int32, losesPassword: Bool)

  // The store
  case storeNotFound(path: String)
  /// The file is no database of this program, or damaged.
  case storeUnusable(path: String, reason: String)
  /// The file was written by a newer program.
  case storeNewer(path: String)
  /// Somebody else is writing for longer than the time-out.
  case busy(path: String, holder: String?)
  /// A row that the program's own rules refuse.
  case storedValueInvalid(agent: String, key: String, Refusal)

  /// There is no row of this number in the audit trail.
  case auditRowNotFound(Int)
  /// The audit trail is not intact, so that nothing of it is removed.
  case auditBroken
  /// Secrets are not given out, because that cannot be written into the audit trail.
  case unrecorded(path: String, errno: Int32)

  // Files
  /// A file operation failed with this `errno`.
  case file(path: String, operation: String, errno: Int32)
  /// A file that must be private can be read by others.
  case exposedFile(path: String, mode: UInt32)
  /// An input file that cannot be what it should be.
  case unusableFile(path: String, reason: String)

  /// A file that another account can have put there, or that cannot rightly be there.
  case unsafeFile(path: String, reason: String, remedy: String, isForbidden: Bool)

  /// A file that is to hold secrets can be read by others.
  case exposedOutput(path: String, mode: UInt32)
  /// A file that is to hold secrets is not the caller's own.
  case unusableOutput(path: String, reason: String)

  // Bulk
  /// Fewer rows than asked for; nil = standard output. Nothing was written.
  case tooFewRows(path: String?, rows: Int, least: Int)
  /// Too few rows beside what the file holds; it was kept.
  case suddenDrop(path: String, rows: Int, before: Int, percent: Int)
  /// These rows break rules; with `rejects` all others were stored, without it none.
  case rowsRefused([Finding], rejected: Int, read: Int, rejects: String?)
  /// A larger share of the agents would change than was agreed to, and nobody can be asked.
  case tooManyChanges(updated: Int, deleted: Int, of: Int, percent: Int)
  /// Ctrl-C; everything was undone.
  case interrupted

  // Client logs
  /// The directory of the client logs is not there, or has none of these agents.
  case clientLogsNotFound(agents: [String], directory: String)

  // Asterisk
  /// The change is stored; these generated files could not be written.
  indirect case notApplied(files: [String], cause: AgentsError)
  /// The database is not a standard one, and nothing says that its files go to the default directory.
  case asteriskDirNotSet(database: String, directory: String)
  /// These generated files were edited by hand and stay as they are.
  case drifted(files: [String])
  /// A rendered file does not read back as the model.
  case renderingUnfaithful(file: String)
  /// Asterisk did not answer, or does not run what was written.
  case asteriskUnavailable(command: String, reason: String)
  /// Asterisk has not the channel driver that the files are written for.
  case asteriskLacksDriver(command: String)
  case asteriskDisagrees(peers: [String])

  /// crypt(3) failed: no entropy, or an unknown hash format.
  case cryptFailed
  /// Something that cannot happen happened.
  case unexpected(String)
}

/// A queue, team, profile or telephone that there is not.
public struct MissingGroup: Equatable, Sendable {
  /// As the command line calls it.
  public let kind: String
  /// As it was written.
  public let name: String
  /// The one most probably meant.
  public let nearest: String?

  package init(kind: String, name: String, nearest: String?) {
    self.kind = kind
    self.name = name
    self.nearest = nearest
  }
}
