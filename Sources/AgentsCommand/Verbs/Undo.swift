internal import Agents
internal import ArgumentParser

struct Undo: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "undo", abstract: "Put back what a run of this program changed.",
    usage: "xcally-agents undo [RUN] [options]",
    discussion: """
      A run is one call that changed something: "audit runs" lists them. Without a number
      it is your last one. Agents, passwords, memberships, queues, teams, profiles,
      telephones and settings become as they were before it, or nothing does; files and
      Asterisk follow. What was changed again since is named and refused. An undo is a
      run itself, so a second "undo" puts it back.

        $ xcally-agents undo --dry-run
        $ xcally-agents undo 17

      Of what was deleted permanently nothing is kept. Operators, emailed links, logs and
      adoptions are not undone here; for these see "adopt --roll-back".
      """)

  @Argument(help: "The run's number.") var run: Int?
  @Flag(help: "Leave what was changed since as it is, and undo the rest.") var skipConflicts = false
  @Flag(help: "A line for each thing, of however many.") var verbose = false
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    let report = try await store.centre()
      .undo(run, skipsConflicts: skipConflicts, change.mode)
    try Presenter(output, verbose: verbose).finish(report)
  }
}
