internal import Agents
internal import AgentsModel
internal import AgentsSystem

extension Answer {
  /// What the checks found.
  init(_ report: HealthReport) {
    let columns = ["severity", "code", "subject", "message", "when", "file", "line"]
    self.init(
      [], report.json,
      Rows(
        columns,
        report.findings.map { finding in
          [
            .string(finding.severity.rawValue), .string(finding.code), .string(finding.subject),
            .string(finding.message), .string(finding.when.text),
            finding.file.map(JSON.string) ?? .null, finding.line.map(JSON.number) ?? .null,
          ]
        }))
    names = Rows(["code"], report.codes.map { [.string($0)] })
    lines = report.mended.map { Line("mend: \($0.text)").kept } + report.lines
  }

  /// The checks themselves.
  init(_ checks: [HealthCheck]) {
    let rows = Rows(
      ["check", "severity", "asks", "what"],
      checks.map { check in
        [
          .string(check.id), .string(check.severity.rawValue),
          .string(check.needsAsterisk ? "Asterisk" : ""), .string(check.what),
        ]
      })
    self.init(rows, rows, .auto)
  }
}

extension HealthReport {
  /// Each once, worst first.
  fileprivate var codes: [String] {
    findings.reduce(into: []) { codes, finding in
      if !codes.contains(finding.code) { codes.append(finding.code) }
    }
  }

  // MARK: - For people

  fileprivate var lines: [Line] {
    var lines: [Line] = []
    for severity in HealthFinding.Severity.allCases.reversed() {
      for code in codes {
        let found = findings.filter { $0.severity == severity && $0.code == code }
        let shown = found.prefix(Self.shown)
        for (before, finding) in zip([nil] + shown.map(Optional.some), shown) {
          lines += finding.lines(after: before)
        }
        if found.count > Self.shown {
          lines.append(Line("       and \(found.count - Self.shown) more of \(code)").kept)
        }
      }
    }
    guard !findings.isEmpty || !unchecked.isEmpty else {
      return [
        Line(
          checked == 0
            ? "nothing was checked" + skippedWords : "\(checked) checked, healthy" + skippedWords)
      ]
    }
    let notes = [Line(summary)] + uncheckedLines
    return lines + (findings.isEmpty ? notes : notes.map(\.kept))
  }

  private static let shown = 10

  private var summary: String {
    let counts = [
      (count(.error), "error"), (count(.warning), "warning"), (count(.info), "remark"),
    ].filter { $0.0 > 0 }.map { AgentsModel.count($0, $1) }
    let found = counts.isEmpty ? "nothing found" : counts.joined(separator: ", ")
    let rest = unchecked.isEmpty ? "" : "; \(unchecked.count) not checked"
    return "\(checked) checked: \(found)\(rest)\(skippedWords)"
  }

  private var skippedWords: String { skipped.isEmpty ? "" : ", \(skipped.count) skipped" }

  /// What could not be checked, by its reason.
  private var uncheckedLines: [Line] {
    Dictionary(grouping: unchecked, by: \.reason).sorted { $0.key < $1.key }.map { reason, checks in
      let codes = checks.map(\.code)
      let shown = codes.prefix(3).joined(separator: ", ")
      let more = codes.count > 3 ? " and \(codes.count - 3) more" : ""
      return Line("not checked: \(shown)\(more): \(reason)")
    }
  }

  // MARK: - For scripts

  fileprivate var json: JSON {
    .object([
      ("version", .number(1)), ("healthy", .bool(isHealthy())), ("checked", .number(checked)),
      ("errors", .number(count(.error))), ("warnings", .number(count(.warning))),
      ("infos", .number(count(.info))), ("asterisk", asterisk.json),
      ("findings", .array(findings.map(\.json))),
      (
        "unchecked",
        .array(
          unchecked.map { .object([("code", .string($0.code)), ("reason", .string($0.reason))]) })
      ),
      ("skipped", .array(skipped.map(JSON.string))),
      ("mended", .array(mended.map { .string($0.text) })), ("seconds", .raw(seconds.inThousandths)),
    ])
  }
}

extension HealthReport.Asterisk {
  fileprivate var json: JSON {
    .object([
      ("state", .string(state == .reloaded ? "running" : state.rawValue)),
      ("version", version.map(JSON.string) ?? .null), ("pid", process.map(JSON.number) ?? .null),
      ("user", user.map(JSON.string) ?? .null),
      ("started", started.map { .string($0.text) } ?? .null),
    ])
  }
}

extension HealthFinding {
  /// The finding, what follows from it, and what mends it.
  ///
  /// - Parameter before: The finding of the same check above it: what both say is said once.
  fileprivate func lines(after before: HealthFinding?) -> [Line] {
    let word = severity == .warning ? "warn" : severity.rawValue
    let head = subject.isEmpty ? message : "\(subject): \(message)"
    let place = file.flatMap { file in
      head.contains(file) ? nil : line.map { "\(file), line \($0)" } ?? file
    }
    var texts = ["\(word.padding(to: 7))\(code)  \(head)\(place.map { " (\($0))" } ?? "")"]
    let repeats = before.map { ($0.consequence, $0.remedy) == (consequence, remedy) } ?? false
    if !repeats { texts += wrapped(consequence + (when == .now ? "" : " (\(when.text))")) }
    let commands = commands.map(\.text)
    let mends = (remedy.isEmpty || repeats ? [] : [remedy]) + commands
    for (index, mend) in mends.enumerated() {
      texts.append("       \(index == 0 ? "mend: " : "      ")\(mend)")
    }
    if !causes.isEmpty { texts.append("       explains: \(causes.joined(separator: ", "))") }
    return texts.map { Line(Terminal.printable($0)).kept }
  }

  fileprivate var json: JSON {
    .object([
      ("code", .string(code)), ("severity", .string(severity.rawValue)),
      ("when", .string(when.text)), ("subject", .string(subject)),
      ("agent", isAgent ? .string(subject) : .null), ("field", field.map(JSON.string) ?? .null),
      ("file", file.map(JSON.string) ?? .null), ("line", line.map(JSON.number) ?? .null),
      ("message", .string(message)), ("consequence", .string(consequence)),
      ("hint", .string(remedy)), ("commands", .array(commands.map { .string($0.text) })),
      ("fixable", .bool(isFixable)), ("causes", .array(causes.map(JSON.string))),
    ])
  }
}

extension HealthFinding.When {
  /// One word, or a time.
  fileprivate var text: String {
    switch self {
    case .now: "now"
    case .reload: "reload"
    case .restart: "restart"
    case .date(let moment): moment.text
    }
  }
}

extension HealthFinding.Command {
  /// The line as it is typed.
  var text: String {
    switch self {
    case .shell(let line): line
    case .console(let command): "asterisk -rx \"\(command)\""
    case .apply(let force): "xcally-agents apply\(force ? " --force" : "")"
    case .reload: "xcally-agents apply --reload"
    case .set(let key, let value): "xcally-agents settings set \(key) \(shellQuoted(value))"
    case .edit(let conditions, let field, let value):
      "xcally-agents edit \(conditions.map { "--where \(shellQuoted($0))" }.joined(separator: " "))"
        + " --set \(shellQuoted("\(field)=\(value)"))"
    case .unlock(let name): "xcally-agents unlock \(name)"
    }
  }
}

extension String {
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}

/// Sentences in lines of at most 80 columns.
private func wrapped(_ text: String) -> [String] {
  let indent = "       "
  var lines = [indent]
  for word in text.split(separator: " ") {
    let last = lines[lines.count - 1]
    if last == indent {
      lines[lines.count - 1] += word
    } else if last.count + word.count < 80 {
      lines[lines.count - 1] += " " + word
    } else {
      lines.append(indent + word)
    }
  }
  return lines
}
