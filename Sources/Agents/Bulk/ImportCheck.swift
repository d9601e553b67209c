internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import SystemPackage

/// The first reading of a file: decides on every row, collects every problem, and changes nothing.
struct ImportCheck {
  let session: Session
  let reader: StoreReader
  let settings: Settings
  let header: CSVHeader
  let rules: ImportRules
  let centre: CentreGuard
  let nameCell: Int
  private let lookup: AgentLookup
  let holders: HolderLookup
  let credentials: CredentialCells
  var relations: RelationCells
  var planner: CreationPlanner
  var plan = ImportPlan()
  /// Of each row, for messages.
  private var lines: [UInt32] = []
  var names = FileIndex()
  var emails = FileIndex()
  /// Values that another agent of the store has; whether it keeps them is known at the end.
  var claims: [Claim] = []
  private var warnings: [String: Int] = [:]
  /// Client logs are switched on for somebody.
  var logsMore = false

  /// A row's value that an agent of the store has.
  struct Claim {
    let row: Int
    let key: String
    let text: String
    let holder: HolderLookup.Holder
    let name: String
  }

  init(
    _ session: Session, _ reader: StoreReader, _ settings: Settings, _ header: CSVHeader,
    _ rules: ImportRules, _ centre: CentreGuard
  ) throws {
    self.session = session
    self.reader = reader
    self.settings = settings
    self.header = header
    self.rules = rules
    self.centre = centre
    nameCell = header.nameCell ?? 0
    lookup = try AgentLookup(reader, header, nameCell: nameCell)
    holders = try HolderLookup(reader)
    credentials = CredentialCells(header, settings)
    relations = try RelationCells(
      header, reader, settings, createsGroups: rules.createsGroups)
    planner = CreationPlanner(header, settings)
    plan.agents = try reader.numberOfAgents()
  }

  /// Decides on the next row.
  mutating func check(_ record: inout CSVRecord) throws {
    let row = plan.outcomes.count
    lines.append(UInt32(truncatingIfNeeded: record.line))
    let form = header.formFindings(of: record)
    guard form.isEmpty else {
      settle(row, .rejected, form, "")
      return
    }
    header.normalize(&record)
    let name = record.text(nameCell) ?? ""
    // A second row of one name is refused, and whatever else is wrong with it is told all the same.
    let first = name.isEmpty ? nil : names.add(name, row: row)
    let repeats = first.map { [repeated("name", name, $0)] } ?? []
    if let match = try lookup.match(record) {
      try checkExisting(record, row, name, match, repeats)
    } else {
      try checkNew(record, row, name, repeats)
    }
  }

  func line(of row: Int) -> Int { Int(lines[row]) }

  func repeated(_ key: String, _ text: String, _ first: Int) -> Finding {
    Finding(
      .error, "\(key).repeated", field: key, "\(quoted(text)) stands in line \(line(of: first)) too"
    )
  }

  /// Notes what becomes of a row; an error among its findings rejects it.
  mutating func settle(
    _ row: Int, _ outcome: RowOutcome, _ findings: [Finding], _ name: String
  ) {
    plan.outcomes.append(findings.errors.isEmpty ? outcome : .rejected)
    for finding in findings { note(finding, row, name) }
  }

  mutating func note(_ finding: Finding, _ row: Int, _ name: String) {
    if finding.severity == .warning {
      let count = warnings[finding.code, default: 0]
      warnings[finding.code] = count + 1
      guard count < Self.shownWarnings else {
        plan.droppedWarnings += 1
        return
      }
    }
    var finding = finding
    finding.subject = name.isEmpty ? nil : name
    finding.line = finding.line ?? line(of: row)
    finding.column = finding.column ?? finding.field.flatMap(header.cell).map { $0 + 1 }
    plan.findings.append(finding)
    if rules.keepsGoing, finding.severity == .error {
      plan.reasons[row, default: []].append(
        (finding.field.map { "\($0): " } ?? "") + finding.message)
    }
  }

  private static let shownWarnings = 20
}
