internal import Agents
internal import AgentsModel
internal import ArgumentParser

struct OperatorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "operator", abstract: "Manage who may use this program, and on which agents.",
    discussion: """
      As long as no operator is named, whoever can open the database may do everything.
      An operator is the login behind sudo, else the real user. An admin may do
      everything; a user what the permission says, on the agents of the user's queues.

        $ xcally-agents operator add anna --role admin
        $ xcally-agents operator add bert --role user --permission edit \\
            --queue voice:sales
      """,
    subcommands: [
      OperatorAdd.self, OperatorList.self, OperatorEdit.self, OperatorRemove.self,
    ])
}

/// What an operator of role user may do.
struct PermissionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Of a user: read, edit, delete or full (edit and delete).", valueName: "permission"),
    completion: .list(OperatorPermission.words), transform: OperatorPermission.init(option:))
  var permission: OperatorPermission?

  @Option(
    help: ArgumentHelp(
      "Of a user: enable to this queue; repeat for more.", valueName: "channel:name"),
    completion: Completions.queues)
  var queue: [String] = []

  var isEmpty: Bool { permission == nil && queue.isEmpty }

  /// - Throws: `AgentsError.refused` with every queue of a wrong form.
  func edit(removing gone: [String] = []) throws -> RightsEdit {
    let names = try collecting(queue + gone) { (words) throws(Finding) in try QueueName(words) }
    var edit = RightsEdit()
    edit.permission = permission
    edit.queues = Array(names.prefix(queue.count))
    edit.leavingQueues = Array(names.dropFirst(queue.count))
    return edit
  }
}
