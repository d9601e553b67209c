internal import Agents
internal import AgentsModel

extension AuditRow {
  /// The columns of its cells.
  static let shownColumns = columns.map {
    Column(key: $0, isNumber: ["id", "uid", "run"].contains($0))
  }

  /// The columns of ``briefCells(_:)``.
  static let briefColumns = [
    Column(key: "id", isNumber: true), Column(key: "at"), Column(key: "who"), Column(key: "verb"),
    Column(key: "object"), Column(key: "changed"),
  ]

  /// The row for a table, with the names of the fields that changed.
  func briefCells(_ keys: [String]) -> [JSON] {
    [
      .number(id), .string(entry.at), .string(entry.who), .string(entry.verb),
      .string(entry.object), .string(keys.joined(separator: ",")),
    ]
  }
}

extension Answer {
  /// One row, field by field.
  init(_ sheet: AuditSheet) {
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
    let names = AuditEntry.columns.dropLast() + ["run", "hash", "previous"]
    let run = row.run.map(String.init) ?? ""
    let texts = row.entry.texts.dropLast() + [run, row.hash, previous]
    let head =
      [Line("row \(row.id)", .heading)] + zip(names, texts).map { .pair($0, $1, width: 8) }
    guard !fields.isEmpty else { return head }
    let width = fields.map(\.key.count).max() ?? 0
    return head + [Line(""), Line("changes", .heading)]
      + fields.map { field in
        // Written as JSON, so that empty texts and lists can be recognized.
        .pair(field.key, (field.old.map { "\($0) -> " } ?? "") + field.new, width: width)
      }
  }
}

extension Answer {
  /// How many rows were pruned, or would be.
  init(_ pruning: AuditPruning, before time: String) {
    let rows = JSON.number(pruning.rows)
    self.init(
      [
        "\(count(pruning.rows, "row")) before \(time) "
          + (pruning.isDryRun ? "would be removed" : "removed")
      ],
      [("dryRun", .bool(pruning.isDryRun)), ("before", .string(time)), ("rows", rows)],
      csv: ["before", "rows"])
    names = Rows(["rows"], [[rows]])
  }
}

extension Answer {
  /// Whether the trail is intact.
  init(_ verdict: AuditVerdict) {
    let finding = verdict.finding
    self.init(
      [],
      [
        ("intact", .bool(finding == nil)), ("rows", .number(verdict.rows)),
        ("headRow", .number(verdict.head.id)), ("head", .string(verdict.head.hash)),
        ("kind", finding.map { .string($0.kind.rawValue) } ?? .null),
        ("place", finding.map { .string($0.place.words) } ?? .null),
      ])
    // `names` prints the head, to be kept elsewhere; the head of a damaged trail is not worth keeping.
    names = Rows(["head"], finding == nil ? [[.string(verdict.head.hash)]] : [])
    namelessNote = finding?.sentence
    lines = finding.map { Self.lines($0, before: verdict.rows) } ?? Self.lines(verdict)
  }

  private static func lines(_ finding: AuditFinding, before rows: Int) -> [Line] {
    ([finding.sentence] + (rows > 0 ? ["\(count(rows, "row")) before it intact"] : []))
      .map { Line($0).kept }
  }

  private static func lines(_ verdict: AuditVerdict) -> [Line] {
    let adopted = "rows up to \(verdict.adopted) were chained by an upgrade, as they were then"
    return [
      "\(count(verdict.rows, "row")) intact",
      "head \(verdict.head.hash) at row \(verdict.head.id)",
    ].map { Line($0) } + (verdict.adopted > 0 ? [Line(adopted)] : [])
  }
}

extension AuditFinding.Place {
  fileprivate var words: String {
    switch self {
    case .row(let id): "row \(id)"
    case .anchor: "anchor"
    case .head: "head"
    case .table: "table"
    }
  }
}

extension AuditFinding {
  fileprivate var sentence: String { "\(place.words): \(kind.rawValue): \(words)" }

  private var words: String {
    switch (kind, place) {
    case (.edited, .row): "it is not what was written, or not behind the row before it"
    case (.edited, .anchor): "no row says that what is missing before it was pruned"
    case (.edited, .head): "it is not the hash of the last row"
    case (.removed, .row): "it is missing"
    case (.edited, .table): "its columns or constraints are not those of this program"
    case (.removed, _): "it is missing, and the program never removes it"
    case (.reordered, _): "another row stands in its place"
    case (.added, _): "it is in no place where this program writes"
    case (.rewritten, _): "no row has the hash of --head; rows were written anew, or pruned"
    }
  }
}
