package import AgentsModel

/// An agent as somebody wants it: fields by their keys, a password, queues and teams.
package struct AgentDraft: Sendable {
  /// What the fields are to be, in the order in which it is said; the last word counts.
  package var assignments: [Assignment]
  /// What login and phone take; nil = no login and no phone until there is one.
  package var password: NewPassword?
  /// The queues that the agent comes into.
  package var queues: [QueueMembership] = []
  /// The teams that the agent comes into, by name.
  package var teams: [String] = []
  /// The picture.
  package var picture: Picture?

  /// A draft of an agent of this username.
  package init(_ username: String, password: NewPassword? = nil) {
    assignments = [Assignment("name", username)]
    self.password = password
  }

  /// A field's text as it was said last, by the field's key; nil where nothing was said of it.
  package subscript(key: String) -> String? {
    get { assignments.last { $0.key == key }?.text }
    set {
      assignments.removeAll { $0.key == key }
      if let newValue { assignments.append(Assignment(key, newValue)) }
    }
  }

  /// The username, as it was written.
  var name: String { self["name"] ?? "" }
}

/// A password for login and phone: one that is given, or one that is generated.
package struct NewPassword: Sendable {
  let secret: Secret
  let isGenerated: Bool

  /// This one.
  package init(_ secret: Secret) { (self.secret, isGenerated) = (secret, false) }

  private init(generated secret: Secret) { (self.secret, isGenerated) = (secret, true) }

  /// A new one that nobody has seen: the report has it, once.
  package static func generated() -> NewPassword {
    NewPassword(generated: AgentsModel.Generator.password())
  }

  /// What the report is to show of it.
  func shown(_ mode: Mode) -> Secret? { isGenerated && !mode.isDryRun ? secret : nil }
}
