internal import Agents
internal import AgentsModel
internal import ArgumentParser

/// What is taken over, and as what.
struct AdoptionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Which phones become agents: members of queues, all, none, or those of the map.",
      valueName: "which"),
    completion: .list(AgentsChoice.words), transform: AgentsChoice.init(option:))
  var agents = AgentsChoice.members

  @Option(
    help: ArgumentHelp(
      "CSV that knows better: a column peer, and any fields.", valueName: "file"),
    completion: .file(), transform: FileOption.map.word)
  var map: FileWord?

  @Option(help: ArgumentHelp("Make e-mail addresses NAME@domain.", valueName: "domain"))
  var domain: String?

  @Option(help: ArgumentHelp("The realm that all phones use.", valueName: "realm"))
  var realm: String?

  @Option(
    help: ArgumentHelp(
      "Only agents, telephones or queues; repeat it, or use commas.", valueName: "what"))
  var only: [String] = []

  @Option(help: ArgumentHelp("Leave phones out; * stands for any characters.", valueName: "name"))
  var except: [String] = []

  @Option(
    help: ArgumentHelp("The typology of agents whose phone is no browser.", valueName: "typology"),
    completion: .list(Typology.words), transform: Typology.init(option:))
  var typology = Typology.external

  @Flag(help: "Take queues over without the members that stay outside.")
  var partialQueues = false

  @Flag(help: "Believe the files even where Asterisk reads a database.")
  var ignoreRealtime = false

  @Option(
    help: ArgumentHelp(
      "Boxes whose PIN cannot be kept get a new one; written there.", valueName: "file"),
    completion: .file(), transform: FileOption.newPINs.word)
  var newPins: FileWord?

  @Flag(help: "With --format json: digests and PINs, too.")
  var withSecrets = false

  func validate() throws {
    for word in words(only) where AdoptionRequest.Part(rawValue: word) == nil {
      throw ValidationError("'--only \(word)' is none of agents, telephones and queues.")
    }
    guard agents != .map || map != nil else {
      throw ValidationError("'--agents map' needs '--map FILE'.")
    }
  }

  func request() throws -> AdoptionRequest {
    var request = AdoptionRequest()
    request.agents = agents.value
    (request.domain, request.realm) = (domain, realm)
    if !only.isEmpty { request.parts = Set(words(only).compactMap(AdoptionRequest.Part.init)) }
    request.exceptions = words(except)
    request.typology = typology
    request.givesNewPINs = newPins != nil
    (request.splitsQueues, request.ignoresRealtime) = (partialQueues, ignoreRealtime)
    if let map {
      request.map = try AdoptionMap.read(map.bytes(limit: 16 << 20), named: map.name)
    }
    return request
  }

  private func words(_ list: [String]) -> [String] {
    list.flatMap { $0.split(separator: ",").map(String.init) }
  }
}

/// Which phones become agents, as a word.
enum AgentsChoice: String, Choice {
  case members, all, none, map

  var value: AdoptionRequest.Agents {
    switch self {
    case .members: .members
    case .all: .all
    case .none: .none
    case .map: .map
    }
  }
}
