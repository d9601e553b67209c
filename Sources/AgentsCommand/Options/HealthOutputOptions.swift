internal import Agents
internal import AgentsModel
internal import AgentsSystem
internal import ArgumentParser

/// How the findings of `doctor` are written: as results are, or for Nagios.
struct HealthOutputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("table, json, jsonl, csv, names or nagios.", valueName: "format"),
    completion: .list(HealthFormat.words), transform: HealthFormat.init(option:))
  var format = HealthFormat.table

  @Option(
    help: ArgumentHelp("Colour: auto, always or never.", valueName: "when"),
    completion: .list(ColorChoice.words), transform: ColorChoice.init(option:))
  var color = ColorChoice.auto

  @Flag(name: "--quiet -q", help: "Say nothing of success.")
  var quiet = false

  var isNagios: Bool { format == .nagios }

  /// Shows an answer; for Nagios there is only one line, that of the report.
  func show(_ answer: Answer) throws {
    guard let format = Format(rawValue: format.rawValue) else { return }
    try Presenter(format, color, isQuiet: quiet).answer(answer)
  }

  /// Shows what was found.
  ///
  /// - Throws: for Nagios, the status that it understands.
  func show(_ report: HealthReport, from severity: HealthFinding.Severity) throws {
    guard isNagios else {
      try show(Answer(report))
      if let failure = report.failure { throw failure }
      guard report.isHealthy(severity) else { throw ExitStatus.differs }
      return
    }
    let status = NagiosStatus(report)
    try say(status, report.nagiosText)
    throw status
  }

  /// An error that ended the examination, as Nagios shows it.
  func fail(_ error: any Error) throws -> any Error {
    guard isNagios, !(error is NagiosStatus), case .failure(let failure) = Ending(error) else {
      return error
    }
    try say(.unknown, failure.message)
    return NagiosStatus.unknown
  }

  private func say(_ status: NagiosStatus, _ text: String) throws {
    let output = StandardOutput()
    try toleratingClosedOutput {
      try output.write("XCALLY \(status.word): \(Terminal.printable(text))\n")
      try output.flush()
    }
  }
}

/// ``Format``, and one line for Nagios and Icinga.
enum HealthFormat: String, Choice {
  case table, json, jsonl, csv, names, nagios
}

/// The exit status of a plugin of Nagios (https://nagios-plugins.org/doc/guidelines.html).
enum NagiosStatus: Int32, Error {
  case ok = 0
  case warning = 1
  case critical = 2
  case unknown = 3

  init(_ report: HealthReport) {
    self =
      report.count(.error) > 0 ? .critical : report.count(.warning) > 0 ? .warning : .ok
  }

  /// Whether words that do not parse are of a monitor, for which 64 is no status.
  static func isWanted(by arguments: [String]) -> Bool {
    arguments.name(format: HealthFormat.nagios.rawValue)
  }

  var word: String {
    switch self {
    case .ok: "OK"
    case .warning: "WARNING"
    case .critical: "CRITICAL"
    case .unknown: "UNKNOWN"
    }
  }
}

extension HealthReport {
  /// The codes of what was found, and figures; nothing that stands in a field or a file.
  fileprivate var nagiosText: String {
    var codes: [String] = []
    for finding in findings where finding.severity != .info && !codes.contains(finding.code) {
      codes.append(finding.code)
    }
    let words = codes.isEmpty ? "\(checked) checked" : codes.joined(separator: ", ")
    return
      "\(words) | errors=\(count(.error)) warnings=\(count(.warning)) unchecked=\(unchecked.count) time=\(seconds.inThousandths)s"
  }
}

extension Double {
  /// With three digits after the point.
  var inThousandths: String {
    let thousandths = Int((self * 1000).rounded())
    let rest = String(thousandths % 1000)
    return "\(thousandths / 1000).\(String(repeating: "0", count: 3 - rest.count))\(rest)"
  }
}
