internal import ArgumentParser

struct CentreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "centre", abstract: "Keep the whole centre in one YAML file.",
    discussion: """
      The file has settings, queues, teams, profiles, telephones and agents with their
      memberships, and only what is not the default. It belongs in git.

        $ xcally-agents centre export --output centre.yaml
        $ xcally-agents centre diff centre.yaml
        $ xcally-agents centre apply centre.yaml
      """,
    subcommands: [CentreExport.self, CentreDiff.self, CentreApply.self])
}
