public import AgentsModel
internal import AgentsSystem
internal import AsteriskConfig

/// What became of the files for Asterisk in one run.
public struct FileReport: Sendable {
  /// Where they are.
  public let directory: String
  /// Another directory than the setting's was named.
  var isElsewhere = false
  /// By name, as all that follows.
  public internal(set) var written: [String] = []
  /// Files that were removed, because nothing is in them any more.
  public internal(set) var removed: [String] = []
  /// Rendered, and found on disk byte for byte.
  public internal(set) var unchanged: [String] = []
  /// Edited by hand, and left alone.
  public internal(set) var drifted: [Drift] = []
  /// Nothing was written: the rest says what would have been.
  public internal(set) var isDryRun = false
  /// In a dry run, what would change in each file.
  public internal(set) var differences: [Drift] = []
  /// Copies of edited files that were overwritten.
  public internal(set) var copies: [String] = []
  /// What Asterisk's own files must include, and what no more.
  public private(set) var advice: [Advice] = []
  /// Whose roots were made just now: Asterisk's own files must include them.
  private(set) var newRoots: [FileKind] = []
  /// Whose roots went just now: Asterisk's own files must not include them any more.
  private(set) var goneRoots: [FileKind] = []
  /// Roots of a driver that was left, which Asterisk's own files still include.
  var keptRoots: [FileKind] = []
  /// What the files are written for, where a switch of the driver may be unfinished; nil when nobody
  /// asked.
  var unfinished: Dialect?
  /// Old and new contents of the first files that were written or removed; Asterisk is checked by a sample.
  private(set) var contents: [GeneratedFile: (old: [UInt8]?, new: [UInt8]?)] = [:]
  private static let remembered = 128
  /// None was left out of ``contents``.
  private(set) var hasAllContents = true
  /// The kind of the phones' files, where all files were looked at.
  var phones: FileKind?
  /// Files of which Asterisk had not been told before this run.
  var owed: Set<String> = []
  /// How the reload ended.
  public internal(set) var asterisk = AsteriskState.notAsked
  /// Files that Asterisk read and does not run as they were written; empty where it is not known which.
  var disagreeing: Set<GeneratedFile> = []
  /// What became of mailboxes.
  private(set) var settled: [Advice] = []
  /// Files in which mailboxes are that have another directory or PIN now: Asterisk must read them again.
  private(set) var staleMailboxFiles: Set<GeneratedFile> = []
  /// The agents whose mailboxes could not be moved, removed or given their PIN, and why the first of them could not.
  private(set) var mailboxFailure: (agents: [String], cause: AgentsError)?
  /// What ends the run, after everything that was done has been shown.
  public internal(set) var failure: AgentsError?

  /// A file that somebody edited, and what an overwriting would change.
  public struct Drift: Sendable {
    /// The file.
    public let name: String
    /// `-` is as it was edited, `+` as it would be written, as in a unified difference; with secrets.
    public let lines: [String]
  }

  /// A line that somebody must write into one of Asterisk's own files, or take out.
  public enum Advice: Equatable, Sendable {
    /// `file` must have this line.
    case include(line: String, file: String)
    /// The context `from-sip` must include ours.
    case context
    /// What is in the files works only after that, when Asterisk has read them.
    case before
    /// New phones do not work, because `file` does not include ours yet.
    case unheard(file: String)
    /// The old driver's technology is dialled until `line` for the new one is found and its module runs.
    case dialled(technology: String, module: String)
    /// `file` must not have this line any more.
    case leave(line: String, file: String)
    /// `apply` then removes this file.
    case removable(file: String)
    /// The messages of one mailbox are those of another now.
    case mailboxMoved(from: String, to: String)
    /// The messages of a mailbox are gone.
    case mailboxRemoved(String)
  }

  /// How the reload ended.
  public enum AsteriskState: String, Sendable {
    /// There was nothing to tell, or it is not to be told.
    case notAsked = "not asked"
    /// It does not run here.
    case notRunning = "not running"
    /// This account may not use its console; whether it runs is not known.
    case notAllowed = "not allowed"
    /// It has not loaded all its modules yet.
    case starting
    /// It did not answer in time.
    case noAnswer = "no answer"
    /// It read the files, and runs what was written as far as it was asked.
    case reloaded
    /// It did not take them, or its console failed.
    case failed

    /// How it gave no answer.
    init(_ silence: AsteriskSilence) {
      self =
        switch silence {
        case .notInstalled, .notRunning: .notRunning
        case .notAllowed: .notAllowed
        case .starting: .starting
        case .noAnswer: .noAnswer
        case .failed: .failed
        }
    }
  }

  /// Notes a file that was written or, without bytes, removed.
  mutating func add(_ file: GeneratedFile, from old: [UInt8]?, to new: [UInt8]?) {
    if contents.count < Self.remembered {
      contents[file] = (old, new)
    } else {
      hasAllContents = false
    }
    if new == nil { removed.append(file.name) } else { written.append(file.name) }
    guard case .root(let kind) = file else { return }
    if old == nil { newRoots.append(kind) }
    if new == nil { goneRoots.append(kind) }
  }

  /// Notes that Asterisk did not take the files, or could not be asked.
  mutating func fail(_ error: AgentsError) {
    asterisk =
      switch error {
      case .asterisk(.unavailable(_, let silence)) where !silence.isAbsence: .init(silence)
      case .asterisk(.unasked(let silence)): .init(silence)
      default: .failed
      }
    failure = failure ?? error
  }

  /// Notes that a mailbox was moved or removed.
  mutating func note(done mailbox: OwedMailbox) {
    guard let new = mailbox.new else { return settled.append(.mailboxRemoved(mailbox.old)) }
    settled.append(.mailboxMoved(from: mailbox.old, to: new))
    staleMailboxFiles.insert(.mailbox(new))
  }

  /// Notes that the PIN in a file of mailboxes counts now, and no longer the one in the mailbox.
  mutating func noteNewPIN(in file: GeneratedFile) { staleMailboxFiles.insert(file) }

  /// Notes that something is still owed to the mailbox of an agent.
  mutating func fail(mailboxOf agent: String, _ error: SystemError) {
    let before = mailboxFailure
    guard before?.agents.contains(agent) != true else { return }
    mailboxFailure = ((before?.agents ?? []) + [agent], before?.cause ?? AgentsError(error))
  }

  /// By name, in whatever order they were written.
  mutating func sort() {
    written.sort()
    removed.sort()
    unchanged.sort()
    copies.sort()
    drifted.sort { $0.name < $1.name }
    differences.sort { $0.name < $1.name }
  }

  /// Whether only the members of a queue changed in this file; false for files of another run.
  func changesOnlyMembers(in file: GeneratedFile) -> Bool {
    // An earlier change that Asterisk has not read may concern more than members.
    guard !owed.contains(file.name), let (old, new) = contents[file], let old, let new else {
      return false
    }
    let documents = [old, new].map { bytes in
      (try? ConfigDocument(parsing: bytes))?.sections.map { section in
        Section(name: section.name, settings: section.settings.filter { $0.name != "member" })
      }
    }
    return documents[0] != nil && documents[0] == documents[1]
  }

  /// Added, removed and changed sections; expensive, so only computed for the check.
  func change(of file: GeneratedFile) -> ConfigChange {
    let documents = [contents[file]?.new, contents[file]?.old].map { bytes in
      bytes.flatMap { try? ConfigDocument(parsing: $0) } ?? ConfigDocument()
    }
    return documents[0].difference(from: documents[1])
  }

  private func hasNewPhones(_ kind: FileKind) -> Bool {
    contents.keys.contains { file in
      file.kind == kind && file.block != nil && !change(of: file).added.isEmpty
    }
  }

  /// Works out what Asterisk's own files must include, and what no more.
  mutating func advise() {
    // A directory named for this run only is a preview that Asterisk does not read.
    guard !isElsewhere else { return }
    let inclusion = Inclusion(directory: directory)
    let awaited = unfinished.flatMap { $0.left == nil ? nil : $0.driver.files }
    let missing = newRoots + [awaited].compactMap(\.self).filter { !newRoots.contains($0) }
    for kind in missing where !inclusion.isMade(for: kind) {
      advice.append(.include(line: inclusion.line(for: kind), file: kind.includedBy))
      if kind == .extensions { advice.append(.context) }
    }
    if !advice.isEmpty { advice.append(.before) }
    for kind in [FileKind.sip, .pjsip]
    where !newRoots.contains(kind) && (kind == phones || hasNewPhones(kind)) {
      guard !inclusion.isMade(for: kind), !inclusion.isRejected(for: kind) else { continue }
      advice.append(.unheard(file: kind.includedBy))
    }
    if let left = unfinished?.left, let driver = unfinished?.driver {
      advice.append(.dialled(technology: left.technology, module: driver.module))
    }
    // Asterisk rejects a file that includes a missing one.
    for kind in goneRoots + keptRoots where inclusion.isMade(for: kind) {
      advice.append(.leave(line: inclusion.line(for: kind), file: kind.includedBy))
    }
    advice += keptRoots.map { .removable(file: $0.root) } + settled
  }
}
