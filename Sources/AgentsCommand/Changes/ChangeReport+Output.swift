internal import AgentsModel
internal import AgentsSystem
internal import SystemPackage

extension ChangeReport {
  /// The one place where what a verb did is shown.
  func write(_ options: OutputOptions) throws {
    let output = StandardOutput()
    switch options.format {
    case .table: try writeSentences(to: output, options)
    case .json: try output.write(json.text + "\n")
    case .jsonl, .csv, .names: try writeRows(to: output, options.format)
    }
    try output.flush()
  }

  private func writeSentences(to output: StandardOutput, _ options: OutputOptions) throws {
    for outcome in outcomes {
      if !options.quiet {
        try output.write("\(outcome.name): \(outcome.sentence)\n")
        if isDryRun {
          for change in outcome.changes {
            try output.write("  \(Terminal.printable(change.sentence))\n")
          }
        }
      }
      if let password = outcome.password?.reveal() {
        try output.write(
          options.quiet ? "\(password)\n" : "\(outcome.name): password \(password)\n")
      }
    }
  }

  private func writeRows(to output: StandardOutput, _ format: Format) throws {
    var columns = ["name", "internal", "result", "changed"].map { Column(key: $0) }
    let hasPassword = outcomes.contains { $0.password != nil }
    if hasPassword { columns.append(Column(key: "password")) }
    var rows = try RowWriter(format, columns, to: output)
    for outcome in outcomes {
      var row: [JSON] = [
        .string(outcome.name), .string(outcome.internalNumber), .string(outcome.result),
        .array(outcome.changedKeys.map(JSON.string)),
      ]
      if hasPassword { row.append(.string(outcome.password?.reveal() ?? "")) }
      try rows.write(row)
    }
    try rows.finish()
  }

  private var json: JSON {
    .object([
      ("dryRun", .bool(isDryRun)),
      ("changed", .bool(outcomes.contains { $0.result != "unchanged" })),
      ("agents", .array(outcomes.map(\.json))),
      ("files", files.map(\.json) ?? .null),
    ])
  }
}

extension ChangeReport.Outcome {
  /// What changed, by name; a password is named and never shown.
  fileprivate var changedKeys: [String] {
    changes.map(\.field.key) + credential
  }

  fileprivate var sentence: String {
    switch result {
    case "created", "would be created", "restored", "would be restored":
      "\(result), internal \(internalNumber)"
    case "changed", "would be changed":
      ([result] + [changedKeys.joined(separator: ", ")]).filter { !$0.isEmpty }.joined(
        separator: " ")
    default: result
    }
  }

  var json: JSON {
    var members: [(String, JSON)] = [
      ("name", .string(name)), ("internal", .string(internalNumber)),
      ("result", .string(result)),
      ("changed", .array(changedKeys.map(JSON.string))),
      ("changes", .object(changes.map { ($0.field.key, .array([$0.shownOld, $0.shownNew])) })),
    ]
    if let password = password?.reveal() { members.append(("password", .string(password))) }
    return .object(members)
  }
}

extension FieldChange {
  /// Secrets are named, never shown.
  var shownOld: JSON { shown(old) }
  var shownNew: JSON { shown(new) }

  fileprivate var sentence: String {
    "\(field.key): \(quoted(shownOld.plainText)) -> \(quoted(shownNew.plainText))"
  }

  private func shown(_ text: String) -> JSON {
    field.isSecret && !text.isEmpty ? .string("***") : JSON(text, field.kind)
  }
}
