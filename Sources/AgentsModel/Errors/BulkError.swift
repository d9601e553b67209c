/// Why an import or export was stopped.
public enum BulkError: Equatable, Sendable {
  /// Fewer rows than asked for; nil = standard output. Nothing was written.
  case tooFewRows(path: String?, rows: Int, least: Int)
  /// Too few rows beside what the file holds; it was kept.
  case suddenDrop(path: String, rows: Int, before: Int, percent: Int)
  /// These rows break rules; with `rejects`, the path of the file that has them, all others were
  /// stored, without it none.
  case rowsRefused([Finding], rejected: Int, read: Int, rejects: String?)
  /// More agents would change than may without a question, and nobody can be asked.
  case unusualChange(verb: String, changing: Int, of: Int)
  /// A larger share of the agents would change than was agreed to, and nobody can be asked.
  case tooManyChanges(updated: Int, deleted: Int, disabled: Int, of: Int, percent: Int)
  /// Ctrl-C; everything was undone.
  case interrupted

  /// Kebab case; never changes.
  public var code: String {
    switch self {
    case .tooFewRows: "too-few-rows"
    case .suddenDrop: "sudden-drop"
    case .rowsRefused: "rows-refused"
    case .tooManyChanges, .unusualChange: "too-many-changes"
    case .interrupted: "interrupted"
    }
  }
}
