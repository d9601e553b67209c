internal import Agents
internal import AgentsModel
internal import ArgumentParser

struct SettingsUnset: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "unset", abstract: "Give a setting its default again.",
    usage: "xcally-agents settings unset KEY [options]",
    discussion: """
        $ xcally-agents settings unset ringSeconds
      """)

  @Argument(help: "The setting.", completion: .list(SettingCatalog.keys)) var key: String
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    try Presenter(output).finish(await store.centre().unset(key, change.mode))
  }
}
