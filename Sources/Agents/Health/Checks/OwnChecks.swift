internal import AgentsModel
internal import AgentsStore
internal import AsteriskConfig

extension HealthCheck {
  static let own: [HealthCheck] = [
    HealthCheck(
      "own.endpoint", .error, .restart,
      what: "Phones of the centre's own files that have a name of ours.",
      why: "Asterisk takes one of the two, or both together.",
      mend: "rename one of them", effects: ["asterisk.stale"]
    ) { facts in
      try doubled("own.endpoint", facts).map { finding in
        let files = ["pjsip.conf", "pjsip_wizard.conf"].flatMap { facts.tree($0).files }
        let isPJSIP = finding.place.map { files.contains($0.file) } ?? false
        return symptom(finding).with(
          when: isPJSIP ? .restart : .reload,
          consequence: isPJSIP
            ? "At the next restart Asterisk loads no endpoint at all; until then it takes no change of a password."
            : "Asterisk makes one phone of both: the password that stands there works, too.",
          remedy: "rename it there, or rename the agent")
      }
    },
    HealthCheck(
      "own.override", .warning,
      what: "Sections of the centre's own files that continue one of ours with (+).",
      why: "Asterisk has other values than the database says.",
      mend: "nothing, if it is meant so; else take the section out"
    ) { facts in try overridden(facts) },
    HealthCheck(
      "own.mailbox", .error,
      what: "Mailboxes of the centre's own voicemail.conf that have a number of ours.",
      why:
        "Asterisk takes the one that stands first, with its PIN and its address; the other box does not exist.",
      mend: "take that mailbox out, or give the agent another internal"
    ) { facts in
      try doubled("own.mailbox", facts).map { finding in
        numbered(finding, "mailbox")
      }
    },
    HealthCheck(
      "own.queue", .error, .reload,
      what: "Queues of the centre's own queues.conf that have a name of ours, in any case.",
      why: "Asterisk skips ours with its members, or takes the settings of both.",
      mend: "rename one of them"
    ) { facts in
      try doubled("own.queue", facts).map(symptom)
    },
    HealthCheck(
      "own.extension", .warning,
      what: "Extensions and patterns that callers reach before an internal of ours.",
      why: "Who dials the internal reaches something else.",
      mend: "choose another internal, or include [xcally-agents] before it"
    ) { facts in
      try doubled("own.extension", facts).map { finding in
        symptom(finding).with(.warning, remedy: finding.hint?.words)
      }
    },
    HealthCheck(
      "own.template", .error,
      what: "Sections of the centre's own files with the name of one of our templates.",
      why: "Our phones inherit foreign settings.",
      mend: "rename it there"
    ) { facts in try templates(facts) },
  ]

  private static func doubled(_ code: String, _ facts: Examination) throws -> [Finding] {
    let findings = try facts.doubled.get()
    let found = findings.filter { $0.code == code }
    // What stands in a file that was not read is not known.
    if found.isEmpty, let unread = findings.first(where: { $0.code == "include.unread" }) {
      throw Unchecked(unread.message)
    }
    return found
  }

  private static func symptom(_ finding: Finding) -> Symptom {
    var symptom = Symptom(finding.subject ?? "", finding.message)
    symptom.isAgent = ["name", "internal"].contains(finding.field)
    symptom.field = finding.field
    return finding.place.map { symptom.at($0.file, line: $0.line) } ?? symptom
  }

  /// A finding about an agent's number, under that number.
  private static func numbered(_ finding: Finding, _ noun: String) -> Symptom {
    guard let number = finding.message.split(separator: " ").dropFirst().first else {
      return symptom(finding)
    }
    var symptom = symptom(finding)
    (symptom.subject, symptom.isAgent) = (String(number), false)
    symptom.message =
      "the \(noun) of \(finding.subject ?? "an agent") is also in \(finding.place?.text ?? "")"
    return symptom
  }

  private static func overridden(_ facts: Examination) throws -> [Symptom] {
    let kinds = facts.dialect.kinds.filter { [.sip, .pjsip].contains($0) }
    return try kinds.flatMap { kind -> [Symptom] in
      let additions = facts.own.names(kind).additions
      let phones = try facts.read { reader in
        try reader.endpoints(named: Set(additions.keys))
      }
      return phones.sorted { $0.username < $1.username }.compactMap { phone in
        additions[phone.name.text.caseFolded].map { place in
          Symptom(agent: phone.username, "\(place.text) continues its section with (+)")
            .at(place.file, line: place.line)
        }
      }
    }
  }

  private static func templates(_ facts: Examination) throws -> [Symptom] {
    let kinds = facts.dialect.kinds.filter { [.sip, .pjsip].contains($0) }
    return kinds.flatMap { kind -> [Symptom] in
      facts.tree(kind.includedBy).sections
        .filter { !$0.isContinuation && EndpointTemplate.sectionNames.contains($0.name.caseFolded) }
        .map { section in
          Symptom(section.name, "is a section of \(section.place.text), and a template of ours")
            .at(section.place.file, line: section.place.line)
        }
    }
  }
}

extension Hint {
  /// The words, where it needs no others of the caller.
  var words: String? {
    if case .words(let text) = self { text } else { nil }
  }
}
