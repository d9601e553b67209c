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
  @Option(
    help: ArgumentHelp(
      "Keep this setting of queues.conf; all of a key replace what it had.",
      valueName: "key=value"))
  var keep: [String] = []
  @Option(help: ArgumentHelp("Keep this setting no longer.", valueName: "key"))
  var drop: [String] = []
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws {
    guard
      fields.strategy != nil || fields.weight != nil
        || !(fields.team + noTeam + keep + drop).isEmpty
    else {
      throw ValidationError("Say what to change, for instance '--strategy ringall'.")
    }
    let gone = Set(noTeam.map { $0.lowercased() })
    guard !fields.team.contains(where: { gone.contains($0.prefix { $0 != "=" }.lowercased()) })
    else {
      throw ValidationError("A team cannot come and go at once: '--team' or '--no-team'.")
    }
    if let words = keep.first(where: { !$0.contains("=") }) {
      throw ValidationError("'--keep' takes KEY=VALUE, not '\(words)'.")
    }
    let dropped = Set(drop.map { $0.lowercased() })
    guard !kept.contains(where: { dropped.contains($0.key.lowercased()) }) else {
      throw ValidationError("A setting cannot come and go at once: '--keep' or '--drop'.")
    }
  }

  private var kept: [Assignment] {
    keep.map { words in
      let key = words.prefix { $0 != "=" }
      return Assignment(String(key), String(words.dropFirst(key.count + 1)))
    }
  }

  func perform() async throws {
    var (name, edit) = try fields.edit(of: queue)
    edit.leavingTeams = noTeam
    (edit.kept, edit.dropped) = (kept, drop)
    let report = try await store.centre().edit(name, edit, change.mode)
    try Presenter(output).finish("queue", report)
  }
}
