internal import AgentsModel
internal import ArgumentParser

/// Members of groups, and typologies: a verb that gives one of these words another meaning has no such option, and
/// `--where` says the same.
protocol MemberOptions: ParsableArguments, Sendable {
  var queue: [String] { get }
  var team: [String] { get }
  var profile: [String] { get }
  var typology: String? { get }
}

extension MemberOptions {
  var queue: [String] { [] }
  var team: [String] { [] }
  var profile: [String] { [] }
  var typology: String? { nil }

  var isEmpty: Bool { queue.isEmpty && team.isEmpty && profile.isEmpty && typology == nil }

  /// As the audit trail names them.
  var words: [String] {
    queue.map { "queue=\($0)" } + team.map { "team=\($0)" } + profile.map { "profile=\($0)" }
      + (typology.map { ["typology=\($0)"] } ?? [])
  }
}

/// What the help says of them.
///
/// Each type below has options of its own: the parser goes through nested groups again and again.
private enum MemberHelp {
  static let queue = ArgumentHelp(
    "Members of this queue, CHANNEL:NAME; repeat for more queues.", valueName: "queue")
  static let team = ArgumentHelp("Members of this team.", valueName: "team")
  static let profile = ArgumentHelp("Members of this profile.", valueName: "name")
  static let typology = ArgumentHelp(
    "Of these typologies, comma-separated.", valueName: "typologies")
}

/// All of them.
struct EveryMember: MemberOptions {
  @Option(help: MemberHelp.queue, completion: Completions.queues) var queue: [String] = []
  @Option(help: MemberHelp.team, completion: Completions.groups(.team)) var team: [String] = []
  @Option(help: MemberHelp.profile, completion: Completions.groups(.profile))
  var profile: [String] = []
  @Option(help: MemberHelp.typology, completion: Completions.list(of: Typology.words))
  var typology: String?
}

/// For a verb that puts agents into queues, or takes them out.
struct MembersBesideQueues: MemberOptions {
  @Option(help: MemberHelp.team, completion: Completions.groups(.team)) var team: [String] = []
  @Option(help: MemberHelp.profile, completion: Completions.groups(.profile))
  var profile: [String] = []
  @Option(help: MemberHelp.typology, completion: Completions.list(of: Typology.words))
  var typology: String?
}

/// The same for teams.
struct MembersBesideTeams: MemberOptions {
  @Option(help: MemberHelp.queue, completion: Completions.queues) var queue: [String] = []
  @Option(help: MemberHelp.profile, completion: Completions.groups(.profile))
  var profile: [String] = []
  @Option(help: MemberHelp.typology, completion: Completions.list(of: Typology.words))
  var typology: String?
}

/// The same for profiles.
struct MembersBesideProfiles: MemberOptions {
  @Option(help: MemberHelp.queue, completion: Completions.queues) var queue: [String] = []
  @Option(help: MemberHelp.team, completion: Completions.groups(.team)) var team: [String] = []
  @Option(help: MemberHelp.typology, completion: Completions.list(of: Typology.words))
  var typology: String?
}

/// For a verb that gives agents another typology.
struct MembersBesideTypology: MemberOptions {
  @Option(help: MemberHelp.queue, completion: Completions.queues) var queue: [String] = []
  @Option(help: MemberHelp.team, completion: Completions.groups(.team)) var team: [String] = []
  @Option(help: MemberHelp.profile, completion: Completions.groups(.profile))
  var profile: [String] = []
}
