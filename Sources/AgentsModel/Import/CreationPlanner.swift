/// Plans many new agents from rows with the same columns.
///
/// Agents of one centre share most of their values. So the last row of each typology is kept, and
/// only cells that differ from it are parsed, because parsing is most of the cost.
package struct CreationPlanner {
  private let header: CSVHeader
  private let settings: Settings
  private let given: Set<String>
  private var drafts: [Kind: Draft] = [:]
  private let typologyCell: Int?
  private let portCell: Int?
  private let givenWithoutPort: Set<String>
  /// Fields that a new agent must be given, and their cells.
  private let required: [(field: Field, cell: Int?)]

  /// Rows that begin with the same values.
  private struct Kind: Hashable {
    let typology: Typology
    /// The username of the agent whose values they take; nil = the defaults.
    let like: String?
  }

  private struct Draft {
    /// A new agent of the kind, before any cell.
    let blank: Agent
    /// An empty cell says nothing: the value of another agent stays.
    let isLike: Bool
    var agent: Agent
    /// The last row; nil before the first.
    var record: CSVRecord?
    /// The refused cells of the last row, by index of the binding.
    var refused: [Int: Finding] = [:]
    /// The canonical text of each field of the catalog.
    var texts: [String]
    /// Fields of the file that do not apply to the typology.
    let foreign: [(field: Field, index: Int, blank: String)]
  }

  /// - Parameter header: ``CSVHeader/forNew``.
  package init(_ header: CSVHeader, _ settings: Settings) {
    self.header = header
    self.settings = settings
    typologyCell = header.cell(of: "typology")
    required = FieldCatalog.fields.filter(\.isRequired).map { ($0, header.cell(of: $0.key)) }
    // An import does not unlock, so the count of failed logins that an export holds is kept.
    given = Set(header.bindings.map(\.column.key)).subtracting(["locked"])
    portCell = header.cell(of: "phoneBarDestinationPort")
    givenWithoutPort = given.subtracting(["phoneBarDestinationPort"])
  }

  /// Plans the agent of a row; internal and PIN stay empty when the row has none.
  ///
  /// Unlike `create` it accepts values that only the program writes (id, times, lock), so that an
  /// export is a backup, and only warns of fields that do not apply to the typology.
  ///
  /// - Parameters:
  ///   - template: The agent whose values it takes where the row says nothing.
  ///   - isChecked: The row was planned before without an error; only its values are
  ///     needed.
  package mutating func plan(
    _ record: CSVRecord, like template: Agent? = nil, isChecked: Bool = false
  ) -> NewAgent {
    let (typology, refusal) = typology(of: record, template?.account.typology ?? .phonebar)
    let kind = Kind(typology: typology, like: template?.account.name.text)
    if drafts[kind] == nil { drafts[kind] = draft(typology, template) }
    guard var draft = drafts.removeValue(forKey: kind) else {
      return NewAgent(AgentPlan(old: nil, new: Agent()))
    }
    for (index, binding) in header.bindings.enumerated() {
      if let last = draft.record, record.cell(binding.cell, equals: last) { continue }
      take(binding, index, record, &draft)
    }
    draft.record = record
    drafts[kind] = draft
    return isChecked ? derived(draft) : finished(draft, record, refusal)
  }

  private func typology(of record: CSVRecord, _ otherwise: Typology) -> (Typology, Refusal?) {
    guard let cell = typologyCell, !record.isEmpty(cell) else { return (otherwise, nil) }
    do throws(Refusal) {
      return (try Typology(parsing: record.text(cell) ?? ""), nil)
    } catch {
      return (otherwise, error)
    }
  }

  private func draft(_ typology: Typology, _ template: Agent?) -> Draft {
    let blank = AgentPlan.blank(typology, like: template, settings)
    let texts = FieldCatalog.texts(of: blank)
    let foreign = FieldCatalog.fields.filter { field in
      !field.typologies.contains(typology) && header.cell(of: field.key) != nil
    }
    return Draft(
      blank: blank, isLike: template != nil, agent: blank, texts: texts,
      foreign: foreign.map { ($0, $0.index, texts[$0.index]) })
  }

  /// Writes one cell into the draft.
  private func take(
    _ binding: CSVHeader.Binding, _ index: Int, _ record: CSVRecord, _ draft: inout Draft
  ) {
    guard case .field(let field) = binding.column, field.key != "typology" else { return }
    draft.refused[index] = nil
    let text = record.text(binding.cell) ?? ""
    do throws(Refusal) {
      if text.isEmpty, !binding.allowsEmpty || draft.isLike {
        // A field that cannot be empty gets its default, and one like another agent's that agent's value.
        field.property.copy(draft.blank, &draft.agent)
      } else {
        if field.access == .readOnly { try KeptValue.check(text, field) }
        if field.access != .relation { try field.property.write(&draft.agent, text) }
      }
      draft.texts[binding.index] = field.property.read(draft.agent)
    } catch {
      draft.refused[index] = Finding(field.key, error)
    }
  }

  /// The agent with the values that follow from the cells.
  private func derived(_ draft: Draft) -> NewAgent {
    var agent = draft.agent
    var texts = draft.texts
    // An empty cell gives no port: the default follows from the transport.
    let isPortEmpty = portCell.flatMap { draft.record?.isEmpty($0) } ?? false
    AgentPlan.derive(
      &agent, from: draft.blank, given: isPortEmpty ? givenWithoutPort : given)
    texts[Self.port] = agent.bar.destinationPort.text
    return NewAgent(AgentPlan(old: nil, new: agent), texts: texts)
  }

  private func finished(_ draft: Draft, _ record: CSVRecord, _ refusal: Refusal?) -> NewAgent {
    var new = derived(draft)
    var findings = draft.refused.sorted { $0.key < $1.key }.map(\.value)
    if let refusal { findings.append(Finding("typology", refusal)) }
    let missing = required.filter { $0.cell.map(record.isEmpty) ?? true }.map(\.field)
    let foreign = draft.foreign.filter { new.texts[$0.index] != $0.blank }.map(\.field)
    new.plan.judge(findings, missing: missing, foreign: foreign, from: .file, settings)
    return new
  }

  private static let port = FieldCatalog.places["phoneBarDestinationPort"] ?? 0
}

/// Checks the values of read-only fields that an import accepts.
enum KeptValue {
  /// Refuses values that the program never writes.
  static func check(_ text: String, _ field: Field) throws(Refusal) {
    switch field.key {
    case "deletedAt" where !text.isEmpty:
      throw Refusal(
        "in-bin", "says that the agent is in the bin, which no import does",
        hint: "leave the row out, or empty the cell to have the agent back")
    case "avatar" where holds(text, anyOf: "/\0"):
      throw Refusal("not-a-name", "is not the name of a file")
    default:
      guard field.kind == .timestamp, !text.isEmpty, !isTimestamp(text) else { return }
      throw Refusal(
        "not-a-time", "\(quoted(text)) is not a time of an export",
        hint: "as 2026-01-31T09:30:00.000Z; empty, or no column, for now")
    }
  }

  /// `2026-01-31T09:30:00.000Z`.
  private static func isTimestamp(_ text: String) -> Bool {
    let form = "0000-00-00T00:00:00.000Z".utf8
    return text.utf8.count == form.count
      && zip(text.utf8, form).allSatisfy { byte, expected in
        expected == UInt8(ascii: "0") ? isASCIIDigit(byte) : byte == expected
      }
  }
}
