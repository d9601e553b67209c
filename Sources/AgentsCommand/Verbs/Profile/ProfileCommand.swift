internal import ArgumentParser

struct ProfileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile", abstract: "Manage the agents' profiles.",
    discussion: """
      An agent with profiles picks one at login. Needs the setting
      licenseMultiProfile.

        $ xcally-agents profile create Evening
        $ xcally-agents add-to-profile mrossi abianchi --profile Evening
      """,
    subcommands: [ProfileCreate.self, ProfileList.self, ProfileShow.self, ProfileDelete.self])
}
