/// One field of an agent, and everything the program knows about it.
package final class Field: Sendable {
  package let property: Property<Agent>
  /// As the product's pages call it.
  package let label: String
  package let tab: Tab
  package let access: Access
  /// Who may give it another value; nil where no operator sets it.
  package let right: FieldRight?
  /// Shown only to a caller that asks for secrets.
  package let isSecret: Bool
  /// Part of the Security Suite, and shown only while that is on.
  package let isOfSecuritySuite: Bool
  /// Must be given, or generated, for an agent to exist.
  package let isRequired: Bool
  /// The typologies it applies to.
  package let typologies: Set<Typology>
  /// One line for `fields` and the documentation.
  package let help: String
  /// The default as documents show it, where the property's initial value does not say it.
  private let defaultNote: String?

  package var key: String { property.key }
  package var kind: FieldKind { property.kind }

  /// The default as documents show it.
  package var defaultText: String { defaultNote ?? property.read(Agent()) }

  /// The default of a new agent of `typology`.
  package func defaultText(for typology: Typology) -> String {
    property.read(Agent(typology: typology))
  }

  /// Who may change the field.
  package enum Access: String, Sendable {
    case editable
    /// Given at creation, fixed afterwards.
    case fixed
    /// Written by the program only.
    case readOnly
    /// The operator may only switch it off.
    case clearOnly
    /// Changed by a command of its own.
    case relation
    /// Calculated when read, from other fields, settings and the time; never stored.
    case computed
  }

  init(
    _ property: Property<Agent>, _ label: String, tab: Tab, access: Access = .editable,
    right: FieldRight? = nil, for typologies: Set<Typology> = Set(Typology.allCases),
    default defaultNote: String? = nil, isSecret: Bool = false, isOfSecuritySuite: Bool = false,
    isRequired: Bool = false, _ help: String
  ) {
    self.property = property
    self.label = label
    self.tab = tab
    self.access = access
    self.right = right
    self.isSecret = isSecret
    self.isOfSecuritySuite = isOfSecuritySuite
    self.isRequired = isRequired
    self.typologies = typologies
    self.defaultNote = isRequired ? "required" : defaultNote
    self.help = help
  }
}

/// The tabs of the product's agent form, in its order.
package enum Tab: String, CaseIterable, Sendable {
  case personalInfo = "Personal Info"
  case voice = "Voice"
  case otherChannels = "Other Channels"
  case bar = "Bar Settings"
  case permissions = "Permissions"
  case clientLogs = "Client Logs"
  case relations = "Queues, Teams, Profiles"

  /// The bar's tab has a name for each typology.
  package func title(for typology: Typology) -> String {
    switch (self, typology) {
    case (.bar, .phonebar): "Phonebar Settings"
    case (.bar, .webrtc): "WebRTC Settings"
    case (.bar, .mobile): "App Settings"
    default: rawValue
    }
  }
}
