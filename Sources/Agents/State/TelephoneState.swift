internal import AgentsModel
internal import AgentsStore

/// A telephone with all that a file says of one.
struct TelephoneState {
  var telephone: Telephone
  var kept: [KeptSetting] = []
  /// What its phone registers with; nil = nothing is said of it.
  var digest: SIPDigest?

  /// As a file says it.
  var entry: CentreState.Entry {
    var entry = CentreState.Entry(telephone.username)
    let (agent, standard) = (telephone.agent, Agent(typology: telephone.typology))
    for field in Telephone.fields {
      let isStandard =
        field.key == "typology"
        ? telephone.typology == .external : field.property.isSame(agent, standard)
      if !isStandard { entry.add(field.key, field.property.read(agent)) }
    }
    if !kept.isEmpty { entry.add("kept", KeptSettings(kept).text) }
    if let digest { entry.add("sipDigest", digest.text) }
    return entry
  }

  /// What its fields are to be; an internal of which nothing is said is none of them.
  static func assignments(_ entry: CentreState.Entry) -> [Assignment] {
    let typology = entry["typology"].flatMap { try? Typology(parsing: $0.text) } ?? .external
    let standard = Agent(typology: typology)
    return Telephone.fields.compactMap { field in
      if let text = entry[field.key]?.text, !text.isEmpty || field.takesEmpty {
        return Assignment(field.key, text)
      }
      guard field.key != "internal", field.key != "fullname" else { return nil }
      return Assignment(
        field.key,
        field.key == "typology" ? Typology.external.rawValue : field.property.read(standard))
    }
  }

  /// Those that change the telephone, with what would follow from them.
  static func differing(_ assignments: [Assignment], from old: Telephone) -> [Assignment] {
    let agent = old.agent
    let changing = Set(
      assignments.filter { assignment in
        FieldCatalog.field(assignment.key).map { $0.property.read(agent) != assignment.text }
          ?? true
      }.map(\.key))
    let followers = changing.flatMap { AgentPlan.followers[$0] ?? [] }
    return assignments.filter { changing.contains($0.key) || followers.contains($0.key) }
  }
}

extension Field {
  fileprivate var takesEmpty: Bool {
    var scratch = Agent()
    return (try? property.write(&scratch, "")) != nil
  }
}
