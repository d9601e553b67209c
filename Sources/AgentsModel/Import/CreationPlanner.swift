/// Plans many new agents out of rows with the same columns.
///
/// Agents of one centre share most of their values. So the last row of each typology is kept, and
/// only cells that differ from it are parsed; that is most of the cost of reading a row.
package struct CreationPlanner {
  private let header: CSVHeader
  private let settings: Settings
  private let given: Set<String>
  private var drafts: [Typology: Draft] = [:]
  private let typologyCell: Int?
  private let portCell: Int?
  private let givenWithoutPort: Set<String>
  /// Fields that a new agent must be given, and their cells.
  private let required: [(field: Field, cell: Int?)]

  private struct Draft {
    /// What a new agent of the typology is before any cell.
    let blank: Agent
    var agent: Agent
    /// The last row; nil before the first.
    var record: CSVRecord?
    /// Refused cells of the last row, by binding.
    var refused: [Int: Finding] = [:]
    /// The canonical text of each field of the catalog.
    var texts: [String]
    /// Fields of the file that do not apply to the typology.
    let foreign: [(field: Field, index: Int, blank: String)]
  }

  package init(_ header: CSVHeader, _ settings: Settings) {
    self.header = header
    self.settings = settings
    typologyCell = header.cell(of: "typology")
    required = FieldCatalog.fields.filter(\.isRequired).map { ($0, header.cell(of: $0.key)) }
    // An export says how often logins failed: that is kept, as nothing is unlocked here.
    given = Set(header.bindings.map(\.column.key)).subtracting(["locked"])
    portCell = header.cell(of: "phoneBarDestinationPort")
    givenWithoutPort = given.subtracting(["phoneBarDestinationPort"])
  }

  /// Plans the agent of a row; internal and PIN stay empty where the row gives none.
  ///
  /// Unlike `create` it takes what the program keeps otherwise (number, times, lock), so that an
  /// export is a backup, and warns of what does not apply to the typology.
  ///
  /// - Parameter isChecked: The row was planned before and is good: only its values are wanted.
  package mutating func plan(_ record: CSVRecord, isChecked: Bool = false) -> NewAgent {
    let (typology, refusal) = typology(of: record)
    if drafts[typology] == nil { drafts[typology] = draft(typology) }
    guard var draft = drafts.removeValue(forKey: typology) else {
      return NewAgent(plan: AgentPlan(old: nil, new: Agent()), texts: [])
    }
    for (index, binding) in header.bindings.enumerated() {
      if let last = draft.record, record.cell(binding.cell, equals: last) { continue }
      take(binding, index, record, &draft)
    }
    draft.record = record
    drafts[typology] = draft
    return isChecked ? derived(draft) : finished(draft, record, refusal)
  }

  private func typology(of record: CSVRecord) -> (Typology, Refusal?) {
    guard let cell = typologyCell, !record.isEmpty(cell) else { return (.phonebar, nil) }
    do throws(Refusal) {
      return (try Typology(parsing: record.text(cell) ?? ""), nil)
    } catch {
      return (.phonebar, error)
    }
  }

  private func draft(_ typology: Typology) -> Draft {
    var blank = Agent(typology: typology)
    blank.permissions.modules = settings.modules
    let texts = FieldCatalog.fields.map { $0.property.read(blank) }
    let foreign = FieldCatalog.fields.filter { field in
      !field.typologies.contains(typology) && header.cell(of: field.key) != nil
    }
    return Draft(
      blank: blank, agent: blank, texts: texts,
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
      if text.isEmpty, !binding.allowsEmpty {
        // What cannot be empty takes its default.
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

  /// With what follows from the cells.
  private func derived(_ draft: Draft) -> NewAgent {
    var agent = draft.agent
    var texts = draft.texts
    // An empty cell gives no port: the default follows from the transport.
    let isPortEmpty = portCell.flatMap { draft.record?.isEmpty($0) } ?? false
    AgentPlan.derive(
      &agent, from: draft.blank, given: isPortEmpty ? givenWithoutPort : given)
    texts[Self.port] = agent.bar.destinationPort.text
    return NewAgent(plan: AgentPlan(old: nil, new: agent), texts: texts)
  }

  private func finished(_ draft: Draft, _ record: CSVRecord, _ refusal: Refusal?) -> NewAgent {
    var new = derived(draft)
    var findings = draft.refused.sorted { $0.key < $1.key }.map(\.value)
    if let refusal { findings.append(Finding("typology", refusal)) }
    for (field, cell) in required where cell.map(record.isEmpty) ?? true {
      findings.append(Finding(.error, "\(field.key).required", field: field.key, "is required"))
    }
    for (field, index, blank) in draft.foreign where new.texts[index] != blank {
      findings.append(
        Finding(
          .warning, "\(field.key).typology", field: field.key,
          "does not apply to \(draft.agent.account.typology.rawValue) agents; "
            + "it is stored for when the typology changes"))
    }
    findings += AgentPlan.ruleFindings(
      new.plan.new, touched: Self.all, settings, beside: findings)
    new.plan.findings = findings
    return new
  }

  private static let port = FieldCatalog.places["phoneBarDestinationPort"] ?? 0
  private static let all = Set(FieldCatalog.keys)
}

/// A planned agent with the text of each field, which bulk paths store without asking again.
package struct NewAgent: Sendable {
  package var plan: AgentPlan
  /// In the order of the catalog.
  package var texts: [String]

  package subscript(_ key: String) -> String {
    get { FieldCatalog.field(key).map { texts[$0.index] } ?? "" }
    set { if let field = FieldCatalog.field(key) { texts[field.index] = newValue } }
  }
}

extension Field {
  /// Its place in the catalog.
  package var index: Int { FieldCatalog.places[key] ?? 0 }
}
