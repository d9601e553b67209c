public import AgentsModel
internal import AgentsStore

/// An agent with what should be known of it beside its fields.
public struct AgentSheet: Sendable {
  /// What cannot be done before the agent gets a password.
  public enum Lack: Sendable {
    /// No login and no phone.
    case password
    /// No login; the phone has a password of its own.
    case login
  }

  /// The agent, which may be in the bin.
  public let agent: Agent
  /// The fields of the Security Suite mean something.
  public let hasSecuritySuite: Bool
  /// nil = nothing is lacking.
  public let lack: Lack?
}

extension Centre {
  /// The agents that match, all in memory.
  public func agents(_ query: AgentQuery = AgentQuery()) throws -> [Agent] {
    try perform(OperatorTask("list")) { session in
      try session.reading().read { reader in
        try reader.agents(matching: query.resolved(by: reader))
      }
    }
  }

  /// Gives the rows of a listing one by one: cells of `fields`.
  ///
  /// - Parameter begin: Is called before the first row, once all names in the query are known.
  package func list(
    _ query: AgentQuery, _ fields: [Field], begin: () throws -> Void,
    row: ([JSON]) throws -> Void
  ) throws {
    try perform(OperatorTask("list")) { session in
      try session.reading().read { reader in
        let selection = try query.resolved(by: reader)
        let hasSuite = try reader.settings().securitySuite
        try begin()
        try reader.forEachRow(of: selection, columns: fields.map(\.key)) { values in
          try row(
            zip(values, fields).map {
              hasSuite || !$1.isOfSecuritySuite ? JSON(stored: $0, $1.kind) : .null
            })
        }
      }
    }
  }

  /// Agents with everything that is to be known of them; who is only in the bin comes from there.
  ///
  /// - Parameters:
  ///   - usernames: Whose; every one must be there.
  ///   - withSecrets: The voicemail PINs will be shown, which is in the audit trail then.
  /// - Throws: `AgentsError.notFound(.agents)`; `.audit(.unrecorded)` where secrets cannot be put on record.
  public func sheets(
    of usernames: [String], withSecrets: Bool = false
  ) throws -> [AgentSheet] {
    let task =
      withSecrets
      ? OperatorTask(AuditVerb.showSecrets, usernames, needs: .edit)
      : OperatorTask("show", usernames)
    return try perform(task) { session in
      let sheets = try session.reading().read { reader in
        let hasSuite = try reader.settings().securitySuite
        return try reader.agentsAlsoInBin(usernames).map {
          AgentSheet(agent: $0, hasSecuritySuite: hasSuite, lack: try reader.lack(of: $0))
        }
      }
      if withSecrets {
        try session.record(
          sheets.map { session.auditEntry(task.name, $0.agent.account.name.text, .object([])) })
      }
      return sheets
    }
  }

  /// What an agent with Mask Sensitive Data sees of texts.
  ///
  /// - Parameters:
  ///   - texts: Names, numbers and addresses of contacts.
  ///   - characters: nil = as many as the setting `maskCharacters` says.
  public func masked(_ texts: [SensitiveText], characters: Int? = nil) throws -> [String] {
    let hidden =
      try characters
      ?? perform(OperatorTask("mask-preview")) { session in
        try session.reading().read { try $0.settings().maskCharacters.value }
      }
    return texts.map { $0.masked(characters: hidden) }
  }
}

/// Names that a shell offers while a request is written.
package enum CompletedNames {
  /// Usernames that hold the text, of agents in any of these states.
  case usernames(containing: String, Set<AgentState>)
  case queues
  case groups(AgentGroup.Kind)
  case telephones
  /// Logins, for admins alone.
  case operators
}

extension Centre {
  /// The names of one kind.
  package func names(_ kind: CompletedNames) throws -> [String] {
    try perform(OperatorTask.completion) { session in
      try session.reading().read { reader in
        switch kind {
        case .usernames(let text, let states):
          var selection = AgentSelection()
          selection.states = states
          if !text.isEmpty { selection.conditions = [try Condition("name~\(text)")] }
          var names: [String] = []
          try reader.forEachRow(of: selection, columns: ["name"]) { row in
            if case .text(let name)? = row.first { names.append(name) }
          }
          return names
        case .queues: return try reader.queues().map(\.name.text)
        case .groups(let kind): return try reader.groups(kind).map(\.name)
        case .telephones: return try reader.telephones().map(\.name.text)
        case .operators:
          return reader.grant == nil ? try reader.grants().map(\.login.text) : []
        }
      }
    }
  }
}

extension StoreReader {
  fileprivate func lack(of agent: Agent) throws -> AgentSheet.Lack? {
    let account = agent.account
    guard account.deletedAt.text.isEmpty, !account.adSsoEnabled else { return nil }
    let credential = try credential(ofAgent: account.id.value)
    guard credential?.hash == nil else { return nil }
    return credential == nil ? .password : .login
  }
}

extension JSON {
  /// The value of a column, without converting it to text first.
  fileprivate init(stored value: StoredValue, _ kind: FieldKind) {
    switch (value, kind) {
    case (.integer(let number), .bool): self = .bool(number != 0)
    case (.integer(let number), _): self = .number(number)
    case (.text(let text), _): self.init(text, kind)
    }
  }
}
