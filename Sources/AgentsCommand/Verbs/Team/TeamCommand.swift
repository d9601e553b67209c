internal import ArgumentParser

struct TeamCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "team", abstract: "Manage the agents' teams.",
    discussion: """
      A team can be in queues; its agents are members of them then.

        $ xcally-agents team create Support
        $ xcally-agents add-to-team mrossi abianchi --team Support
      """,
    subcommands: [TeamCreate.self, TeamList.self, TeamShow.self, TeamDelete.self])
}
