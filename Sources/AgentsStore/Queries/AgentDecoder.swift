internal import AgentsModel
internal import SQLite

/// Rows as agents, through the field catalog.
///
/// It keeps the last row: agents of one centre share most of their values, and a value is parsed
/// only where it differs from the row before. That is most of the cost of reading a thousand.
struct AgentDecoder {
  let fields: [Field]
  private(set) var agent = Agent()
  private var values: [StoredValue?]

  /// - Parameter fields: what the columns of the statement are, in order.
  init(_ fields: [Field]) {
    self.fields = fields
    values = Array(repeating: nil, count: fields.count)
  }

  /// Reads the next row; columns behind those of the fields are left to the caller.
  ///
  /// - Throws: `AgentsError.storedValueInvalid` for what the program's own rules refuse.
  mutating func read(_ row: Statement) throws -> Agent {
    for index in values.indices {
      let value: StoredValue = row[index]
      guard value != values[index] else { continue }
      let field = fields[index]
      do throws(Refusal) {
        try field.property.write(&agent, value.text(as: field.kind))
      } catch {
        let name = fields.firstIndex { $0.key == "name" }.map { row.text($0) }
        throw AgentsError.storedValueInvalid(agent: name ?? "", key: field.key, error)
      }
      values[index] = value
    }
    return agent
  }
}
