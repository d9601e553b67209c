internal import Agents
internal import AgentsModel
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
    let settings = try store.centre().settings()
    let columns =
      output.isForPeople ? ["key", "value"] : ["key", "value", "default", "type", "help"]
    let cells = SettingCatalog.settings.map { setting -> [String: JSON] in
      let kind = setting.property.kind
      return [
        "key": .string(setting.key), "value": JSON(setting.property.read(settings), kind),
        "default": JSON(setting.defaultText, kind), "type": .string(kind.description),
        "help": .string(setting.help),
      ]
    }
    try Presenter(output).show(
      Answer.Rows(columns, cells.map { row in columns.map { row[$0] ?? .null } }))
  }
}
