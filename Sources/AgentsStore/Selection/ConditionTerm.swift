internal import AgentsModel
internal import SQLite

/// One condition of a selection as a term of `WHERE`.
struct ConditionTerm {
  let sql: String
  let arguments: [any SQLiteValue]

  /// - Throws: `Finding` for an unknown key.
  init(_ condition: Condition) throws {
    let field = try FieldCatalog.find(condition.key)
    let column = AgentColumns.expression(field)
    switch (condition.comparison, AgentColumns.relations[field.key]) {
    case (.contains, _), (.lacks, _):
      let sign = condition.comparison == .contains ? ">" : "="
      sql = "instr(lower(\(Self.text(column, field.kind))), lower(?)) \(sign) 0"
      arguments = [condition.text]
    case (.equal, let relation?) where !condition.text.isEmpty:
      sql = Self.element(of: relation)
      arguments = [condition.text, condition.text]
    case (.notEqual, let relation?) where !condition.text.isEmpty:
      sql = "NOT \(Self.element(of: relation))"
      arguments = [condition.text, condition.text]
    default:
      if let times = condition.times {
        (sql, arguments) = Self.comparison(column, condition.comparison, times)
      } else {
        sql = Self.comparison(column, condition, field.kind)
        arguments = [StoredValue(condition.text, field.kind)]
      }
    }
  }

  /// Whether any element of the relation equals the argument, either in full (`voice:sales=2`) or by its
  /// name (`voice:sales`).
  private static func element(of relation: AgentColumns.Relation) -> String {
    """
    EXISTS (SELECT 1 FROM \(relation.tables)
      AND ((\(relation.item)) = ? COLLATE NOCASE OR (\(relation.name)) = ? COLLATE NOCASE))
    """
  }

  /// Compares times as texts, which works because all stored times have the same width.
  private static func comparison(
    _ column: String, _ comparison: Condition.Comparison, _ times: Range<Moment>
  ) -> (sql: String, arguments: [any SQLiteValue]) {
    let (start, end) = (times.lowerBound.stored, times.upperBound.stored)
    return switch comparison {
    case .less: ("(\(column) <> '' AND \(column) < ?)", [start])
    case .atMost: ("(\(column) <> '' AND \(column) < ?)", [end])
    case .atLeast: ("(\(column) <> '' AND \(column) >= ?)", [start])
    case .greater: ("(\(column) <> '' AND \(column) >= ?)", [end])
    case .notEqual: ("NOT (\(column) >= ? AND \(column) < ?)", [start, end])
    case .equal, .contains, .lacks: ("(\(column) >= ? AND \(column) < ?)", [start, end])
    }
  }

  private static func comparison(
    _ column: String, _ condition: Condition, _ kind: FieldKind
  ) -> String {
    let sign = condition.comparison == .notEqual ? "<>" : condition.comparison.rawValue
    let isOrder = !condition.comparison.isEquality
    switch kind {
    case .bool, .integer: return "\(column) \(sign) ?"
    // An empty value is neither before nor after any other.
    case .digits where isOrder:
      // As numbers: 900 is less than 1000, but "900" is greater than "1000".
      return "(\(column) <> '' AND CAST(\(column) AS INTEGER) \(sign) CAST(? AS INTEGER))"
    case _ where isOrder:
      return "(\(column) <> '' AND \(column) \(sign) ? COLLATE NOCASE)"
    default: return "\(column) \(sign) ? COLLATE NOCASE"
    }
  }

  /// Booleans are searched as the words that are shown for them.
  private static func text(_ column: String, _ kind: FieldKind) -> String {
    kind == .bool ? "iif(\(column), 'true', 'false')" : column
  }
}
