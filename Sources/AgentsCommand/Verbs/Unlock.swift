internal import Agents
internal import ArgumentParser

struct Unlock: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "unlock", abstract: "Unlock agents that failed logins have locked.",
    usage: """
      xcally-agents unlock USERNAME... [options]
      xcally-agents unlock --where CONDITION... [options]
      """,
    discussion: """
      A locked agent cannot log in; its phone, queues and mailbox are not touched. The
      count of failed logins starts anew.

        $ xcally-agents unlock mrossi
      """)

  @OptionGroup var targets: TargetOptions<EveryMember>
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Many agents") var many: ManyOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    let report = try await store.centre(files: [targets.filter.namesFrom])
      .unlock(targets.selection, change.mode(many))
    try Presenter(output, many).finish(report)
    try targets.requireSome(report.selected)
  }
}
