public import AgentsModel

/// What is compared of a centre.
public enum DiffKind: String, CaseIterable, Sendable {
  /// Phones: of chan_sip peers, of PJSIP endpoints with their credentials and addresses.
  case endpoints
  case mailboxes
  case queues
  case extensions
  /// The lines by which Asterisk's own files include ours.
  case includes
}

/// Which sides are compared, and what of them.
public struct DiffRequest: Sendable {
  /// What the database is compared with.
  public enum Sides: Sendable {
    case everything
    /// The files alone.
    case files
    /// The running Asterisk alone.
    case running
  }

  /// Only these agents; nil = all.
  public var selection: Selection?
  /// Only these voice queues, without their channel; empty = all.
  public var queues: [String] = []
  /// Only these kinds; empty = all.
  public var kinds: Set<DiffKind> = []
  /// The sides.
  public var sides = Sides.everything
  /// Compare every value that Asterisk shows of each phone, and not only who is there; nil = where agents are chosen.
  public var values: Bool?
  /// Also list what is in Asterisk and not of ours.
  public var foreign = false
  /// Another directory of files, for this run only.
  public var directory: String?

  /// Everything, without the values.
  public init() {}
}

/// What the database, the files and the running Asterisk do not have in common.
public struct DiffReport: Sendable {
  /// Files that are not as the database would have them, by name.
  public internal(set) var files: [File] = []
  /// nil when Asterisk was not compared.
  public internal(set) var running: Running?
  /// Why Asterisk was not compared, though it was to be.
  public internal(set) var silence: String?

  /// A file.
  public struct File: Sendable {
    /// Below the directory of the files; one of Asterisk's own by its name.
    public let name: String
    /// Why it is not as it should be; nil for one of Asterisk's own, which does not include ours.
    public let state: FileState?
    /// What differs in it, in the order of the file; empty where it cannot be read.
    public internal(set) var things: [Thing]
  }

  /// Something that differs, with all that differs of it.
  public struct Thing: Sendable {
    /// The name of a phone in Asterisk, an internal, a queue.
    public let name: String
    /// What sort of thing; several things of PJSIP have one name.
    public let type: String
    /// Never empty.
    public internal(set) var differences: [Difference]
    /// The username of the agent or telephone it belongs to; nil where that is not known.
    public internal(set) var agent: String?
  }

  /// The running Asterisk, against the database.
  public struct Running: Sendable {
    /// How many there are of each kind in the database and, of these, in Asterisk.
    public internal(set) var counts: [DiffKind: (stored: Int, running: Int)] = [:]
    /// Phones, mailboxes, extensions and includes that differ.
    public internal(set) var things: [DiffKind: [Thing]] = [:]
    /// Queues that differ, or of whom there is something to be known.
    public internal(set) var queues: [Queue] = []
    /// What is in Asterisk and not of ours, where it was asked for.
    public internal(set) var foreign: [DiffKind: [String]] = [:]
    /// Whether the values of phones and extensions were compared.
    public internal(set) var hasValues = false
  }

  /// A queue as Asterisk runs it.
  public struct Queue: Sendable {
    /// Without its channel.
    public let name: String
    /// What differs in the queue itself.
    public internal(set) var differences: [Difference] = []
    /// Members that differ.
    public internal(set) var members: [Thing] = []
    /// Members that were added while Asterisk runs, and how (`dynamic` or `realtime`), which is no difference.
    public internal(set) var guests: [(name: String, membership: String)] = []
    /// Members that are not rung now, why, and for how many seconds, which is no difference.
    public internal(set) var paused: [(name: String, reason: String, seconds: Int)] = []

    /// Asterisk runs it as it was written.
    public var isSame: Bool { differences.isEmpty && members.isEmpty }
  }

  /// Nothing that was compared differs.
  public var isSame: Bool {
    guard files.isEmpty else { return false }
    guard let running else { return true }
    return running.things.values.allSatisfy(\.isEmpty) && running.queues.allSatisfy(\.isSame)
  }
}
