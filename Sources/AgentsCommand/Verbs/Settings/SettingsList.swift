internal import AgentsModel
internal import AgentsSystem
internal import ArgumentParser

struct SettingsList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the settings, their values and what they mean.",
    usage: "xcally-agents settings list [options]",
    discussion: """
        $ xcally-agents settings list --format json
      """)

  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func run() throws {
    let settings = try Session(store).settings()
    let columns =
      output.isForPeople ? ["key", "value"] : ["key", "value", "default", "type", "help"]
    var rows = try RowWriter(
      output.format, columns.map { Column(key: $0) }, to: StandardOutput(), color: output.color)
    for setting in SettingCatalog.settings {
      let kind = setting.property.kind
      let cells: [String: JSON] = [
        "key": .string(setting.key), "value": JSON(setting.property.read(settings), kind),
        "default": JSON(setting.defaultText, kind), "type": .string(kind.description),
        "help": .string(setting.help),
      ]
      try rows.write(columns.map { cells[$0] ?? .null })
    }
    try rows.finish()
  }
}
