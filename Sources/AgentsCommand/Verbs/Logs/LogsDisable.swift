internal import AgentsModel
internal import ArgumentParser

struct LogsDisable: Switch {
  static let configuration = CommandConfiguration(
    commandName: "disable", abstract: "Stop the client logs of agents.",
    usage: """
      xcally-agents logs disable USERNAME... [options]
      xcally-agents logs disable --where CONDITION... [options]
      """,
    discussion: """
      The level is kept, and so are the files: "logs prune" removes those.

        $ xcally-agents logs disable mrossi
        $ xcally-agents logs disable --where clientLogs=true
      """)
  static let assignment = Assignment("clientLogs", "false")
  static let auditVerb = "logs disable"

  @OptionGroup var targets: TargetOptions
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions
}
