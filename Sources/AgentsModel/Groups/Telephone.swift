/// A phone without an agent.
///
/// It shares names and internals with the agents, and has the voice fields of one. Its name may have more characters than
/// a username: nobody logs in with it.
public struct Telephone: Equatable, Sendable {
  package var name = PeerName()
  package var fullname = FullName()
  package var internalNumber = Internal()
  /// `external`, or `webrtc` for a phone in a browser.
  package var typology = Typology.external
  package var voice = Agent(typology: .external).voice
  /// When its digest was taken over from files of the centre; empty once it has a password of ours.
  package var adoptedAt = Timestamp()

  package init() {}

  /// The name that the phone registers with.
  public var username: String { name.text }
  /// The full name.
  public var fullName: String { fullname.text }
  /// The number that is dialled.
  public var number: String { internalNumber.text }

  /// A field's canonical text by its key; nil where it is none of ``fields``.
  public subscript(key: String) -> String? {
    Self.fields.first { $0.key == key }?.property.read(agent)
  }

  /// The fields of an agent that a telephone has, too, in the order of the catalog.
  public static let fields = FieldCatalog.fields.filter { keys.contains($0.key) }

  private static let keys: Set = [
    "fullname", "typology", "internal", "transport", "host", "nat", "type", "allow", "callerid",
    "context", "callGroup", "pickupGroup", "videosupport", "encryption",
  ]

  /// An agent with the same phone: fields, rules and files are those of agents.
  package var agent: Agent {
    get {
      var agent = Agent(typology: typology)
      agent.account.fullname = fullname
      agent.account.internalNumber = internalNumber
      agent.voice = voice
      return agent
    }
    set {
      fullname = newValue.account.fullname
      internalNumber = newValue.account.internalNumber
      typology = newValue.account.typology
      voice = newValue.voice
    }
  }
}

extension Telephone {
  /// Plans a new telephone, and returns every problem.
  package static func create(
    name: String, _ assignments: [Assignment], _ settings: Settings
  ) -> (Telephone, [Finding]) {
    var (telephone, findings) = Telephone().edited(assignments, settings)
    do throws(Refusal) { telephone.name = try PeerName(parsing: name) } catch {
      findings.insert(Finding("name", error), at: 0)
    }
    return (telephone, findings)
  }

  /// Plans a change of its fields, and returns every problem.
  package func edited(
    _ assignments: [Assignment], _ settings: Settings
  ) -> (Telephone, [Finding]) {
    let strange = assignments.compactMap(Self.refusal)
    let plan = AgentPlan.edit(
      agent, assignments.filter { Self.refusal(of: $0) == nil }, settings)
    var telephone = self
    telephone.agent = plan.new
    // What the rule says of agents, but for this hint.
    let findings = plan.findings.map { $0.code == Self.isInternal.code ? Self.isInternal : $0 }
    return (telephone, strange + findings)
  }

  /// Its fields that differ from those of `old`.
  package func changes(from old: Telephone) -> [FieldChange] {
    let (before, after) = (old.agent, agent)
    return Self.fields.filter { !$0.property.isSame(before, after) }.map {
      FieldChange(field: $0, old: $0.property.read(before), new: $0.property.read(after))
    }
  }

  /// Why a telephone does not take it; nil when it may.
  private static func refusal(of assignment: Assignment) -> Finding? {
    let key = assignment.key
    guard keys.contains(key) else {
      if FieldCatalog.field(key)?.key == "name" {
        return Finding(
          .error, "name.fixed", field: key, "is not changed with the fields",
          hint: .renameTelephone)
      }
      let keys = fields.map(\.key)
      return Finding(
        .error, "field.unknown", field: key, "a telephone has no field of this name",
        hint: nearest(to: key, in: keys).map(Hint.didYouMean)
          ?? .words("it has \(keys.joined(separator: ", "))"))
    }
    guard key == "typology", !typologies.map(\.rawValue).contains(assignment.text) else {
      return nil
    }
    return Finding(key, .notOneOf(typologies.map(\.rawValue), given: assignment.text))
  }

  /// The others belong to people: a phonebar and an app have a login.
  private static let typologies = [Typology.external, .webrtc]

  private static let isInternal = Finding(
    .error, "fullname.is-internal", field: "fullname", "must not equal the internal",
    hint: "give the telephone a name")
}
