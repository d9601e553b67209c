internal import AgentsCore
internal import AsteriskConfig

/// What became of the files for Asterisk in one run.
struct FileReport {
  let directory: String
  var written: [String] = []
  var removed: [String] = []
  /// Rendered, and found on disk byte for byte.
  var unchanged: [String] = []
  /// Edited by hand, and left alone.
  var drifted: [Drift] = []
  /// Copies of edited files that were overwritten.
  var copies: [String] = []
  /// Asterisk's files that must include ours, as far as they were made just now.
  var newRoots: [GeneratedFile] = []
  /// Sections that came, went or changed, for each file written.
  var changes: [GeneratedFile: ConfigChange] = [:]
  var asterisk = AsteriskState.notAsked
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
