internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
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
    let columns = ["name", "fullname", "internal"].map { Column(key: $0) }
    var rows = try RowWriter(output.format, columns, to: StandardOutput(), color: output.color)
    for telephone in try Session(store).reading(OperatorTask("telephone list")).read({
      try $0.telephones()
    }) {
      try rows.write([
        .string(telephone.name.text), .string(telephone.fullname.text),
        .string(telephone.internalNumber.text),
      ])
    }
    try rows.finish()
  }
}
