internal import Agents
internal import AgentsModel
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
    let verdict = try store.centre().verifyAudit(head: head?.lowercased())
    try Presenter(output).answer(Answer(verdict))
    guard verdict.finding == nil else { throw ExitStatus.differs }
  }
}

extension Answer {
  fileprivate init(_ verdict: AuditVerdict) {
    let finding = verdict.finding
    self.init(
      [],
      [
        ("intact", .bool(finding == nil)), ("rows", .number(verdict.rows)),
        ("headRow", .number(verdict.head.id)), ("head", .string(verdict.head.hash)),
        ("kind", finding.map { .string($0.kind.rawValue) } ?? .null),
        ("place", finding.map { .string($0.place.words) } ?? .null),
      ])
    // What is kept elsewhere, and only when it is worth keeping.
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
