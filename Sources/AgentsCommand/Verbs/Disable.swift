internal import Agents
internal import ArgumentParser

struct Disable: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "disable", abstract: "Keep agents from logging in and registering.",
    usage: """
      xcally-agents disable USERNAME... [options]
      xcally-agents disable --where CONDITION... [options]
      """,
    discussion: """
      The agent's phone cannot register and is not rung; callers reach the mailbox, if
      there is one. Nothing is lost; "enable" reverts it.

        $ xcally-agents disable mrossi
      """)

  @OptionGroup var targets: TargetOptions<EveryMember>
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Many agents") var many: ManyOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    let report = try await store.centre(files: [targets.filter.namesFrom])
      .disable(targets.selection, change.mode(many))
    try Presenter(output, many).finish(report)
    try targets.requireSome(report.selected)
  }
}
