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
    let rows = SettingCatalog.settings.map { setting -> [JSON] in
      let kind = setting.property.kind
      return [
        .string(setting.key), JSON(setting.property.read(settings), kind),
        JSON(setting.defaultText, kind), .string(kind.description), .string(setting.help),
      ]
    }
    try Presenter(output).show(
      Answer(
        Answer.Rows(["key", "value"], rows.map { Array($0.prefix(2)) }),
        Answer.Rows(["key", "value", "default", "type", "help"], rows), output.color))
  }
}
