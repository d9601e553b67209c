public import AgentsModel

/// An agent as somebody wants it: fields by their keys, a password, queues and teams.
public struct AgentDraft: Sendable {
  /// What the fields are to be, in the order in which it is said; the last word counts.
  public var assignments: [Assignment]
  /// What login and phone take; nil = no login and no phone until there is one.
  public var password: NewPassword?
  /// The queues that the agent comes into.
  public var queues: [QueueMembership] = []
  /// The teams that the agent comes into, by name.
  public var teams: [String] = []
  /// The picture.
  public var picture: Picture?
  /// Another agent, whose fields this one takes, but for the personal ones, and whose queues, teams and profiles.
  ///
  /// What is said of the draft itself counts more.
  public var like: String?
  /// There is an agent of this username, which is skipped or updated: it keeps its password.
  public internal(set) var isThere = false

  /// A draft of an agent of this username.
  public init(_ username: String, password: NewPassword? = nil) {
    assignments = [Assignment("name", username)]
    self.password = password
  }

  /// A field's text as it was said last, by the field's key; nil where nothing was said of it.
  public subscript(key: String) -> String? {
    get { assignments.last { $0.key == key }?.text }
    set {
      assignments.removeAll { $0.key == key }
      if let newValue { assignments.append(Assignment(key, newValue)) }
    }
  }

  /// The username, as it was written.
  var name: String { self["name"] ?? "" }
}

/// What is done with an agent that is to be created and exists.
public enum OnExisting: String, Choice {
  /// The request is refused.
  case fail
  /// It stays as it is.
  case skip
  /// It gets what is said of the draft, and comes into the queues and teams; its password stays.
  case update
}

/// A password for login and phone: one that is given, or one that is generated.
public struct NewPassword: Sendable {
  let secret: Secret
  let isGenerated: Bool

  /// This one.
  public init(_ secret: Secret) { (self.secret, isGenerated) = (secret, false) }

  private init(generated secret: Secret) { (self.secret, isGenerated) = (secret, true) }

  /// A new one that nobody has seen: the report has it, once.
  public static func generated() -> NewPassword {
    NewPassword(generated: AgentsModel.Generator.password())
  }

  /// What the report is to show of it.
  func shown(_ mode: Mode) -> Secret? { isGenerated && !mode.isDryRun ? secret : nil }
}
