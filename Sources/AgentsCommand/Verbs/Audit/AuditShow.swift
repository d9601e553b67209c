internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
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
    let database = try Session(store).reading(
      OperatorTask("audit show", [String(id)], needs: .admin))
    guard let found = try database.read({ try $0.audit(id: id) }) else {
      throw AgentsError.auditRowNotFound(id)
    }
    let out = StandardOutput()
    let previous = (key: "previous", value: JSON.string(found.previous))
    switch output.format {
    case .table: try writeSheet(found.row, found.previous, found.fields, to: out)
    case .json, .jsonl:
      let members = Array(zip(AuditRow.columns.map(\.key), found.row.cells))
      try out.write(JSON.object(members + [previous]).text + "\n")
    case .csv, .names:
      let columns = AuditRow.columns + [Column(key: previous.key)]
      var rows = try RowWriter(output.format, columns, to: out)
      try rows.write(found.row.cells + [previous.value])
      try rows.finish()
    }
    try out.flush()
  }

  private func writeSheet(
    _ row: AuditRow, _ previous: String, _ fields: [AuditedField], to out: StandardOutput
  ) throws {
    try out.write(line: "row \(row.id)", style: output.color.heading)
    let names = AuditEntry.columns.dropLast() + ["hash", "previous"]
    for (name, text) in zip(names, row.entry.texts.dropLast() + [row.hash, previous]) {
      try write(name, text, 8, to: out)
    }
    guard !fields.isEmpty else { return }
    try out.write("\n")
    try out.write(line: "changes", style: output.color.heading)
    let width = fields.map(\.key.count).max() ?? 0
    for field in fields {
      // As JSON has them: an empty text is seen then, and a list is one.
      let text = (field.old.map { "\($0) -> " } ?? "") + field.new
      try write(field.key, text, width, to: out)
    }
  }

  private func write(_ key: String, _ text: String, _ width: Int, to out: StandardOutput) throws {
    let padding = String(repeating: " ", count: max(0, width - key.count))
    let line = "  \(key)\(padding)  \(text)"
    try out.write(withoutTrailingBlanks(Terminal.printable(line)) + "\n")
  }
}
