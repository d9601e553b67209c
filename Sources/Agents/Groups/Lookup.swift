internal import AgentsModel
internal import AgentsStore

/// Looks up the names of a request and collects unknown ones, so that one error names them all.
struct Lookup {
  private let reader: StoreReader
  private var missing: [NotFoundError.Group] = []
  /// Kind and name of each unknown one, so that none is reported twice.
  private var reported: Set<String> = []
  private var missingAgents: [String] = []

  init(_ reader: StoreReader) { self.reader = reader }

  /// The queues, each once, in the order given.
  mutating func queues(_ names: [QueueName]) throws -> [Queue] {
    try found(names, "queue", text: \.text, all: { try $0.queues().map(\.name.text) }) {
      try $0.queue($1)
    }
  }

  /// The teams or profiles, each once, in the order given.
  mutating func groups(_ kind: AgentGroup.Kind, _ names: [String]) throws -> [AgentGroup] {
    try found(names, kind.rawValue, text: \.self, all: { try $0.groups(kind).map(\.name) }) {
      try $0.group(kind, named: $1)
    }
  }

  /// The telephones, each once, in the order given.
  mutating func telephones(_ names: [String]) throws -> [Telephone] {
    try found(
      names, "telephone", text: \.self, all: { try $0.telephones().map(\.name.text) }
    ) { try $0.telephone(named: $1) }
  }

  /// The operators, each once, in the order given.
  mutating func grants(_ logins: [String]) throws -> [Grant] {
    try found(
      logins, "operator", text: \.self, all: { try $0.grants().map(\.login.text) }
    ) { try $0.grant(ofLogin: $1) }
  }

  /// The agents of a selection.
  mutating func agents(_ who: Selection) throws -> [AgentIdentity] {
    switch who {
    case .named(let names):
      let (found, missing) = try reader.identities(named: names)
      missingAgents += missing
      return found
    case .matching(let query):
      return try reader.identities(matching: query.resolved(by: &self))
    case .written(_, let query):
      return try reader.identities(matching: query().resolved(by: &self))
    }
  }

  /// The queues, teams and profiles that conditions name as a whole.
  mutating func groups(in conditions: [Condition]) throws {
    for condition in conditions where condition.comparison.isEquality && !condition.text.isEmpty {
      switch condition.key {
      case "queues": _ = try queues([QueueMembership(condition.text).queue])
      case "teams": _ = try groups(.team, [condition.text])
      case "profiles": _ = try groups(.profile, [condition.text])
      default: break
      }
    }
  }

  /// - Throws: `AgentsError.notFound(.groups)` or `.notFound(.agents)` with everything that was unknown;
  ///   `.notAllowed` for queues that are not the operator's, and so need not exist.
  func check() throws {
    let foreign = missing.filter { $0.kind == "queue" }.map(\.name)
    if let grant = reader.grant, !foreign.isEmpty {
      let own = try reader.queues().map(\.name.text)
      throw AgentsError.notAllowed(.queues(login: grant.login.text, foreign, own: own))
    }
    let inBin = try missingAgents.isEmpty ? [] : reader.namesInBin(missingAgents)
    guard missing.isEmpty else {
      throw AgentsError.notFound(.groups(missing, agents: missingAgents, inBin: inBin))
    }
    guard missingAgents.isEmpty else {
      throw AgentsError.notFound(.agents(missingAgents, inBin: inBin))
    }
  }

  private mutating func found<Name, Value>(
    _ names: [Name], _ kind: String, text: (Name) -> String,
    all: (StoreReader) throws -> [String], _ find: (StoreReader, Name) throws -> Value?
  ) throws -> [Value] {
    var seen: Set<String> = []
    var values: [Value] = []
    for name in names where seen.insert(text(name).lowercased()).inserted {
      if let value = try find(reader, name) {
        values.append(value)
      } else if reported.insert("\(kind) \(text(name).lowercased())").inserted {
        // Searching similar names is slow, and more than ten do not help.
        let nearest = try missing.count < 10 ? nearest(to: text(name), in: all(reader)) : nil
        missing.append(NotFoundError.Group(kind: kind, name: text(name), nearest: nearest))
      }
    }
    return values
  }
}
