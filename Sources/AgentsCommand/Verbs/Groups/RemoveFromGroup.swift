internal import Agents
internal import ArgumentParser

struct RemoveFromGroup<Noun: GroupNoun>: AsyncVerb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "remove-from-\(Noun.word)", abstract: "Take agents out of \(Noun.word)s.",
      usage: """
        xcally-agents remove-from-\(Noun.word) USERNAME... --\(Noun.word) NAME...
        xcally-agents remove-from-\(Noun.word) --where CONDITION... --\(Noun.word) NAME...
        """,
      discussion: """
        \(Noun.ofRemoving)  $ xcally-agents remove-from-\(Noun.word) mrossi --\(Noun.word) \(Noun.example)
        """)
  }

  @OptionGroup var targets: TargetOptions<Noun.Others>
  @OptionGroup var groups: GroupOptions<Noun>
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Many agents") var many: ManyOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    let report = try await store.centre(files: [targets.filter.namesFrom]).remove(
      targets.selection, from: Noun.kind, groups.names, change.mode(many))
    try Presenter(output, many).finish(Noun.word, report)
    try targets.requireSome(report.selected)
  }
}
