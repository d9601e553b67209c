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

/// All of them.
struct EveryMember: MemberOptions {
  @OptionGroup var queues: QueueMembers
  @OptionGroup var teams: TeamMembers
  @OptionGroup var profiles: ProfileMembers
  @OptionGroup var typologies: OfTypology

  var queue: [String] { queues.queue }
  var team: [String] { teams.team }
  var profile: [String] { profiles.profile }
  var typology: String? { typologies.typology }
}

/// For a verb that puts agents into queues, or takes them out.
struct MembersBesideQueues: MemberOptions {
  @OptionGroup var teams: TeamMembers
  @OptionGroup var profiles: ProfileMembers
  @OptionGroup var typologies: OfTypology

  var team: [String] { teams.team }
  var profile: [String] { profiles.profile }
  var typology: String? { typologies.typology }
}

/// The same for teams.
struct MembersBesideTeams: MemberOptions {
  @OptionGroup var queues: QueueMembers
  @OptionGroup var profiles: ProfileMembers
  @OptionGroup var typologies: OfTypology

  var queue: [String] { queues.queue }
  var profile: [String] { profiles.profile }
  var typology: String? { typologies.typology }
}

/// The same for profiles.
struct MembersBesideProfiles: MemberOptions {
  @OptionGroup var queues: QueueMembers
  @OptionGroup var teams: TeamMembers
  @OptionGroup var typologies: OfTypology

  var queue: [String] { queues.queue }
  var team: [String] { teams.team }
  var typology: String? { typologies.typology }
}

/// For a verb that gives agents another typology.
struct MembersBesideTypology: MemberOptions {
  @OptionGroup var queues: QueueMembers
  @OptionGroup var teams: TeamMembers
  @OptionGroup var profiles: ProfileMembers

  var queue: [String] { queues.queue }
  var team: [String] { teams.team }
  var profile: [String] { profiles.profile }
}

struct QueueMembers: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Members of this queue, CHANNEL:NAME; repeat for more queues.", valueName: "queue"),
    completion: Completions.queues)
  var queue: [String] = []
}

struct TeamMembers: ParsableArguments {
  @Option(
    help: ArgumentHelp("Members of this team.", valueName: "team"),
    completion: Completions.groups(.team))
  var team: [String] = []
}

struct ProfileMembers: ParsableArguments {
  @Option(
    help: ArgumentHelp("Members of this profile.", valueName: "name"),
    completion: Completions.groups(.profile))
  var profile: [String] = []
}

struct OfTypology: ParsableArguments {
  @Option(
    help: ArgumentHelp("Of these typologies, comma-separated.", valueName: "typologies"),
    completion: Completions.list(of: Typology.words))
  var typology: String?
}
