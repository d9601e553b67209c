internal import Agents
internal import ArgumentParser

struct LogsDisable: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "disable", abstract: "Stop the client logs of agents.",
    usage: """
      xcally-agents logs disable USERNAME... [options]
      xcally-agents logs disable --where CONDITION... [options]
      """,
    discussion: """
      The level is kept, and so are the files: "logs prune" removes those.

        $ xcally-agents logs disable mrossi
        $ xcally-agents logs disable --where clientLogs=true
      """)

  @OptionGroup var targets: TargetOptions<EveryMember>
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Many agents") var many: ManyOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    let report = try await store.centre(files: [targets.filter.namesFrom])
      .disableLogs(targets.selection, change.mode(many))
    try Presenter(output, many).finish(report)
    try targets.requireSome(report.selected)
  }
}
