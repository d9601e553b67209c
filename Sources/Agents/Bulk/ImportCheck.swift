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
  /// The same with the defaults of new agents.
  let forNew: CSVHeader
  let rules: ImportRules
  let nameGuard: NameGuard
  let nameCell: Int
  private let lookup: AgentLookup
  let credentials: CredentialCells
  var relations: RelationCells
  var planner: CreationPlanner
  var plan = ImportPlan()
  /// Of each row, for messages.
  private var lines: [UInt32] = []
  var names = FileIndex()
  var sipNames = FileIndex()
  var emails = FileIndex()
  /// Values that a stored agent has; a later row may free them, so they are judged at the end.
  var claims: [Claim] = []
  private var warnings: [String: Int] = [:]
  /// Queues of which their account was spoken of.
  private var accounts: Set<String> = []
  /// Some row switches client logs on.
  var logsMore = false
  /// Contexts from which agents of the file call, and the first row of each.
  var contexts: [String: (row: Int, name: String)] = [:]
  /// The groups and telephones that there will be when the rows are stored; nil = those that are stored.
  let surroundings: PlannedGroups?
  /// What would be done to each agent that changes, where a file is compared.
  var told: [AgentOutcome] = []

  /// A row's value that an agent of the store has.
  struct Claim {
    let row: Int
    let field: UniqueField
    let text: String
    let holder: Holder
    let name: String
  }

  init(
    _ session: Session, _ reader: StoreReader, _ settings: Settings, _ header: CSVHeader,
    _ rules: ImportRules, _ nameGuard: NameGuard, _ surroundings: PlannedGroups? = nil
  ) throws {
    self.session = session
    self.surroundings = surroundings
    self.reader = reader
    self.settings = settings
    self.header = header
    forNew = header.forNew
    self.rules = rules
    self.nameGuard = nameGuard
    nameCell = header.nameCell ?? 0
    lookup = try AgentLookup(reader, header, nameCell: nameCell)
    credentials = CredentialCells(header, settings)
    relations = try RelationCells(
      forNew, reader, settings, createsGroups: rules.createsGroups,
      adds: rules.addsMemberships, surroundings)
    planner = CreationPlanner(forNew, settings)
    plan.fate = rules.missing
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
    let remarks = header.normalize(&record)
    let name = record.text(nameCell) ?? ""
    // A second row with the same name is rejected, but its other errors are reported too.
    let first = name.isEmpty ? nil : names.add(name, row: row)
    let repeats = first.map { [repeated(.name, name, $0)] } ?? []
    if let match = try lookup.match(record) {
      try checkExisting(record, row, name, match, repeats, remarks)
    } else {
      forNew.fill(&record)
      try checkNew(record, row, name, repeats + remarks)
    }
  }

  func line(of row: Int) -> Int { Int(lines[row]) }

  func repeated(_ field: UniqueField, _ text: String, _ first: Int) -> Finding {
    Finding(
      .error, "\(field.rawValue).repeated", field: field.rawValue,
      "\(quoted(text)) stands in line \(line(of: first)) too")
  }

  /// Notes what becomes of a row; an error among its findings rejects it.
  mutating func settle(
    _ row: Int, _ outcome: RowOutcome, _ findings: [Finding], _ name: String
  ) {
    plan.outcomes.append(findings.errors.isEmpty ? outcome : .rejected)
    for finding in findings { note(finding, row, name) }
  }

  mutating func note(_ finding: Finding, _ row: Int, _ name: String) {
    if finding.code == MembershipRemarks.accountCode {
      guard accounts.insert(finding.field ?? "").inserted else { return }
    }
    // A PIN that was replaced is to be told to its agent: all of them are named.
    if finding.severity == .warning, finding.code != "voicemailPin.replaced" {
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
    finding.word = finding.field.flatMap(header.word)
    finding.column = finding.column ?? finding.field.flatMap(header.cell).map { $0 + 1 }
    plan.findings.append(finding)
    if rules.keepsGoing, finding.severity == .error {
      plan.reasons[row, default: []].append(
        ((finding.word ?? finding.field).map { "\($0): " } ?? "") + finding.message)
    }
  }

  private static let shownWarnings = 20
}

extension CSVHeader {
  /// Whether a row's cell is another value than the agent has, and the operator may change it.
  func differs(_ record: CSVRecord, _ binding: Int, from agent: Agent) -> Bool {
    guard case .field(let field) = bindings[binding].column, field.access != .readOnly,
      field.key != "name"
    else { return false }
    let stored = field.property.read(agent)
    return !record.bytes[record.range(bindings[binding].cell)].elementsEqual(stored.utf8)
  }

  /// Errors in the form of a row: quotes, number of cells, encoding.
  func formFindings(of record: CSVRecord) -> [Finding] {
    var findings = record.problems.map { Finding($0, line: record.line) }
    let isUnclosed = record.problems.contains {
      if case .unclosedQuote = $0 { true } else { false }
    }
    let isShort = record.count < leastWidth
    // A spreadsheet writes as many cells as its widest row has.
    let isLong = record.count > width && !(width..<record.count).allSatisfy(record.isBlank)
    if isShort || isLong, !isUnclosed {
      var finding = Finding(
        .error, "csv.cells",
        "has \(AgentsModel.count(record.count, "cell")), the header has \(width)",
        hint: isShort
          ? "an empty cell needs its delimiter too" : "a cell that holds the delimiter needs quotes"
      )
      finding.line = record.line
      findings.append(finding)
    }
    guard !isShort, !isLong else { return findings }
    for cell in nameless where cell < record.count && !record.isBlank(cell) {
      var finding = Finding(
        .error, "csv.empty-header", "column \(cell + 1) has a value and no word in the header",
        hint: "name the column, or empty it")
      (finding.line, finding.column) = (record.line, cell + 1)
      findings.append(finding)
    }
    guard !record.bytes.allSatisfy({ $0 < 0x80 }) else { return findings }
    for cell in 0..<record.count where record.text(cell) == nil {
      var finding = Finding(
        .error, "csv.encoding", field: words[cell], "is not UTF-8",
        hint: "save the file as \"CSV UTF-8\"")
      finding.line = record.line
      finding.column = cell + 1
      findings.append(finding)
    }
    return findings
  }

  /// The assignments for an existing agent: the cells that differ from its stored values.
  ///
  /// Some fields follow from others that change, and are assigned too: what the row says of them counts.
  func assignments(_ record: CSVRecord, differing: [Int]) -> [Assignment] {
    let followers = differing.flatMap { AgentPlan.followers[bindings[$0].column.key] ?? [] }
    let others = bindings.indices.filter {
      followers.contains(bindings[$0].column.key) && !differing.contains($0)
    }
    return (differing + others).compactMap { index in
      let binding = bindings[index]
      guard case .field(let field) = binding.column, field.access != .relation else { return nil }
      guard !(binding.ignoresEmpty && record.isEmpty(binding.cell)) else { return nil }
      return Assignment(field.key, record.text(binding.cell) ?? "")
    }
  }
}
