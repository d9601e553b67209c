internal import ArgumentParser

/// The verbs of `settings`.
struct SettingsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "settings",
    abstract: "The installation's settings.",
    discussion: """
        $ xcally-agents settings list
        $ xcally-agents settings get asteriskDir
        $ xcally-agents settings set minInternal 2000
      """,
    subcommands: [SettingsList.self, SettingsGet.self, SettingsSet.self, SettingsUnset.self])
}
