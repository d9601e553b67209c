internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import AsteriskConfig
internal import SystemPackage

/// How a centre is set up: what is there, what Asterisk's own files say of it, and what is still to be done.
public struct FileStatus: Sendable {
  /// How much there is.
  public struct Counts: Sendable {
    /// Agents that are not in the bin.
    public let agents: Int
    /// Those of them that are disabled.
    public let disabled: Int
    /// Telephones.
    public let telephones: Int
    /// Queues of all channels.
    public let queues: Int
  }

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
  /// What is in it.
  public let counts: Counts
  /// Where the files are.
  public let directory: String
  /// By name.
  public let files: [(name: String, state: FileState)]
  /// One for each kind of file.
  public let includes: [Include]
  /// The driver that the files are for.
  public let driver: String
  /// The version of Asterisk that they are written for: that of the setting, else the one that was seen last; nil = none
  /// was seen.
  public let version: String?
  /// Where Asterisk keeps a PIN that was changed at a phone, for mailboxes that are not ours: `spooldir`, or its own
  /// voicemail.conf.
  public let passwordLocation: String
  /// The directory of the mailboxes.
  public let mailboxes: String
  /// The agents whose mailboxes are still to be moved, removed, or given their new PIN.
  public let owedMailboxes: [String]
  /// The driver that queues and extensions dial.
  public let dialled: String
  /// An unfinished change of the driver: the technology that is dialled until `file` has the line.
  public let unfinished: (technology: String, file: String)?
  /// Phones that cannot register, because their digest is of another realm.
  public let staleDigests: Int
  /// What was taken over and is in no file yet.
  public let held: [HeldAdoption]
  /// What stands in the centre's own files, and what else should be known.
  public let findings: InstallationFindings

  /// What the checks found that need no Asterisk.
  public let health: HealthReport

  /// Everything is as it should be, as far as it can be known without asking Asterisk.
  public var isCurrent: Bool {
    findings.isClean() && files.allSatisfy { $0.state == .current } && health.isHealthy(.error)
      && owedMailboxes.isEmpty
  }

  /// What is to be done first.
  public enum Step: Equatable, Sendable {
    /// Say where the files go: setting `asteriskDir`.
    case chooseDirectory
    /// Put the lines that are not found into Asterisk's own files, and have Asterisk read them.
    case include
    /// Write the files, and tell Asterisk.
    case apply
    /// Let what was taken over from a directory live; first remove it there, if its files have it still.
    case finish(directory: String, isOut: Bool)
    /// Look at what the checks found.
    case examine
  }

  /// What is to be done first; nil when nothing is.
  public var next: Step? {
    if !findings[.directory].isEmpty { return .chooseDirectory }
    // That also makes the lines which are not found.
    let finish = held.first.map { Step.finish(directory: $0.directory, isOut: $0.isOut) }
    if let finish, !files.contains(where: { $0.state == .current }) { return finish }
    if includes.contains(where: { !$0.isMade }) { return .include }
    if !owedMailboxes.isEmpty
      || files.contains(where: { [.pending, .missing, .unread].contains($0.state) })
    {
      return .apply
    }
    return finish ?? (isCurrent ? nil : .examine)
  }
}

extension AsteriskFiles {
  func status(_ health: HealthReport) throws -> FileStatus {
    let own = OwnFiles(beside: directory)
    let inclusion = Inclusion(directory: directory, own)
    let (stale, counts) = try store.read { reader in
      (try reader.phonesWithStaleDigest(realm: reader.settings().sipRealm), try reader.counts())
    }
    let version = settings.asteriskVersion.text
    return FileStatus(
      database: session.path.string,
      counts: .init(
        agents: counts.agents, disabled: counts.disabled, telephones: counts.telephones,
        queues: counts.queues),
      directory: directory, files: try states(),
      includes: kinds.map { kind in
        FileStatus.Include(
          file: kind.includedBy, line: inclusion.line(for: kind),
          path: inclusion.includer(of: kind).string, isMade: inclusion.isMade(for: kind))
      },
      driver: dialect.driver.rawValue, version: version.isEmpty ? seen?.text : version,
      passwordLocation: own.tree(FileKind.voicemail.includedBy).keepsPINsInSpool
        ? "spooldir" : "voicemail.conf",
      mailboxes: AsteriskPlaces(beside: directory, own).mailboxes(settings).string,
      owedMailboxes: try store.read { reader in
        try reader.owedMailboxes().map(\.name) + reader.newPINs().map(\.name)
      },
      dialled: dialect.dialled.rawValue,
      unfinished: dialect.left.map { ($0.technology, dialect.driver.files.includedBy) },
      staleDigests: stale,
      held: try store.read { try $0.held(own, at: session.centre.clock.now().moment) },
      findings: try installationFindings(withMissing: inclusion),
      health: health)
  }
}

extension ConfigTree {
  /// Whether app_voicemail keeps PINs that are changed at a phone in the directories of the mailboxes, and not in
  /// voicemail.conf: `passwordlocation`.
  var keepsPINsInSpool: Bool {
    // Everything else is as if it were not there (apps/app_voicemail.c).
    general("passwordlocation")?.value == "spooldir"
  }
}
