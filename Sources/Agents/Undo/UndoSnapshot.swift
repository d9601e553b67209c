internal import AgentsModel
internal import AgentsStore

/// The things of a run as they are at one moment.
struct UndoSnapshot {
  private(set) var agents: [Int: Agent] = [:]
  private(set) var telephones: [RunThing: Telephone] = [:]
  /// Who is logged on at them, by id; ``agents`` has them, too.
  private(set) var guests: [RunThing: Int] = [:]
  private(set) var queues: [RunThing: QueueName] = [:]
  /// Of the others and of queues: name, and value by key.
  private(set) var values: [RunThing: (name: String, values: [(key: String, value: JSON)])] = [:]
  /// Voice queues whose members may be others.
  private(set) var files: Set<GeneratedFile> = []
  let settings: Settings

  /// - Parameter earlier: Who was logged on before is looked at again.
  init(_ reversal: Reversal, _ reader: StoreReader, after earlier: UndoSnapshot? = nil) throws {
    settings = try reader.settings()
    let ids = reversal.things.compactMap { if case .agent(let id) = $0 { id } else { nil } }
    let others = earlier.map { Array($0.guests.values) } ?? []
    try reader.forEachAgent(ids + others) { id, _, agent in agents[id] = try agent() }
    for thing in reversal.things { try read(thing, reader) }
    for group in reversal.groups {
      switch group {
      case .queue(let id): files.formUnion(try reader.queue(id: id)?.files(unless: false) ?? [])
      case .team(let id):
        files.formUnion(
          try reader.queues(ofTeam: id).filter { $0.channel == .voice }.map { .queue($0.name) })
      default: break
      }
    }
  }

  private mutating func read(_ thing: RunThing, _ reader: StoreReader) throws {
    switch thing {
    case .agent: break
    case .telephone(let id):
      guard let telephone = try reader.telephone(id: id) else { return }
      telephones[thing] = telephone
      if let guest = try reader.agent(atTelephone: id) {
        guests[thing] = guest.account.id.value
        agents[guest.account.id.value] = guest
      }
      let agent = telephone.agent
      let fields = Telephone.fields.map { ($0.key, JSON.string($0.property.read(agent))) }
      values[thing] = (
        telephone.name.text,
        [("name", .string(telephone.name.text))] + fields
          + [("kept", .texts(try reader.kept(ofTelephone: telephone.name.text)))]
      )
    case .queue(let id):
      guard let queue = try reader.queue(id: id) else { return }
      queues[thing] = queue.name
      files.formUnion(queue.files(unless: false))
      values[thing] = (
        queue.name.text,
        [
          ("name", .string(queue.name.text)), ("strategy", .string(queue.strategy.rawValue)),
          ("weight", .string(queue.weight.text)),
          ("teams", .string(try reader.teamsText(inQueue: id))),
          ("kept", .texts(try reader.kept(ofQueue: id))),
        ]
      )
    case .team(let id): try read(thing, .team, id, reader)
    case .profile(let id): try read(thing, .profile, id, reader)
    case .setting(let key):
      values[thing] = (key, [("value", .string(settings[key] ?? ""))])
    }
  }

  private mutating func read(
    _ thing: RunThing, _ kind: AgentGroup.Kind, _ id: Int, _ reader: StoreReader
  ) throws {
    guard let name = try reader.name(of: kind, id: id) else { return }
    values[thing] = (name, [("name", .string(name))])
  }
}

extension RunThing {
  /// Its kind, in the singular.
  var noun: String {
    switch self {
    case .agent: "agent"
    case .telephone: "telephone"
    case .queue: "queue"
    case .team: "team"
    case .profile: "profile"
    case .setting: "setting"
    }
  }
}
