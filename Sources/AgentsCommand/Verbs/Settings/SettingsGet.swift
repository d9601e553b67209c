internal import Agents
internal import AgentsModel
internal import ArgumentParser

struct SettingsGet: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "get", abstract: "Print the value of a setting.",
    usage: "xcally-agents settings get KEY [options]",
    discussion: """
        $ xcally-agents settings get asteriskDir
      """)

  @Argument(help: "The setting.", completion: .list(SettingCatalog.keys)) var key: String
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func run() throws {
    let setting = try SettingCatalog.find(key)
    let value = JSON(
      setting.property.read(try store.centre().settings()), setting.property.kind)
    var answer = Answer([], [(key, value)])
    answer.lines = [Line(value.plainText).kept]
    answer.names = Answer.Rows([key], [[value]])
    try Presenter(output).show(answer)
  }
}
