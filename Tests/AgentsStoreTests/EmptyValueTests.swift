import AgentsModel
import TestSupport
import Testing

@testable import AgentsStore

/// Conditions on empty fields, for every field that can be empty.
@Suite struct EmptyValueTests {
  let scratch: Scratch
  let store: Store
  /// The fields that are empty in a new agent.
  private let fields: [Field]

  init() throws {
    scratch = try Scratch()
    store = try scratch.open()
    try store.add(try sample("anna", "1000"))
    let anna = try #require(try store.read { try $0.agent(named: "anna") })
    fields = FieldCatalog.fields.filter { !$0.isSecret && $0.property.read(anna).isEmpty }
  }

  private func isFound(_ words: String) throws -> Bool {
    var selection = AgentSelection()
    selection.conditions = [try Condition(words)]
    return try store.read { try $0.count(selection) } == 1
  }

  @Test func `fields of every kind that can be empty are looked at`() {
    let kinds = Set(fields.map { $0.kind.description.prefix { $0 != " " } })
    #expect(kinds.isSuperset(of: ["text", "list", "timestamp"]), "\(kinds)")
    #expect(fields.count > 15, "\(fields.map(\.key))")
  }

  @Test func `nothing is neither before nor after anything, equal to it, or part of it`() throws {
    for field in fields {
      for value in values(of: field) {
        for comparison in ["<", "<=", ">", ">=", "=", "~"] {
          let words = "\(field.key)\(comparison)\(value)"
          #expect(try !isFound(words), "\(words)")
        }
        for comparison in ["!=", "!~"] {
          let words = "\(field.key)\(comparison)\(value)"
          #expect(try isFound(words), "\(words)")
        }
      }
      #expect(try isFound("\(field.key)="), "\(field.key)")
      #expect(try !isFound("\(field.key)!="), "\(field.key)")
    }
  }

  /// A low and a high one.
  private func values(of field: Field) -> [String] {
    switch field.kind {
    case .digits, .integer: ["0", "99999"]
    case .timestamp: ["0001-01-01", "9999-12-31"]
    case .bool, .choice: field.kind.words.filter { !$0.isEmpty }
    case .lines: ["pjsip:accountcode=a", "sip:vmexten=z"]
    case .text, .list: field.key == "queues" ? ["voice:a", "whatsapp:zz"] : ["!", "zz"]
    }
  }
}
