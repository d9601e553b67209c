import AgentsModel
import Foundation
import SQLite
import TestSupport

@testable import AgentsStore

extension Scratch {
  /// Where the database of a test is.
  var database: String { path + "/agents.db" }

  /// Opens the database.
  ///
  /// No other process knows it, so that nothing needs to be locked.
  func open(_ access: Store.Access = .writing, busyTimeout: Double = 0) throws -> Store {
    try Store.open(path: database, access: access, busyTimeout: busyTimeout) { try $0() }
  }

  /// All bytes of the database's file.
  func bytes() throws -> Data { try Data(contentsOf: URL(fileURLWithPath: database)) }

  /// Runs SQL as another program would.
  func execute(_ sql: String) throws {
    try Connection(database, for: .writing, busyTimeout: 10).taking { try $0.script(sql) }
  }
}

let now = "2026-11-24T01:02:03.004Z"

/// An agent that breaks no rule: `sample("anna", "1000")`.
func sample(_ name: String, _ number: String, _ changes: [String: String] = [:]) throws -> Agent {
  var agent = Agent(typology: .phonebar)
  let values = [
    "name": name, "fullname": "Agent \(name)", "email": "\(name)@example.com",
    "internal": number, "voicemailPin": "860413", "createdAt": now, "updatedAt": now,
    "permissions": "voice,chat",
  ]
  for (key, value) in values.merging(changes, uniquingKeysWith: { $1 }) {
    try agent.set(key, value)
  }
  return agent
}

extension Agent {
  mutating func set(_ key: String, _ value: String) throws {
    try FieldCatalog.find(key).property.write(&self, value)
  }
}

func sampleCredential(_ word: Character = "a", realm: String = "asterisk") -> Credential {
  Credential(
    hash: PasswordHash(stored: "$y$j9T$\(word)"),
    sip: SIPDigest(
      realm: realm, md5: String(repeating: word, count: 32),
      sha256: String(repeating: word, count: 64)))
}

extension Store {
  @discardableResult
  func add(_ agents: Agent...) throws -> [Agent] {
    try write { transaction in try agents.map { try transaction.insert($0, nil) } }
  }

  func run(_ sql: String) throws {
    try connection.writing { try $0.script(sql) }
  }
}

extension StoreTransaction {
  /// Stores a new agent, and gives it the next id.
  func insert(_ agent: Agent, _ credential: Credential?) throws -> Agent {
    var agent = agent
    try agent.set("id", String(highestID() + 1))
    try insert(FieldCatalog.texts(of: agent), credential)
    return agent
  }

  /// Stores all fields.
  func update(_ agent: Agent) throws { try update(agent, FieldCatalog.fields) }
}

/// A telephone with the usual voice fields, or with others.
func sampleTelephone(
  _ name: String, _ number: String, _ assignments: [Assignment] = []
) throws -> Telephone {
  let (telephone, findings) = Telephone.create(
    name: name,
    [Assignment("fullname", "A telephone"), Assignment("internal", number)] + assignments,
    Settings())
  guard findings.errors.isEmpty else { throw AgentsError.refused(findings) }
  return telephone
}
