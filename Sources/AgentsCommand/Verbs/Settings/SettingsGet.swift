internal import AgentsModel
internal import AgentsSystem
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
      setting.property.read(try Session(store).settings()), setting.property.kind)
    let out = StandardOutput()
    switch output.format {
    case .table, .names: try out.write(value.plainText + "\n")
    case .json, .jsonl: try out.write(JSON.object([(key, value)]).text + "\n")
    case .csv: try out.write(CSVWriter.row([key]) + CSVWriter.row([value.plainText]))
    }
    try out.flush()
  }
}
