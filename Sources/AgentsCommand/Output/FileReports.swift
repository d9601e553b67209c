internal import Agents
internal import AgentsModel
internal import AgentsSystem

extension FileReport {
  /// What became of the files, as scripts read it.
  var json: JSON {
    func names(_ names: [String]) -> JSON { .array(names.map(JSON.string)) }
    return .object([
      ("directory", .string(directory)), ("written", names(written)),
      ("removed", names(removed)), ("unchanged", names(unchanged)),
      ("edited", names(drifted.map(\.name))), ("copies", names(copies)),
      ("asterisk", .string(asterisk.rawValue)),
    ])
  }
}

extension Answer {
  /// What became of the files, with what was edited by hand.
  init(_ report: FileReport) {
    let changed = report.written + report.removed
    self.init([], report.json, Rows(["file"], changed.map { [.string($0)] }))
    isDocumentInLines = true
    lines = report.drifted.flatMap { drift in
      [
        Line("--- \(drift.name), as it was edited"),
        Line("+++ \(drift.name), as it would be written"),
      ] + drift.shownLines.map { Line(Terminal.printable($0)) }
    }.map(\.kept)
    lines += report.copies.map { Line("\($0): kept") }
    lines += report.written.map { Line("\($0): written") }
    lines += report.removed.map { Line("\($0): removed") }
    if changed.count + report.unchanged.count > 0 {
      lines.append(
        Line(
          "\(changed.count) changed, \(report.unchanged.count) unchanged in \(report.directory)"))
    } else if report.failure == nil {
      lines.append(Line("nothing to do in \(report.directory)"))
    }
  }
}

extension FileReport.Drift {
  /// The difference without secrets, and without the checksum line, which always differs.
  fileprivate var shownLines: [String] {
    let shown = lines.filter { !$0.dropFirst().hasPrefix("; sha256 ") }.map(withoutSecret)
    let isPlace = shown.map { $0.hasPrefix("@@ ") } + [true]
    return shown.indices.filter { !isPlace[$0] || !isPlace[$0 + 1] }.map { shown[$0] }
  }

  /// Hides the value of `md5secret` and the like, and the PIN of a mailbox; also in commented lines.
  private func withoutSecret(_ line: String) -> String {
    guard !line.hasPrefix("@@ "), let equals = line.firstIndex(of: "=") else { return line }
    let key = line[..<equals].dropFirst().trimmingPrefix { " \t;".contains($0) }.lowercased()
    let isSecret = ["secret", "auth", "cred", "digest"].contains { key.contains($0) }
    if isSecret { return line[...equals] + " ***" }
    let number = key.prefix { $0.isNumber }
    guard !number.isEmpty, key.dropFirst(number.count).allSatisfy({ $0 == " " }) else {
      return line
    }
    let value = line[equals...].drop { "=> ".contains($0) }
    return line[..<value.startIndex] + "***" + value.drop { $0 != "," }
  }
}

extension Answer {
  /// The state of each file.
  init(_ status: FileStatus) {
    self.init(
      status.sentences, status.json,
      Rows(["file", "state"], status.files.map { [.string($0), .string($1.rawValue)] }))
    isDocumentInLines = true
  }
}

extension FileStatus {
  fileprivate var sentences: [String] {
    let counts = FileState.allCases.compactMap { state in
      let count = files.count { $0.state == state }
      return count == 0 ? nil : "\(count) \(state.rawValue)"
    }
    var lines = ["files in \(directory): \(counts.joined(separator: ", "))"]
    lines += files.filter { $0.state != .current }.map { "  \($0.name): \($0.state.rawValue)" }
    lines += includes.map { "\($0.line) \($0.isMade ? "is in" : "is not found in") \($0.path)" }
    if let unfinished {
      lines.append(
        "driver: \(driver); queues and extensions dial \(unfinished.technology) until "
          + "\"xcally-agents apply\" finds the line for \(unfinished.file)")
    }
    if staleDigests > 0 {
      lines.append(
        "\(count(staleDigests, "digest")) of another realm: the passwords must be set again")
    }
    return lines
  }

  fileprivate var json: JSON {
    let includes = includes.map { include in
      JSON.object([
        ("file", .string(include.file)), ("line", .string(include.line)),
        ("made", .bool(include.isMade)),
      ])
    }
    return .object([
      ("database", .string(database)), ("directory", .string(directory)),
      ("files", .object(files.map { ($0.name, .string($0.state.rawValue)) })),
      ("includes", .array(includes)), ("driver", .string(driver)),
      ("dialled", .string(dialled)), ("staleDigests", .number(staleDigests)),
    ])
  }
}
