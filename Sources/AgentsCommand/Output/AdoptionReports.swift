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

// MARK: - For scripts

extension AdoptionReport {
  fileprivate func json(_ withSecrets: Bool) -> JSON {
    .object(
      [
        ("version", .number(1)), ("directory", .string(directory)),
        (
          "settings",
          .object(
            plan.driver.map { driver in
              [
                ("sipRealm", .string(plan.realm)), ("sipRealmFrom", .string(plan.realmOrigin)),
                ("asteriskDriver", .string(driver.rawValue)),
              ]
            } ?? [])
        ),
        ("agents", .array(plan.agents.map { json($0, isAgent: true, withSecrets) })),
        ("telephones", .array(plan.telephones.map { json($0, isAgent: false, withSecrets) })),
        ("queues", .array(plan.queues.map(json))),
        (
          "left", .array(plan.left.map { told($0.place, [("what", $0.what), ("why", $0.reason)]) })
        ),
        ("lost", .array(plan.lost.map(json))),
        (
          "refused",
          .array(
            plan.refused.map {
              told($0.place, [("what", $0.what), ("why", $0.reason), ("code", $0.code)])
            })
        ),
        ("unchanged", .array(plan.unchanged.map(JSON.string))),
        (
          "warnings",
          .array(plan.warnings.map { told($0.place, [("code", $0.code), ("text", $0.text)]) })
        ),
        ("notes", .array(plan.notes.map(JSON.string))), ("cutOver", cutOver),
      ] + done)
  }

  /// What was done, apart from what was found.
  private var done: [(String, JSON)] {
    [
      ("outcome", outcomeWord), ("copies", copies.map(JSON.string) ?? .null),
      ("outMinutes", outMinutes.map(JSON.number) ?? .null), ("files", files?.json ?? .null),
    ]
  }

  private var outcomeWord: JSON {
    switch outcome {
    case nil: .string("looked")
    case .stored: .string("stored")
    case .live: .string("live")
    case .rolledBack: .string("rolled back")
    }
  }

  private func told(_ place: ConfigPlace, _ members: [(String, String)]) -> JSON {
    .object([("at", .string(text(place)))] + members.map { ($0.0, .string($0.1)) })
  }

  private func json(
    _ phone: AdoptionPlan.Phone, isAgent: Bool, _ withSecrets: Bool
  ) -> JSON {
    func text(_ key: String) -> JSON { .string(phone.values[key] ?? "") }
    var members: [(String, JSON)] = [
      ("name", .string(phone.name)), ("sipName", .string(phone.sipName)),
      ("fullname", text("fullname")), ("internal", text("internal")),
      ("voice", voice(phone)),
    ]
    if let name = phone.values["sipAuthName"] { members.append(("sipAuthName", .string(name))) }
    if isAgent {
      members += [
        ("email", text("email")), ("voicemail", .bool(phone.values["voicemail"] == "true")),
        (
          "queues",
          .array(phone.queues.map { .string("voice:\($0.queue)=\($0.penalty)") })
        ),
      ]
    }
    if withSecrets, let pin = phone.values["voicemailPin"] {
      members.append(("voicemailPin", .string(pin)))
    }
    members += [
      ("digest", digest(phone, withSecrets)), ("at", .string(self.text(phone.place))),
      ("internalFrom", origin(phone.internalOrigin)), ("made", .array(phone.made.map(JSON.string))),
      (
        "kept",
        .array(phone.kept.map { .string("\($0.key)=\(shown($0.value, ofSetting: $0.key))") })
      ),
      ("note", phone.note.map(JSON.string) ?? .null),
    ]
    return .object(members)
  }

  /// Which algorithms there are; the digests themselves are secrets.
  private func digest(_ phone: AdoptionPlan.Phone, _ withSecrets: Bool) -> JSON {
    let digest = phone.digest
    let secrets: [(String, JSON)] = [
      ("md5", .string(digest.md5)),
      ("sha256", digest.sha256.isEmpty ? .null : .string(digest.sha256)),
    ]
    return .object(
      [
        ("realm", .string(digest.realm)),
        ("algorithms", .words(digest.sha256.isEmpty ? "MD5" : "MD5,SHA-256")),
      ] + (withSecrets ? secrets : []))
  }

  private func origin(_ origin: AdoptionPlan.Origin?) -> JSON {
    switch origin {
    case .words(let words): .string(words)
    case .place(let place): .string(text(place))
    case nil: .null
    }
  }

  private func voice(_ phone: AdoptionPlan.Phone) -> JSON {
    let keys = [
      "typology", "host", "type", "videosupport", "encryption", "callGroup", "pickupGroup",
      "context", "allow", "nat", "transport", "callerid",
    ]
    return .object(
      keys.map { key in
        let value = phone.values[key] ?? ""
        let isFlag = ["videosupport", "encryption"].contains(key)
        return (key, isFlag ? .bool(value == "true") : .string(value))
      })
  }

  private func json(_ queue: AdoptionPlan.Queue) -> JSON {
    .object([
      ("name", .string("voice:\(queue.name)")), ("strategy", .string(queue.strategy)),
      ("weight", .number(queue.weight)),
      ("kept", .object(queue.kept.map { ($0.key, .string($0.value)) })),
      ("at", .string(text(queue.place))), ("note", queue.note.map(JSON.string) ?? .null),
    ])
  }

  private func json(_ lost: AdoptionPlan.Lost) -> JSON {
    .object([
      ("at", .string(text(lost.place))), ("key", .string(lost.key)),
      ("value", .string(lost.shownValue)),
      ("of", .array(lost.phones.map(JSON.string))), ("why", .string(lost.reason)),
      ("kept", .bool(lost.isKept)),
    ])
  }

  private var cutOver: JSON {
    let plan = plan.cutOver
    return .object([
      (
        "comment",
        .object(
          plan.commented.sorted { $0.key < $1.key }.map { file, ranges in
            (
              shortened(file),
              .array(
                ranges.map { .array([.number($0.lowerBound), .number($0.upperBound)]) })
            )
          })
      ),
      (
        "byHand",
        .array(
          plan.byHand.map {
            .object([
              ("file", .string(shortened($0.file))), ("why", .string($0.why)),
              ("done", .bool($0.isDone)),
            ])
          })
      ),
      ("blocked", .array(plan.blocked.map(JSON.string))),
    ])
  }
}

// MARK: - For people

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
  fileprivate var reason: String { why + (remedy?.words ?? "") }
}

extension AdoptionPlan.Lost {
  fileprivate var shownValue: String { shown(value, ofSetting: key) }

  fileprivate var reason: String { why + (remedy?.words ?? "") }
}

extension AdoptionPlan.Refused {
  fileprivate var reason: String { why + (remedy?.words ?? "") }
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
