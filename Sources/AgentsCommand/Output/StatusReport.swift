internal import Agents
internal import AgentsModel

extension Answer {
  /// How the centre is set up; the rows are its files and their states.
  init(_ status: FileStatus) {
    self.init(
      status.sentences, status.json,
      Rows(["file", "state"], status.files.map { [.string($0), .string($1.rawValue)] }))
    isDocumentInLines = true
  }
}

extension FileStatus {
  fileprivate var sentences: [String] {
    var lines = ["database \(database): \(contents)", "driver \(driver), \(release)"]
    lines.append("files in \(directory): \(fileCounts)")
    lines += files.filter { $0.state != .current }.map { "  \($0.name): \($0.state.rawValue)" }
    lines += includes.map { "\($0.line) \($0.isMade ? "is in" : "is not found in") \($0.path)" }
    lines += dialplan
    lines.append(pins)
    if !owedMailboxes.isEmpty {
      lines.append("mailboxes still to be changed: \(list(owedMailboxes))")
    }
    if let unfinished {
      lines.append(
        "driver: \(driver); queues and extensions dial \(unfinished.technology) until "
          + "\"xcally-agents apply\" finds the line for \(unfinished.file)")
    }
    if staleDigests > 0 {
      lines.append(
        "\(count(staleDigests, "digest")) of another realm: the passwords must be set again")
    }
    lines += held.map(\.sentence)
    if !health.isHealthy(.error) { lines.append("doctor: \(errors)") }
    if let next { lines.append("next: \(next.words)") }
    return lines
  }

  /// Where a PIN goes that is changed at a phone.
  private var pins: String {
    "PINs changed at phones: \(mailboxes)/INTERNAL/secret.conf (passwordlocation=spooldir"
      + (passwordLocation == "spooldir"
        ? ")"
        : " for our mailboxes; for others, Asterisk rewrites voicemail.conf and what it includes)")
  }

  private var contents: String {
    let agents =
      count(counts.agents, "agent") + (counts.disabled > 0 ? " (\(counts.disabled) disabled)" : "")
    return [agents, count(counts.queues, "queue"), count(counts.telephones, "telephone")]
      .joined(separator: ", ")
  }

  private var release: String {
    version.map { "written for Asterisk \($0)" } ?? "and no Asterisk was seen yet"
  }

  private var fileCounts: String {
    FileState.allCases.compactMap { state in
      let count = files.count { $0.state == state }
      return count == 0 ? nil : "\(count) \(state.rawValue)"
    }.joined(separator: ", ")
  }

  /// Whether callers reach our internals.
  private var dialplan: [String] {
    health.findings.filter {
      ["dialplan.not-included", "dialplan.context-missing"].contains($0.code)
    }
    .map { "dialplan: [\($0.subject)] \($0.message)" }
  }

  private var errors: String {
    let codes = health.findings.filter { $0.severity == .error }.map(\.code)
    let different = codes.indices.filter { !codes[..<$0].contains(codes[$0]) }.map { codes[$0] }
    return "\(count(codes.count, "error")): \(different.joined(separator: ", "))"
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
      (
        "counts",
        .object([
          ("agents", .number(counts.agents)), ("disabled", .number(counts.disabled)),
          ("queues", .number(counts.queues)), ("telephones", .number(counts.telephones)),
        ])
      ),
      ("version", version.map(JSON.string) ?? .null),
      ("passwordLocation", .string(passwordLocation)), ("mailboxes", .string(mailboxes)),
      ("owedMailboxes", .array(owedMailboxes.map(JSON.string))),
      ("held", .array(held.map(\.json))),
      ("errors", .array(health.findings.filter { $0.severity == .error }.map { .string($0.code) })),
      ("next", next.map { .string($0.word) } ?? .null),
    ])
  }
}

extension HeldAdoption {
  fileprivate var sentence: String {
    let parts = [
      count(agents, "agent"), count(telephones, "telephone"), count(queues, "queue"),
    ]
    return "held (adopted, \(phones)): \(parts.joined(separator: ", ")) of \(directory): "
      + state
  }

  private var state: String {
    guard isOut else {
      return
        "its files have \(remainingCount == phones + queues ? "them" : "\(remainingCount) of them") still"
    }
    let minutes = outMinutes ?? 0
    return "in no file" + (minutes > 0 ? " for at least \(count(minutes, "minute"))" : "")
  }

  fileprivate var json: JSON {
    .object([
      ("directory", .string(directory)), ("agents", .number(agents)),
      ("telephones", .number(telephones)), ("queues", .number(queues)),
      ("remaining", .number(remainingCount)),
      ("outSince", outSince.map { .string($0.text) } ?? .null),
    ])
  }
}

extension FileStatus.Step {
  fileprivate var words: String {
    switch self {
    case .chooseDirectory: "xcally-agents settings set asteriskDir DIR"
    case .include:
      "put the lines that are not found into those files, then: xcally-agents apply --reload"
    case .apply: "xcally-agents apply"
    case .finish(let directory, isOut: true): "xcally-agents adopt \(directory) --finish"
    case .finish(let directory, isOut: false):
      "remove these phones where they are made, then: xcally-agents adopt \(directory) --finish"
    case .examine: "xcally-agents doctor"
    }
  }

  fileprivate var word: String {
    switch self {
    case .chooseDirectory: "settings"
    case .include: "include"
    case .apply: "apply"
    case .finish: "finish"
    case .examine: "doctor"
    }
  }
}
