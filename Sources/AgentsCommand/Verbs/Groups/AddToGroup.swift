internal import Agents
internal import ArgumentParser

struct AddToGroup<Noun: GroupNoun>: AsyncVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "add-to-\(Noun.word)", abstract: "Put agents into \(Noun.word)s.",
      usage: """
        xcally-agents add-to-\(Noun.word) USERNAME... --\(Noun.word) NAME...
        xcally-agents add-to-\(Noun.word) --where CONDITION... --\(Noun.word) NAME...
        """,
      discussion: """
        \(Noun.ofAdding)

          $ xcally-agents add-to-\(Noun.word) \(Noun.added) --\(Noun.word) \(Noun.example)
        """)
  }

  @OptionGroup var targets: TargetOptions<Noun.Others>
  @OptionGroup var groups: GroupOptions<Noun>
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Many agents") var many: ManyOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    let report = try await store.centre(files: [targets.filter.namesFrom]).add(
      targets.selection, to: Noun.kind, groups.names, change.mode(many))
    try Presenter(output, many).finish(Noun.word, report)
    try targets.requireSome(report.selected)
  }
}
