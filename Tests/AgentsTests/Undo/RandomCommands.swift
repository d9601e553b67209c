import Agents
import AgentsModel
import TestSupport

/// Random commands on a centre, right and wrong ones.
struct RandomCommands {
  private var random: Seeded
  private let centre: Centre
  private static let queues = ["voice:sales", "voice:vip", "chat:help"]
  private static let groups = ["Night", "Day"]
  private static let telephones = ["desk1", "desk2"]

  init(_ seed: Int, _ centre: Centre) { (random, self.centre) = (Seeded(seed), centre) }

  private mutating func any<Value>(_ values: [Value]) -> Value {
    values[Int.random(in: 0..<values.count, using: &random)]
  }

  private mutating func name() -> String { "agent\(Int.random(in: 0...7, using: &random))" }

  private mutating func password() -> NewPassword {
    var bytes = Array("Sesam-\(Int.random(in: 2000...2999, using: &random))".utf8)
    return NewPassword(Secret(consuming: &bytes))
  }

  /// Does one thing; what is refused changes nothing.
  mutating func step() async throws {
    do {
      switch Int.random(in: 0..<11, using: &random) {
      case 0: try await create()
      case 1: try await edit()
      case 2: try await changeMembers()
      case 3: try await changeGroups()
      case 4: try await changeTelephones()
      case 5: try await load()
      case 6: _ = try await centre.delete(.named([name()]))
      case 7: _ = try await centre.restore([name()])
      case 8, 9: try await changeDesks()
      default: try await changeOthers()
      }
    } catch is AgentsError {}
  }

  private mutating func create() async throws {
    let count = Int.random(in: 1...2, using: &random)
    let drafts = Set((0..<count).map { _ in name() }).sorted().map { name in
      var draft = AgentDraft(name, password: password())
      draft["fullname"] = "Agent \(name)"
      draft["email"] = "\(name)@example.com"
      return draft
    }
    _ = try await centre.create(drafts)
  }

  private mutating func edit() async throws {
    let assignment = any([
      Assignment("alias", any(["A", "B", ""])), Assignment("allow", any(["g722,alaw", "alaw"])),
      Assignment("internal", String(Int.random(in: 1000...1010, using: &random))),
      Assignment("disabled", any(["true", "false"])),
      Assignment("voicemail", any(["true", "false"])),
      Assignment("email", "\(name())@example.org"), Assignment("fullname", "Renamed \(name())"),
    ])
    let isOne = Bool.random(using: &random)
    let who = isOne ? Selection.named([name()]) : .matching(AgentQuery())
    _ = try await centre.edit(who, AgentEdit([assignment]))
  }

  private mutating func changeMembers() async throws {
    let who = Selection.named(Array(Set([name(), name()])))
    let queue = try QueueMembership(any(Self.queues) + any(["", "=3"]))
    switch Int.random(in: 0..<4, using: &random) {
    case 0: _ = try await centre.add(who, to: .named([queue]))
    case 1: _ = try await centre.remove(who, from: .named([queue]))
    case 2: _ = try await centre.add(who, to: .team, [any(Self.groups)])
    default: _ = try await centre.remove(who, from: .team, [any(Self.groups)])
    }
  }

  private mutating func changeGroups() async throws {
    let queue = try QueueName(any(Self.queues))
    var fields = QueueEdit()
    fields.weight = try Weight(parsing: any(["1", "5"]))
    if Bool.random(using: &random) { fields.teams = [try TeamInQueue(any(Self.groups) + "=2")] }
    if Bool.random(using: &random), queue.channel == .voice {
      fields.kept = [Assignment("timeout", any(["10", "20"]))]
    }
    switch Int.random(in: 0..<5, using: &random) {
    case 0: _ = try await centre.create(queue, fields)
    case 1: _ = try await centre.edit(queue, fields)
    case 2: _ = try await centre.delete([queue])
    case 3: _ = try await centre.create(.team, [any(Self.groups)])
    default: _ = try await centre.delete(.team, [any(Self.groups)])
    }
  }

  private mutating func changeTelephones() async throws {
    let name = any(Self.telephones)
    switch Int.random(in: 0..<4, using: &random) {
    case 0:
      _ = try await centre.createTelephone(
        name, [Assignment("fullname", "Desk")], password: password())
    case 1: _ = try await centre.deleteTelephones([name])
    case 2:
      _ = try await centre.editTelephone(
        name, [Assignment("internal", String(Int.random(in: 1000...1010, using: &random)))])
    default:
      _ = try await centre.renameTelephone(name, to: any(Self.telephones), password: password())
    }
  }

  /// Agents of whom some may use hot desk come, go, and may no longer.
  private mutating func changeDesks() async throws {
    // One of those that are there, so that most of it succeeds.
    let agents = try centre.agents(AgentQuery()).map(\.username)
    guard !agents.isEmpty else { return }
    let name = any(agents)
    switch Int.random(in: 0..<8, using: &random) {
    case 0, 1:
      let desk = [Assignment("typology", "external"), Assignment("hotdesk", "true")]
      _ = try await centre.edit(.matching(AgentQuery()), AgentEdit(desk))
    case 2:
      let assignment = any([
        Assignment("typology", "phonebar"), Assignment("hotdesk", "false"),
        Assignment("disabled", "false"),
      ])
      _ = try await centre.edit(.named([name]), AgentEdit([assignment]))
    case 3: _ = try await centre.logOff(name)
    default: _ = try await centre.logOn(name, at: any(Self.telephones))
    }
  }

  /// Agents change places: each gets the internal of the next.
  private mutating func load() async throws {
    let agents = try centre.agents()
    guard agents.count > 1 else { return }
    let next = agents.dropFirst() + agents.prefix(1)
    let rows = zip(agents, next).map { "\($0["name"] ?? ""),\($1["internal"] ?? "")" }
    var rules = ImportRules()
    rules.onDuplicate = .update
    _ = try await centre.importCSV(
      named: "swap.csv", CSVSource((["name,internal"] + rows).joined(separator: "\n") + "\n"),
      rules)
  }

  private mutating func changeOthers() async throws {
    let name = name()
    let password = password()
    switch Int.random(in: 0..<3, using: &random) {
    case 0: _ = try await centre.setPassword(of: name, to: password)
    case 1: _ = try await centre.set("passwordHistory", to: any(["0", "3"]))
    default: _ = try await centre.set("ringSeconds", to: any(["20", "30", "40"]))
    }
  }
}
