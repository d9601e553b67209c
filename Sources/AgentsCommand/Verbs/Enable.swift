internal import Agents
internal import ArgumentParser

struct Enable: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "enable", abstract: "Let disabled agents log in and register again.",
    usage: """
      xcally-agents enable USERNAME... [options]
      xcally-agents enable --where CONDITION... [options]
      """,
    discussion: """
        $ xcally-agents enable mrossi abianchi
      """)

  @OptionGroup var targets: TargetOptions<EveryMember>
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Many agents") var many: ManyOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    let report = try await store.centre(files: [targets.filter.namesFrom])
      .enable(targets.selection, change.mode(many))
    try Presenter(output, many).finish(report)
    try targets.requireSome(report.selected)
  }
}
