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
    let blank = blank(typology, settings)
    let own = FieldCatalog.fields.filter { field in
      field.access == .editable && field.key != "typology" && !personal.contains(field.key)
        && field.typologies.contains(typology) && !field.property.isSame(blank, template)
    }
    return [Assignment("typology", typology.rawValue)]
      + own.map { Assignment($0.key, $0.property.read(template)) }
  }

  /// The keys of what is not taken.
  private static let personal: Set = [
    "name", "fullname", "alias", "email", "phone", "mobile", "internal", "description",
    "voicemailPin", "avatar", "callerid", "host", "sipName", "sipAuthName", "disabled", "locked",
    "phoneBarUnconditional", "phoneBarUnconditionalNumber",
  ]
}
