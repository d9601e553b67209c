internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import ArgumentParser

struct AuditVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check that no row of the audit trail was touched.",
    usage: "xcally-agents audit verify [--head HASH] [options]",
    discussion: """
      Ends with 0 when every row is as it was written, and with 1 when one was edited,
      removed or moved, naming the first. Who can write the database can write a whole
      new chain: keep the head that this prints somewhere else, and give it next time.

        $ xcally-agents audit verify
        $ xcally-agents audit verify --head "$(cat /mnt/elsewhere/head)" --quiet
        $ xcally-agents audit verify --format names >/mnt/elsewhere/head
      """)

  @Option(help: ArgumentHelp("An earlier head, which must be there.", valueName: "hash"))
  var head: String?
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws {
    guard let head else { return }
    guard head.utf8.count == 64, head.allSatisfy(\.isHexDigit) else {
      throw ValidationError(
        "'--head' takes 64 hexadecimal digits, as \"audit verify\" prints them.")
    }
  }

  func run() throws {
    let database = try Session(store).reading(OperatorTask("audit verify", needs: .admin))
    let verdict = try database.read { try $0.verifyAudit(published: head?.lowercased()) }
    try toleratingClosedOutput { try write(verdict) }
    guard verdict.finding == nil else { throw ExitStatus.differs }
  }

  private func write(_ verdict: AuditVerdict) throws {
    let out = StandardOutput()
    let finding = verdict.finding
    switch output.format {
    case .table:
      if let finding {
        try out.write("\(finding.place.words): \(finding.kind.rawValue): \(finding.words)\n")
        if verdict.rows > 0 { try out.write("\(count(verdict.rows, "row")) before it intact\n") }
      } else if !output.quiet {
        try out.write("\(count(verdict.rows, "row")) intact\n")
        try out.write("head \(verdict.head.hash) at row \(verdict.head.id)\n")
        if verdict.adopted > 0 {
          try out.write(
            "rows up to \(verdict.adopted) were chained by an upgrade, as they were then\n")
        }
      }
    case .json, .jsonl:
      try out.write(JSON.object(Array(zip(Self.columns.map(\.key), cells(verdict)))).text + "\n")
    case .csv:
      var rows = try RowWriter(.csv, Self.columns, to: out)
      try rows.write(cells(verdict))
      try rows.finish()
    case .names:
      // What is kept elsewhere, and only when it is worth keeping.
      if let finding {
        Messages.note("\(finding.place.words): \(finding.kind.rawValue): \(finding.words)")
      } else {
        try out.write(verdict.head.hash + "\n")
      }
    }
    try out.flush()
  }

  private static let columns = [
    Column(key: "intact"), Column(key: "rows", isNumber: true), Column(key: "headRow"),
    Column(key: "head"), Column(key: "kind"), Column(key: "place"),
  ]

  private func cells(_ verdict: AuditVerdict) -> [JSON] {
    [
      .bool(verdict.finding == nil), .number(verdict.rows), .number(verdict.head.id),
      .string(verdict.head.hash), verdict.finding.map { .string($0.kind.rawValue) } ?? .null,
      verdict.finding.map { .string($0.place.words) } ?? .null,
    ]
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
  fileprivate var words: String {
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
