internal import Agents
internal import AgentsModel
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
    let rows: [[JSON]] = try store.centre().operators().map { sheet in
      [
        .string(sheet.grant.login.text), .string(sheet.grant.role.rawValue),
        .string(sheet.grant.permission.rawValue),
        .array(sheet.queues.map { .string($0.text) }),
      ]
    }
    try Presenter(output).show(
      Answer.Rows(["login", "role", "permission", "queues"], rows))
  }
}
