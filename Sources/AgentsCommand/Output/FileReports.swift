internal import Agents
internal import AgentsModel
internal import AgentsSystem

extension FileReport {
  /// What became of the files, as scripts read it.
  var json: JSON { .object(members) }

  fileprivate var members: [(String, JSON)] {
    func names(_ names: [String]) -> JSON { .array(names.map(JSON.string)) }
    return [
      ("directory", .string(directory)), ("written", names(written)),
      ("removed", names(removed)), ("unchanged", names(unchanged)),
      ("edited", names(drifted.map(\.name))), ("copies", names(copies)),
      ("asterisk", .string(asterisk.rawValue)),
    ]
  }
}

extension Answer {
  /// What became of the files, with what was edited by hand.
  init(_ report: FileReport) {
    let changed = report.written + report.removed
    self.init(
      [],
      .object(
        [("dryRun", .bool(report.isDryRun)), ("changed", .bool(!changed.isEmpty))]
          + report.members),
      Rows(["file"], changed.map { [.string($0)] }))
    isDocumentInLines = true
    lines = (report.drifted.map { ($0, "edited") } + report.differences.map { ($0, "") })
      .flatMap { drift, how in
        [
          Line("--- \(drift.name), as it \(how.isEmpty ? "is" : "was edited")"),
          Line("+++ \(drift.name), as it would be written"),
        ] + drift.shownLines.map { Line(Terminal.printable($0)) }
      }.map(\.kept)
    lines += report.copies.map { Line("\($0): kept") }
    let would = report.isDryRun ? "would be " : ""
    lines += report.written.map { Line("\($0): \(would)written") }
    lines += report.removed.map { Line("\($0): \(would)removed") }
    if changed.count + report.unchanged.count > 0 {
      lines.append(
        Line(
          "\(changed.count) \(would.isEmpty ? "" : "would be ")changed, \(report.unchanged.count) unchanged in \(report.directory)"
        ))
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
}

/// Hides the value of `md5secret` and the like, and the PIN of a mailbox; also in commented lines.
func withoutSecret(_ line: String) -> String {
  guard !line.hasPrefix("@@ ") else { return line }
  if line.dropFirst().hasPrefix(PatchedText.mark) {
    let rest = line.prefix(1) + line.dropFirst(1 + PatchedText.mark.count)
    return String(line.prefix(1 + PatchedText.mark.count) + withoutSecret(String(rest)).dropFirst())
  }
  guard let equals = line.firstIndex(of: "=") else {
    let words = line.dropFirst().split(separator: " ", maxSplits: 1)
    let isSecret = words.count > 1 && holdsSecret(setting: String(words[0]))
    return isSecret ? "\(line.prefix(1))\(words[0]) ***" : line
  }
  let key = line[..<equals].dropFirst().trimmingPrefix { " \t;".contains($0) }.lowercased()
  if holdsSecret(setting: key.split(separator: " ").first.map(String.init) ?? "") {
    return line[...equals] + " ***"
  }
  let number = key.prefix { $0.isNumber }
  guard !number.isEmpty, key.dropFirst(number.count).allSatisfy({ $0 == " " }) else {
    return line
  }
  let value = line[equals...].drop { "=> ".contains($0) }
  // A field too many moves the PIN into another.
  let fields = value.split(separator: ",", omittingEmptySubsequences: false).dropFirst()
  let shown = fields.map { !$0.isEmpty && $0.allSatisfy(\.isNumber) ? "***" : String($0) }
  return line[..<value.startIndex] + (["***"] + shown).joined(separator: ",")
}
