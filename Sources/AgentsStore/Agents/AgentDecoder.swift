package import AgentsModel
package import SQLite

/// Makes agents of rows, with the field catalog.
///
/// Agents of one centre share most of their values, and parsing is most of the cost of reading many of
/// them. So the decoder keeps the last row and parses only the values that differ from it.
struct AgentDecoder {
  let fields: [Field]
  private(set) var agent = Agent()
  private var values: [StoredValue?]

  /// - Parameter fields: The columns of the statement, in order.
  init(_ fields: [Field]) {
    self.fields = fields
    values = Array(repeating: nil, count: fields.count)
  }

  /// Reads the next row.
  ///
  /// Columns after those of the fields are left to the caller.
  ///
  /// - Throws: `AgentsError.store(.invalidValue)` for a value that breaks the rules of its field.
  mutating func read(_ row: Statement) throws -> Agent {
    for index in values.indices {
      let value: StoredValue = row[index]
      guard value != values[index] else { continue }
      let field = fields[index]
      do throws(Refusal) {
        try field.property.writeExactly(&agent, value.text(as: field.kind))
      } catch {
        let name = fields.firstIndex { $0.key == "name" }.map { row.text($0) }
        throw AgentsError.store(.invalidValue(agent: name ?? "", key: field.key, error))
      }
      values[index] = value
    }
    return agent
  }

  /// Differs when any value of the row differs; only this process can compare it.
  func fingerprint(of row: borrowing Statement) -> Int {
    var hasher = Hasher()
    for column in fields.indices {
      if row.isInteger(column) {
        hasher.combine(row.integer(column))
      } else {
        row.withText(column) { bytes in
          hasher.combine(bytes.count)
          unsafe bytes.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
        }
      }
    }
    return hasher.finalize()
  }
}

extension StoredValue: SQLiteValue {
  package func bind(to statement: Statement, at parameter: Int) {
    switch self {
    case .text(let text): statement.bind(parameter, text)
    case .integer(let number): statement.bind(parameter, number)
    }
  }

  package init(_ statement: Statement, column: Int) {
    self =
      statement.isInteger(column)
      ? .integer(statement.integer(column)) : .text(statement.text(column))
  }
}
