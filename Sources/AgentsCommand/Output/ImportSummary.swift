internal import Agents
internal import AgentsModel
internal import AgentsSystem

extension Presenter {
  /// Shows what an import did, then throws what went wrong.
  ///
  /// - Throws: `AgentsError.bulk(.rowsRefused)` with the rejected rows; the error that stopped the files.
  func finish(_ report: ImportReport) throws {
    Messages.warn(report.plan.findings)
    try finish(
      Answer(report), warnings: [], isDryRun: report.isDryRun || report.plan.isNothing, nil)
    if format.isForPeople, !isQuiet { report.remarks.forEach(Messages.note) }
    if let files = report.files { Messages.note(files.advice) }
    if let refusal = report.refusal { throw refusal }
    if let failure = report.files?.failure { throw failure }
  }
}

extension Answer {
  fileprivate init(_ report: ImportReport) {
    self.init(report.outcomes, report.files, isDryRun: report.isDryRun)
    if !report.isDryRun { lines = [] }
    lines.append(Line(report.sentence))
    document = .object(report.json)
  }
}

extension ImportReport {
  private var counts: [(String, Int)] {
    [
      ("read", plan.outcomes.count), ("created", plan.count(.created)),
      ("updated", plan.count(.updated)), ("unchanged", plan.count(.unchanged)),
      ("skipped", plan.count(.skipped)), ("rejected", plan.count(.rejected)),
      ("disabled", plan.disabled), ("deleted", plan.deleted),
    ]
  }

  /// `agents.csv: 3 read, 1 created, …`; a number that is rarely above 0 only if it is.
  fileprivate var sentence: String {
    let shown = counts.filter { !["disabled", "deleted"].contains($0.0) || $0.1 > 0 }
    return "\(source): " + shown.map { "\($0.1) \($0.0)" }.joined(separator: ", ")
      + (isDryRun ? "; nothing was changed" : "")
  }

  fileprivate var remarks: [String] {
    var remarks: [String] = []
    if !ignored.isEmpty { remarks.append("ignored columns: \(ignored.joined(separator: ", "))") }
    let empty = [
      plan.emptyColumns > 0 ? count(plan.emptyColumns, "empty column") : nil,
      plan.emptyRows > 0 ? count(plan.emptyRows, "empty row") : nil,
    ].compactMap(\.self)
    if !empty.isEmpty { remarks.append("left out: \(empty.joined(separator: ", "))") }
    if plan.droppedWarnings > 0 {
      remarks.append("\(count(plan.droppedWarnings, "more warning")) of the same kinds")
    }
    if plan.withoutPassword > 0 {
      remarks.append(
        "\(count(plan.withoutPassword, "new agent")) without a password: nobody can log in as them"
          + " before \"set-password\", or an import with the column password")
    }
    return remarks
  }

  fileprivate var json: JSON {
    .object([
      ("dryRun", .bool(isDryRun)), ("changed", .bool(!plan.isNothing)),
      ("counts", .object(counts.map { ($0.0, .number($0.1)) })),
      ("ignored", .array(ignored.map(JSON.string))),
      ("agents", .array(outcomes.map { $0.json(isDryRun) })),
      ("rejected", .array(plan.findings.errors.map(JSON.init))),
      ("files", files.map(\.json) ?? .null),
    ])
  }
}

/// The beginning of a CSV file, for people who write one.
enum ImportTemplate {
  private static let example: [(String, String)] = [
    ("name", "mrossi"), ("fullname", "Mario Rossi"), ("email", "mario.rossi@example.com"),
    ("internal", ""), ("typology", "phonebar"), ("password", "Sunny-Day1"), ("phone", ""),
    ("voicemail", "false"), ("queues", ""), ("teams", ""),
  ]

  /// Writes a header, and an example as a comment that an import skips.
  static func write() throws {
    let output = StandardOutput()
    try output.write(CSVWriter.row(example.map(\.0)))
    try output.write("# " + String(decoding: CSVWriter.row(example.map(\.1)), as: UTF8.self))
    try output.flush()
  }
}
