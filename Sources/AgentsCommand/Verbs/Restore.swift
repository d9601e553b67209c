internal import Agents
internal import ArgumentParser

struct Restore: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Bring agents back from the bin.",
    usage: """
      xcally-agents restore USERNAME... [--internal N] [options]
      xcally-agents restore --where CONDITION... [options]
      """,
    discussion: """
      Of several in the bin with one username the last deleted comes back. It is
      refused when the username, e-mail or internal was taken since then; --internal
      gives one agent another number.

        $ xcally-agents restore mrossi
        $ xcally-agents restore mrossi --internal 1042
        $ xcally-agents restore --where 'deletedAt>-1h'
      """)

  @OptionGroup var targets: TargetOptions<EveryMember>
  @Option(
    name: .customLong("internal"),
    help: ArgumentHelp("Bring one agent back with this number.", valueName: "n"))
  var number: String?
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Many agents") var many: ManyOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws {
    guard targets.filter.state == nil else {
      throw ValidationError("'restore' chooses among agents in the bin; leave '--state' out.")
    }
  }

  func perform() async throws {
    let report = try await store.centre(files: [targets.filter.namesFrom])
      .restore(targets.selection, internal: number, change.mode(many))
    try Presenter(output, many).finish(report)
    try targets.requireSome(report.selected)
  }
}
