internal import Agents
internal import AgentsModel
internal import AgentsSystem

extension Presenter {
  /// What became of agents.
  ///
  /// - Parameter remark: A note before the report.
  func finish(_ report: Report<AgentOutcome>, remark: String? = nil) throws {
    Messages.warn(report.warnings)
    if let remark { Messages.note(remark) }
    try finish(
      Answer(
        report.outcomes, report.files, isDryRun: report.isDryRun, isVerbose: isVerbose),
      warnings: [],
      isDryRun: report.isDryRun,
      showsPassword: report.outcomes.contains { $0.password != nil },
      note: report.outcomes.isEmpty ? "no agent matches" : nil, report.files)
    if report.isDryRun { for mailbox in report.mailboxes { Messages.note(mailbox.sentence) } }
    Messages.tell(report.excess)
  }
}

extension Answer {
  init(
    _ outcomes: [AgentOutcome], _ files: FileReport?, isDryRun: Bool, isVerbose: Bool = true
  ) {
    self.init(
      [],
      .object([
        ("dryRun", .bool(isDryRun)),
        ("changed", .bool(outcomes.contains { $0.result != .unchanged })),
        ("agents", .array(outcomes.map { $0.json(isDryRun) })),
        ("files", files.map(\.json) ?? .null),
      ]), Self.rows(outcomes, isDryRun))
    lines = Totals.lines(
      outcomes.map { ($0.word(isDryRun), $0.lines(isDryRun)) }, isDryRun: isDryRun,
      isVerbose: isVerbose)
  }

  private static func rows(_ outcomes: [AgentOutcome], _ isDryRun: Bool) -> Rows {
    let hasPassword = outcomes.contains { $0.password != nil }
    let keys = ["name", "internal", "result", "changed"] + (hasPassword ? ["password"] : [])
    return Rows(
      keys,
      outcomes.map { outcome in
        let row: [JSON] = [
          .string(outcome.name), .string(outcome.internalNumber), .string(outcome.word(isDryRun)),
          .array(outcome.changedKeys.map(JSON.string)),
        ]
        return hasPassword ? row + [.string(outcome.password?.reveal() ?? "")] : row
      })
  }
}

extension AgentOutcome {
  fileprivate func word(_ isDryRun: Bool) -> String {
    isDryRun && result != .unchanged ? "would be \(result.rawValue)" : result.rawValue
  }

  /// The names of what changed; a password is named and never shown.
  fileprivate var changedKeys: [String] { changes.map(\.field.key) + credential }

  fileprivate func lines(_ isDryRun: Bool) -> [Line] {
    var lines = [Line("\(name): \(sentence(isDryRun))")]
    if isDryRun { lines += changes.map { Line("  \(Terminal.printable($0.sentence))") } }
    return lines + passwordLines(name, password)
  }

  private func sentence(_ isDryRun: Bool) -> String {
    let word = word(isDryRun)
    if result == .changed, changedKeys == ["telephone"], let change = changes.first {
      return (isDryRun ? "would be " : "") + change.hotDeskSentence
    }
    return switch result {
    case .created, .restored: "\(word), internal \(internalNumber)"
    case .changed: changedKeys.isEmpty ? word : "\(word) \(changedKeys.joined(separator: ", "))"
    case .unchanged, .deleted, .removed: word
    }
  }

  func json(_ isDryRun: Bool) -> JSON {
    var members: [(String, JSON)] = [
      ("name", .string(name)), ("internal", .string(internalNumber)),
      ("result", .string(word(isDryRun))),
      ("changed", .array(changedKeys.map(JSON.string))),
      ("changes", .object(changes.map { ($0.field.key, .array([$0.shownOld, $0.shownNew])) })),
    ]
    if let password = password?.reveal() { members.append(("password", .string(password))) }
    return .object(members)
  }
}

/// A line with a generated password; `--quiet` leaves only the password.
func passwordLines(_ name: String, _ password: Secret?) -> [Line] {
  guard let password = password?.reveal() else { return [] }
  return [Line("\(name): password \(password)", quiet: password)]
}

extension MailboxOutcome {
  /// What would become of it.
  fileprivate var sentence: String {
    target.map { "\(agent): the messages of mailbox \(box) would be those of \($0)" }
      ?? "\(agent): the messages of mailbox \(box) would be removed"
  }
}

extension FieldChange {
  /// What became of an agent and the telephone.
  fileprivate var hotDeskSentence: String {
    if old.isEmpty { return "logged on at \(new)" }
    return new.isEmpty ? "logged off from \(old)" : "moved from \(old) to \(new)"
  }

  fileprivate var sentence: String {
    "\(field.key): \(quoted(shownOld.plainText)) -> \(quoted(shownNew.plainText))"
  }
}
