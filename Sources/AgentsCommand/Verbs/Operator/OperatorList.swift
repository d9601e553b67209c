internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import ArgumentParser

struct OperatorList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List operators with what they may do.",
    usage: "xcally-agents operator list [options]",
    discussion: """
        $ xcally-agents operator list
      """)

  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func run() throws {
    let database = try Session(store).reading(OperatorTask("operator list", needs: .admin))
    let columns = ["login", "role", "permission", "queues"].map { Column(key: $0) }
    var rows = try RowWriter(output.format, columns, to: StandardOutput(), color: output.color)
    try database.read { reader in
      for grant in try reader.grants() {
        try rows.write([
          .string(grant.login.text), .string(grant.role.rawValue),
          .string(grant.permission.rawValue),
          .array(try reader.queues(of: grant).map { .string($0.text) }),
        ])
      }
    }
    try rows.finish()
  }
}
