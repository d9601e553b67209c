internal import ArgumentParser

struct LogsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "logs", abstract: "Manage the client logs of the agents' desktops.",
    discussion: """
      While they are on, an agent's web desktop writes its log to the server, below
      the setting clientLogDir. Of the levels error, warning, info and debug each
      includes the more severe ones.

        $ xcally-agents logs enable mrossi --level debug
        $ xcally-agents logs show mrossi --follow
        $ xcally-agents logs disable mrossi
      """,
    subcommands: [
      LogsEnable.self, LogsDisable.self, LogsList.self, LogsShow.self, LogsPrune.self,
      LogsBundle.self,
    ])
}
