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
  /// Lines of its phone that no field stands for, of either driver.
  public let kept: [KeptSetting]
  /// The queues that a team brings the agent into; those of its own are a field.
  public let via: [QueueThroughTeam]
}

extension Centre {
  /// The agents that match, all in memory.
  public func agents(
    _ query: @autoclosure () throws -> AgentQuery = AgentQuery()
  ) throws -> [Agent] {
    try perform(OperatorTask("list")) { session in
      let store = try session.reading()
      let query = try query()
      return try store.read { reader in
        try reader.agents(matching: query.resolved(by: reader))
      }
    }
  }

  /// How many agents match, not counting limit and offset.
  ///
  /// - Parameter query: Is read only once the actor may.
  public func count(_ query: @autoclosure () throws -> AgentQuery) throws -> Int {
    try perform(OperatorTask("list")) { session in
      let store = try session.reading()
      let query = try query()
      return try store.read { reader in
        try reader.count(query.resolved(by: reader))
      }
    }
  }

  /// Gives the rows of a listing, once all names in the query are known.
  package func list(
    _ query: @autoclosure () throws -> AgentQuery, _ fields: [Field],
    show: (AgentRows) throws -> Void
  ) throws {
    try perform(OperatorTask("list")) { session in
      let store = try session.reading()
      let query = try query()
      try store.read { reader in
        try show(
          AgentRows(
            fields: fields, reader: reader, selection: try query.resolved(by: reader),
            hasSuite: try reader.settings().securitySuite))
      }
    }
  }

  /// Agents with everything that is to be known of them; who is only in the bin comes from there.
  ///
  /// - Parameters:
  ///   - who: Whose; every one that is named must be there.
  ///   - withSecrets: The voicemail PINs will be shown, which is in the audit trail then.
  /// - Throws: `AgentsError.notFound(.agents)`; `.audit(.unrecorded)` where secrets cannot be put on record.
  public func sheets(of who: Selection, withSecrets: Bool = false) throws -> [AgentSheet] {
    let task =
      withSecrets
      ? OperatorTask(AuditVerb.showSecrets, who.words, needs: .edit)
      : OperatorTask("show", who.words)
    return try perform(task) { session in
      let store = try session.reading()
      let meant = try who.understood()
      let sheets = try store.read { reader in
        let hasSuite = try reader.settings().securitySuite
        let agents =
          if case .named(let usernames) = meant { try reader.agentsAlsoInBin(usernames) } else {
            try reader.agents(meant)
          }
        return try agents.map {
          AgentSheet(
            agent: $0, hasSecuritySuite: hasSuite, lack: try reader.lack(of: $0),
            kept: try reader.kept(ofAgent: $0.account.id.value),
            via: try reader.queuesThroughTeams(ofAgent: $0.account.id.value))
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

/// The rows of a listing of agents, out of one snapshot; they can be read more than once.
package struct AgentRows {
  package let fields: [Field]
  fileprivate let reader: StoreReader
  fileprivate let selection: AgentSelection
  fileprivate let hasSuite: Bool

  /// Gives the rows one by one: cells of ``fields``.
  package func forEach(_ row: ([JSON]) throws -> Void) throws {
    try reader.forEachRow(of: selection, columns: fields.map(\.key)) { values in
      try row(
        zip(values, fields).map {
          hasSuite || !$1.isOfSecuritySuite ? JSON(stored: $0, $1.kind) : .null
        })
    }
  }

  /// Writes them as CSV with a header, as an export does: bytes of the database become bytes of the file.
  package func writeCSV(to sink: ([UInt8]) throws -> Void) throws {
    try reader.writeCSV(
      of: selection, fields.map { .field($0) }, .standard, isGuarded: false, to: sink)
  }
}

/// Names that a shell offers while a request is written.
package enum CompletedNames {
  /// Usernames of agents in any of these states.
  case usernames(Set<AgentState>)
  case queues
  case groups(AgentGroup.Kind)
  case telephones
  /// Logins, for admins alone.
  case operators
}

extension Centre {
  /// How many names a shell gets at once.
  package static let completedNames = 1000

  /// The names of one kind that begin with a text, in order.
  ///
  /// Of more than ``completedNames`` the first ones and the very last one, so that what all have in common at
  /// the beginning is right.
  package func names(_ kind: CompletedNames, startingWith text: String) throws -> [String] {
    try perform(OperatorTask.completion) { session in
      try session.reading().read { reader in
        switch kind {
        case .usernames(let states): try reader.usernames(states, startingWith: text)
        case .queues: Self.bounded(try reader.queues().map(\.name.text), text)
        case .groups(let kind): Self.bounded(try reader.groups(kind).map(\.name), text)
        case .telephones: Self.bounded(try reader.telephones().map(\.name.text), text)
        case .operators:
          reader.grant == nil ? Self.bounded(try reader.grants().map(\.login.text), text) : []
        }
      }
    }
  }

  private static func bounded(_ names: [String], _ text: String) -> [String] {
    let found = names.filter { $0.hasPrefix(text) }
    guard found.count > completedNames else { return found }
    return found.prefix(completedNames - 1) + found.suffix(1)
  }
}

extension StoreReader {
  /// Reads no more than it returns: the index of usernames is in this order.
  fileprivate func usernames(
    _ states: Set<AgentState>, startingWith text: String
  ) throws -> [String] {
    var selection = AgentSelection()
    selection.states = states
    if !text.isEmpty {
      // No username has a character that comes after this one.
      selection.conditions = [
        try Condition("name>=\(text)"), try Condition("name<=\(text)\u{10FFFF}"),
      ]
    }
    selection.limit = Centre.completedNames
    let first = try names(selection)
    guard first.count == Centre.completedNames else { return first }
    (selection.sort, selection.limit) = ([try SortKey("-name")], 1)
    return first.dropLast() + (try names(selection))
  }

  private func names(_ selection: AgentSelection) throws -> [String] {
    var names: [String] = []
    try forEachRow(of: selection, columns: ["name"]) { row in
      if case .text(let name)? = row.first { names.append(name) }
    }
    return names
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
