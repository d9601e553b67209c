internal import AgentsModel
internal import AgentsSystem
internal import ArgumentParser
internal import SystemPackage

/// Standard error: sentences for people, or one JSON object where JSON was asked for.
struct ErrorOutput {
  private let isJSON: Bool

  /// The words are looked at directly, because an error may be that they do not parse.
  init(arguments: [String]) {
    isJSON = Format.allCases.filter(\.showsErrorsAsJSON).contains {
      arguments.name(format: $0.rawValue)
    }
  }

  func write(_ failure: Failure) {
    StandardError.write(isJSON ? json(failure) : text(failure))
  }

  /// A remark of a rule that does not stand in the way.
  func write(warning: Finding) {
    StandardError.write(
      isJSON ? JSON.object([("warning", JSON(warning))]).text + "\n" : Self.line(warning))
  }

  func write(note sentence: String) {
    StandardError.write(
      isJSON
        ? JSON.object([("note", .string(sentence))]).text + "\n"
        : "note: \(Terminal.printable(sentence))\n")
  }

  private func text(_ failure: Failure) -> String {
    let lines =
      failure.findings.isEmpty
      ? [Self.line("error", nil, failure.message, failure.hint)]
      : failure.findings.map(Self.line)
    let summary = failure.summary.isEmpty ? "" : Self.line("error", nil, failure.summary, nil)
    return lines.joined() + summary + (failure.usage.isEmpty ? "" : failure.usage + "\n")
  }

  /// `error: agent: field: message`, and the hint on a line of its own.
  private static func line(_ finding: Finding) -> String {
    let place = [finding.standing, finding.subject, finding.word ?? finding.field]
      .compactMap(
        \.self
      ).joined(separator: ": ")
    return line(
      finding.severity.rawValue, place.isEmpty ? nil : place, finding.message, finding.hint?.text)
  }

  private static func line(
    _ severity: String, _ place: String?, _ message: String, _ hint: String?
  ) -> String {
    let head = "\(severity): " + (place.map { "\($0): " } ?? "") + message + "\n"
    return Terminal.printable(String(head.dropLast()), showsBlanks: true) + "\n"
      + (hint.map { "hint: \(Terminal.printable($0))\n" } ?? "")
  }

  private func json(_ failure: Failure) -> String {
    var members: [(String, JSON)] = [
      ("code", .string(failure.code)), ("message", .string(failure.message)),
      ("hint", failure.hint.map(JSON.string) ?? .null),
      ("exitStatus", .number(Int(failure.exitStatus.rawValue))),
    ]
    members.append(("findings", .array(failure.findings.map(JSON.init))))
    return JSON.object([("error", .object(members))]).text + "\n"
  }
}

extension Finding {
  /// Where it is: in a file of its own, as compilers write it.
  fileprivate var standing: String? {
    guard let line else { return file }
    return file.map { "\($0):\(line):\(column ?? 1)" } ?? "line \(line)"
  }
}

extension JSON {
  /// A finding as scripts read it.
  init(_ finding: Finding) {
    var members: [(String, JSON)] = [
      ("severity", .string(finding.severity.rawValue)), ("code", .string(finding.code)),
    ]
    // Only findings about a file have a place in one.
    if let line = finding.line {
      members += [("line", .number(line)), ("column", finding.column.map(JSON.number) ?? .null)]
    }
    if let word = finding.word { members.append(("word", .string(word))) }
    members += [
      ("agent", finding.subject.map(JSON.string) ?? .null),
      ("field", finding.field.map(JSON.string) ?? .null),
      ("message", .string(finding.message)),
      ("hint", finding.hint.map { .string($0.text) } ?? .null),
    ]
    self = .object(members)
  }
}

extension [String] {
  /// Whether they ask for a format, even if they do not parse.
  func name(format: String) -> Bool {
    contains("--format=\(format)")
      || zip(self, dropFirst()).contains { $0 == ("--format", format) }
  }
}
