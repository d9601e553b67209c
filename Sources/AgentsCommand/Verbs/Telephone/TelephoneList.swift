internal import Agents
internal import AgentsModel
internal import ArgumentParser

struct TelephoneList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List telephones.",
    usage: "xcally-agents telephone list [options]",
    discussion: """
        $ xcally-agents telephone list
      """)

  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func run() throws {
    let rows: [[JSON]] = try store.centre().telephones().map {
      [.string($0.name.text), .string($0.fullname.text), .string($0.internalNumber.text)]
    }
    try Presenter(output).show(Answer.Rows(["name", "fullname", "internal"], rows))
  }
}
