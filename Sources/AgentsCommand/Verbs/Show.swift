internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import ArgumentParser
internal import SystemPackage

struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show agents with every field that applies to them.",
    usage: "xcally-agents show USERNAME... [--with-secrets] [options]",
    discussion: """
      An agent that is only in the bin is shown from there. Who was shown a PIN is in
      the audit trail.

        $ xcally-agents show mrossi
        $ xcally-agents show mrossi abianchi --format json
      """)

  @Argument(
    help: "Usernames.",
    completion: Completions.usernames)
  var usernames: [String]
  @Flag(help: "Also show the voicemail PIN.") var withSecrets = false
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func run() throws {
    let session = try Session(store)
    let task =
      withSecrets
      ? OperatorTask("show --with-secrets", usernames, needs: .edit)
      : OperatorTask("show", usernames)
    let database = try session.reading(task)
    let (agents, settings, remarks) = try database.read { reader in
      let agents = try reader.agentsAlsoInBin(usernames)
      return (agents, try reader.settings(), try agents.compactMap(reader.passwordRemark))
    }
    if withSecrets {
      let who = Operator.current()
      try session.record(
        agents.map { session.auditEntry(task.name, $0.account.name.text, .object([]), by: who) })
    }
    let out = StandardOutput()
    switch output.format {
    case .table:
      for (index, agent) in agents.enumerated() {
        if index > 0 { try out.write("\n") }
        try write(agent, settings, to: out)
      }
    case .json:
      let objects = agents.map { object($0, settings).text }.joined(separator: ",\n  ")
      try out.write("[\n  \(objects)\n]\n")
    case .jsonl:
      for agent in agents { try out.write(object(agent, settings).text + "\n") }
    case .csv, .names:
      try writeRows(agents, settings, to: out)
    }
    try out.flush()
    if !output.quiet { remarks.forEach(Messages.note) }
  }

  /// What applies to the agent and may be shown.
  private func fields(of agent: Agent, _ settings: Settings) -> [Field] {
    FieldCatalog.fields.filter { field in
      field.typologies.contains(agent.account.typology) && (withSecrets || !field.isSecret)
        && (settings.securitySuite || !field.isOfSecuritySuite)
    }
  }

  private func write(_ agent: Agent, _ settings: Settings, to out: StandardOutput) throws {
    let fields = fields(of: agent, settings)
    let width = fields.map(\.key.count).max() ?? 0
    for tab in Tab.allCases {
      let rows = fields.filter { $0.tab == tab }
      guard !rows.isEmpty else { continue }
      try out.write(line: tab.title(for: agent.account.typology), style: output.color.heading)
      for field in rows {
        let padding = String(repeating: " ", count: width - field.key.count)
        let line = "  \(field.key)\(padding)  \(Terminal.printable(field.property.read(agent)))"
        try out.write(withoutTrailingBlanks(line) + "\n")
      }
    }
  }

  private func object(_ agent: Agent, _ settings: Settings) -> JSON {
    .object(
      fields(of: agent, settings).map { ($0.key, JSON($0.property.read(agent), $0.kind)) })
  }

  /// Rows have the same columns for everybody, so all fields are there.
  private func writeRows(_ agents: [Agent], _ settings: Settings, to out: StandardOutput) throws {
    var fields = FieldCatalog.fields.filter { withSecrets || !$0.isSecret }
    if let name = fields.firstIndex(where: { $0.key == "name" }), output.format == .names {
      fields = [fields[name]]
    }
    var rows = try RowWriter(output.format, fields.map(Column.init), to: out)
    for agent in agents {
      try rows.write(
        fields.map {
          settings.securitySuite || !$0.isOfSecuritySuite
            ? JSON($0.property.read(agent), $0.kind) : .null
        })
    }
    try rows.finish()
  }
}

extension StoreReader {
  /// What an agent cannot do before it gets a password; nil when it has one.
  fileprivate func passwordRemark(_ agent: Agent) throws -> String? {
    let account = agent.account
    guard account.deletedAt.text.isEmpty, !account.adSsoEnabled else { return nil }
    let credential = try credential(ofAgent: account.id.value)
    guard credential?.hash == nil else { return nil }
    let way = "\"xcally-agents set-password \(account.name.text)\""
    return credential == nil
      ? "\(account.name.text) has no password: no login and no phone is possible before \(way)"
      : "\(account.name.text) has no password: no login is possible before \(way); "
        + "with --login-only the phone keeps its own"
  }
}
