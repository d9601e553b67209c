extension AgentPlan {
  /// What a new agent takes from another: every field but those that belong to the person, the phone at one place, or
  /// the account.
  ///
  /// - Parameters:
  ///   - template: The other agent.
  ///   - typology: Of the new one; nil = that of the other. What does not apply to it is not taken.
  /// - Returns: what differs from the defaults.
  package static func assignments(
    like template: Agent, typology: Typology?, _ settings: Settings
  ) -> [Assignment] {
    let typology = typology ?? template.account.typology
    return [Assignment("typology", typology.rawValue)]
      + taken(from: template, blank(typology, settings)).map {
        Assignment($0.key, $0.property.read(template))
      }
  }

  /// A new agent like another, before anything else is said of it.
  static func blank(_ typology: Typology, like template: Agent?, _ settings: Settings) -> Agent {
    var agent = blank(typology, settings)
    guard let template else { return agent }
    for field in taken(from: template, agent) { field.property.copy(template, &agent) }
    return agent
  }

  private static func taken(from template: Agent, _ blank: Agent) -> [Field] {
    let (new, old) = (blank.account.typology, template.account.typology)
    var left = personal
    left.insert("typology")
    // As an agent does that changes its typology.
    if new != old { left.insert("transport") }
    if new != old, [new, old].contains(.webrtc) { left.insert("encryption") }
    return FieldCatalog.fields.filter { field in
      field.access == .editable && !left.contains(field.key) && field.typologies.contains(new)
        && !field.property.isSame(blank, template)
    }
  }

  /// The keys of what is not taken.
  private static let personal: Set = [
    "name", "fullname", "alias", "email", "phone", "mobile", "internal", "description",
    "voicemailPin", "avatar", "callerid", "host", "sipName", "sipAuthName", "disabled", "locked",
    "phoneBarUnconditional", "phoneBarUnconditionalNumber",
  ]
}
