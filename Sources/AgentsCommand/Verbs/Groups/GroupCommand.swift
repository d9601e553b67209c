internal import AgentsModel
internal import ArgumentParser

/// Teams or profiles, and their words: in everything else the verbs of both are the same.
protocol GroupNoun {
  /// What selects agents beside the groups of this kind.
  associatedtype Others: MemberOptions
  static var kind: AgentGroup.Kind { get }
  /// What such a group is.
  static var about: String { get }
  /// What adding agents does.
  static var ofAdding: String { get }
  /// What removing agents does, ending in a blank line; empty = nothing needs to be said.
  static var ofRemoving: String { get }
  /// A name for examples.
  static var example: String { get }
  /// Agents for the example of `add-to-…`.
  static var added: String { get }
}

extension GroupNoun {
  /// In the singular.
  static var word: String { kind.rawValue }
}

enum Teams: GroupNoun {
  typealias Others = MembersBesideTeams
  static let kind = AgentGroup.Kind.team
  static let about = "A team can be in queues; its agents are members of them then."
  static let ofAdding = "A team brings its agents into the queues that it is in."
  static let ofRemoving = "They leave the queues that only the team brought them into.\n\n"
  static let example = "Support"
  static let added = "mrossi abianchi"
}

enum Profiles: GroupNoun {
  typealias Others = MembersBesideProfiles
  static let kind = AgentGroup.Kind.profile
  static let about = """
    An agent with profiles picks one at login. Needs the setting
    licenseMultiProfile.
    """
  static let ofAdding =
    "An agent with profiles picks one at login. Needs the setting licenseMultiProfile."
  static let ofRemoving = ""
  static let example = "Evening"
  static let added = "mrossi"
}

struct GroupCommand<Noun: GroupNoun>: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: Noun.word, abstract: "Manage the agents' \(Noun.word)s.",
      discussion: """
        \(Noun.about)

          $ xcally-agents \(Noun.word) create \(Noun.example)
          $ xcally-agents add-to-\(Noun.word) mrossi abianchi --\(Noun.word) \(Noun.example)
        """,
      subcommands: [
        GroupCreate<Noun>.self, GroupList<Noun>.self, GroupShow<Noun>.self,
        GroupRename<Noun>.self, GroupDelete<Noun>.self,
      ])
  }
}

/// The teams or profiles that a verb puts agents into, or takes them out of.
struct GroupOptions<Noun: GroupNoun>: ParsableArguments {
  @Option(
    name: .customLong(Noun.word),
    help: ArgumentHelp("This \(Noun.word); repeat for more.", valueName: "name"),
    completion: Completions.groups(Noun.kind))
  var names: [String] = []

  func validate() throws {
    guard !names.isEmpty else {
      throw ValidationError("Name at least one by '--\(Noun.word)'.")
    }
  }
}
