internal import Agents
internal import AgentsModel
internal import ArgumentParser

struct AuditShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one row of the audit trail, field by field.",
    usage: "xcally-agents audit show ID [options]",
    discussion: """
        $ xcally-agents audit show 17
        $ xcally-agents audit show 17 --format json
      """)

  @Argument(help: "The row's number.") var id: Int
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func run() throws {
    try Presenter(output).show(Answer(store.centre().auditRow(id)))
  }
}
