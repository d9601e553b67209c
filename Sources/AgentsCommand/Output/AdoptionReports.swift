internal import Agents
internal import AgentsModel
internal import AgentsSystem

extension Answer {
  /// What taking over a centre would come to.
  ///
  /// - Parameter withSecrets: `json` has digests and PINs, too.
  init(_ report: AdoptionReport, withSecrets: Bool) {
    let plan = report.plan
    let phones = plan.agents.map { ("agent", $0) } + plan.telephones.map { ("telephone", $0) }
    self.init(
      [], report.json(withSecrets),
      Rows(
        ["kind", "name", "fullname", "internal", "email", "at"],
        phones.map { kind, phone in
          [
            .string(kind), .string(phone.name), .string(phone.values["fullname"] ?? ""),
            .string(phone.values["internal"] ?? ""), .string(phone.values["email"] ?? ""),
            .string(report.text(phone.place)),
          ]
        }))
    lines = report.lines
  }
}

extension AdoptionReport {
  fileprivate var lines: [Line] {
    let phones = plan.agents.map { ("agent", $0) } + plan.telephones.map { ("telephone", $0) }
    var lines = phones.map { kind, phone in line(kind, phone) }
    lines += plan.queues.map { queue in
      let count = plan.agents.count { $0.queues.contains { $0.queue == queue.name } }
      return told(
        "queue", queue.place,
        "voice:\(queue.name), \(queue.strategy), \(AgentsModel.count(count, "member"))")
    }
    lines += plan.left.map { told("left", $0.place, "\($0.what): \($0.reason)") }
    lines += plan.lost.map { lost in
      let phones = lost.phones.prefix(3).joined(separator: ", ")
      let more = lost.phones.count > 3 ? " and \(lost.phones.count - 3) more" : ""
      return told(
        lost.isKept ? "kept" : "lost", lost.place,
        "\(lost.key)=\(lost.shownValue) of \(phones)\(more)\(lost.isKept ? "" : ": \(lost.reason)")"
      )
    }
    lines += plan.refused.map { told("refused", $0.place, "\($0.what): \($0.reason)") }
    lines += plan.warnings.map { told("warning", $0.place, $0.text) }
    lines += plan.notes.map { Line("note: \($0)") }
    lines += plan.cutOver.byHand.map { Line("by hand: \(shortened($0.file)): \($0.why)") }
    // A queue that stays is told as left.
    lines += plan.cutOver.blocked.filter { !$0.hasPrefix("voice:") }.map {
      Line(Terminal.printable("blocked: \($0)"))
    }
    return lines + [Line(summary).kept] + outcomeLines
  }

  private var outcomeLines: [Line] {
    switch outcome {
    case nil: [Line("nothing stored")]
    case .stored:
      [
        Line("stored and held: in no file of Asterisk"),
        Line(
          "next: remove these phones where they are made, then: xcally-agents adopt \(directory) --finish"
        ),
      ]
    case .live(let name):
      [
        Line("live: Asterisk runs them from our files, and who was registered still is").kept,
        outMinutes.flatMap { $0 == 0 ? nil : $0 }.map {
          Line("they were in no file for at least \(count($0, "minute"))")
        },
        Line("undo: xcally-agents adopt \(directory) --roll-back --adoption \(name)"),
        copies.map { Line("copies of the files as they were, with their passwords: \($0)") },
      ].compactMap(\.self)
    case .rolledBack(let name, let isForgotten):
      [
        Line(
          "rolled back \(name): Asterisk's files are as they were; "
            + (isForgotten
              ? "the agents are in the bin, telephones and queues are deleted"
              : "what was taken over is held")
        ).kept
      ]
    }
  }

  private func told(_ word: String, _ place: ConfigPlace, _ text: String) -> Line {
    Line(Terminal.printable("\(word.padded(to: 10))\(self.text(place))  \(text)"))
  }

  private func line(_ kind: String, _ phone: AdoptionPlan.Phone) -> Line {
    var words = [phone.name, phone.values["fullname"] ?? "", phone.values["internal"] ?? ""]
    if let email = phone.values["email"] { words.append(email) }
    if phone.values["voicemail"] == "true" { words.append("mailbox") }
    words += phone.queues.map { "voice:\($0.queue)\($0.penalty == 0 ? "" : "=\($0.penalty)")" }
    let made = phone.made.isEmpty ? "" : " (made: \(phone.made.joined(separator: ", ")))"
    return told(kind, phone.place, words.joined(separator: ", ") + made)
  }

  private var summary: String {
    let found = [
      count(plan.agents.count, "agent"), count(plan.telephones.count, "telephone"),
      count(plan.queues.count, "queue"),
    ].joined(separator: ", ")
    let kept = plan.lost.count(where: \.isKept)
    let rest = [
      (plan.unchanged.count, "unchanged"), (plan.refused.count, "refused"),
      (plan.left.count, "left"),
      (kept, "kept"), (plan.lost.count - kept, "lost"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return "\(directory): \(found)" + (rest.isEmpty ? "" : "; \(rest.joined(separator: ", "))")
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }
}

extension AdoptionPlan.Left {
  /// Why, and what may be done about it.
  var reason: String { why + (remedy?.words ?? "") }
}

extension AdoptionPlan.Lost {
  /// Without a secret.
  var shownValue: String { shown(value, ofSetting: key) }

  /// Why, and what may be done about it.
  var reason: String { why + (remedy?.words ?? "") }
}

extension AdoptionPlan.Refused {
  /// Why, and what may be done about it.
  var reason: String { why + (remedy?.words ?? "") }
}

extension AdoptionPlan.Remedy {
  /// The end of the sentence, with the option.
  fileprivate var words: String {
    switch self {
    case .giveEmail: ": --domain or --map gives one"
    case .choosePassword: ": --map names it"
    case .makeAgent: ": --agents or --map makes one"
    case .makePhonebar: "; --typology phonebar keeps it"
    case .renewPIN: " (--new-pins FILE takes it over with a new one)"
    case .believeFiles: ". Export the table to CSV (docs), or --ignore-realtime"
    case .nameRealm: ": --realm names the one that all use"
    }
  }
}
