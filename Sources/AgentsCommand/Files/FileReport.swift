internal import AgentsModel
internal import AsteriskConfig

/// What became of the files for Asterisk in one run.
struct FileReport {
  let directory: String
  /// Another directory than the setting's was named.
  var isElsewhere = false
  var written: [String] = []
  var removed: [String] = []
  /// Rendered, and found on disk byte for byte.
  var unchanged: [String] = []
  /// Edited by hand, and left alone.
  var drifted: [Drift] = []
  /// Copies of edited files that were overwritten.
  var copies: [String] = []
  /// Whose roots were made just now: Asterisk's own files must include them.
  private(set) var newRoots: [FileKind] = []
  /// Whose roots went just now: Asterisk's own files must not include them any more.
  private(set) var goneRoots: [FileKind] = []
  /// Roots of a driver that was left, which Asterisk's own files still include.
  var keptRoots: [FileKind] = []
  /// What the files are written for, where a switch of the driver may be unfinished; nil when nobody
  /// asked.
  var unfinished: Dialect?
  /// Old and new content of files that were written or removed: of the first so many, for Asterisk is
  /// asked about a sample.
  private(set) var contents: [GeneratedFile: (old: [UInt8]?, new: [UInt8]?)] = [:]
  private static let remembered = 128
  /// None was left out of ``contents``.
  private(set) var hasAllContents = true
  /// Files of which Asterisk had not been told before this run.
  var owed: Set<String> = []
  var asterisk = AsteriskState.notAsked
  /// Files that Asterisk read and does not run as they were written; empty where it is not known which.
  var disagreeing: Set<GeneratedFile> = []
  /// What ends the run, after everything that was done has been shown.
  var failure: AgentsError?

  /// A file that somebody edited, and what an overwriting would change.
  struct Drift {
    let name: String
    let lines: [String]
  }

  /// What Asterisk said to it.
  enum AsteriskState: String {
    case notAsked = "not asked"
    case notRunning = "not running"
    case reloaded
    case failed
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

  /// By name, in whatever order they were written.
  mutating func sort() {
    written.sort()
    removed.sort()
    unchanged.sort()
    copies.sort()
    drifted.sort { $0.name < $1.name }
  }

  /// Whether no more than the members of a queue changed in this file; false for what another run
  /// wrote.
  func changesOnlyMembers(in file: GeneratedFile) -> Bool {
    // What Asterisk has not read yet may have been more than members.
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

  /// Sections that came, went or changed in a file; worth its cost only when Asterisk is asked.
  func change(of file: GeneratedFile) -> ConfigChange {
    let documents = [contents[file]?.new, contents[file]?.old].map { bytes in
      bytes.flatMap { try? ConfigDocument(parsing: $0) } ?? ConfigDocument()
    }
    return documents[0].difference(from: documents[1])
  }

  var json: JSON {
    func names(_ names: [String]) -> JSON { .array(names.map(JSON.string)) }
    return .object([
      ("directory", .string(directory)), ("written", names(written)),
      ("removed", names(removed)), ("unchanged", names(unchanged)),
      ("edited", names(drifted.map(\.name))), ("copies", names(copies)),
      ("asterisk", .string(asterisk.rawValue)),
    ])
  }
}
