internal import Agents
internal import AgentsModel
internal import ArgumentParser

struct AuditShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one row of the audit trail, field by field.",
    usage: "xcally-agents audit show ID [options]",
    discussion: """
        $ xcally-agents audit show 17
        $ xcally-agents audit show 17 --format json
      """)

  @Argument(help: "The row's number.") var id: Int
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func run() throws {
    try Presenter(output).show(Answer(store.centre().auditRow(id)))
  }
}

extension Answer {
  fileprivate init(_ sheet: AuditSheet) {
    let previous = JSON.string(sheet.previous)
    self.init(
      [],
      Array(zip(AuditRow.columns, sheet.row.cells)) + [("previous", previous)])
    rows = Rows(
      AuditRow.shownColumns + [Column(key: "previous")], [sheet.row.cells + [previous]])
    lines = sheet.lines.map(\.kept)
  }
}

extension AuditSheet {
  fileprivate var lines: [Line] {
    let names = AuditEntry.columns.dropLast() + ["hash", "previous"]
    let texts = row.entry.texts.dropLast() + [row.hash, previous]
    let head =
      [Line("row \(row.id)", .heading)] + zip(names, texts).map { .pair($0, $1, width: 8) }
    guard !fields.isEmpty else { return head }
    let width = fields.map(\.key.count).max() ?? 0
    return head + [Line(""), Line("changes", .heading)]
      + fields.map { field in
        // As JSON has them: an empty text is seen then, and a list is one.
        .pair(field.key, (field.old.map { "\($0) -> " } ?? "") + field.new, width: width)
      }
  }
}
