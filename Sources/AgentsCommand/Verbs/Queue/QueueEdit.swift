internal import Agents
internal import AgentsModel
internal import ArgumentParser

struct QueueEditCommand: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "edit", abstract: "Change a queue, and which teams bring their agents into it.",
    usage: "xcally-agents queue edit CHANNEL:NAME [options]",
    discussion: """
      The agents of a team are members as long as they are in the team and the team is
      in the queue; of several penalties the lowest applies. Settings that no option
      stands for, such as timeout, are kept: written into queues.conf after ours.

        $ xcally-agents queue edit voice:sales --strategy ringall --weight 3
        $ xcally-agents queue edit voice:sales --team Support=2 --no-team Night
        $ xcally-agents queue edit voice:sales --keep timeout=15 --drop announce
      """)

  @Argument(
    help: "CHANNEL:NAME.",
    completion: Completions.queues)
  var queue: String
  @OptionGroup(title: "Fields") var fields: QueueFieldOptions
  @Option(
    help: ArgumentHelp("Take this team out of the queue.", valueName: "name"),
    completion: Completions.groups(.team))
  var noTeam: [String] = []
  @OptionGroup var settings: KeptOptions
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws {
    guard
      fields.strategy != nil || fields.weight != nil || !(fields.team + noTeam).isEmpty
        || !settings.isEmpty
    else {
      throw ValidationError("Say what to change, for instance '--strategy ringall'.")
    }
    let gone = Set(noTeam.map { $0.lowercased() })
    guard !fields.team.contains(where: { gone.contains($0.prefix { $0 != "=" }.lowercased()) })
    else {
      throw ValidationError("A team cannot come and go at once: '--team' or '--no-team'.")
    }
  }

  func perform() async throws {
    var (name, edit) = try fields.edit(of: queue)
    edit.leavingTeams = noTeam
    (edit.kept, edit.dropped) = (settings.kept, settings.drop)
    let report = try await store.centre().edit(name, edit, change.mode)
    try Presenter(output).finish("queue", report)
  }
}
