internal import Agents
internal import AgentsModel
internal import ArgumentParser

struct QueueCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queue", abstract: "Manage the queues of all channels.",
    discussion: """
      A queue is CHANNEL:NAME. Asterisk knows the voice queues; the others are the
      product's.

        $ xcally-agents queue create voice:sales --strategy rrmemory
        $ xcally-agents queue show voice:sales
      """,
    subcommands: [
      QueueCreate.self, QueueList.self, QueueShow.self, QueueEditCommand.self, QueueDelete.self,
    ])
}

/// The parts of a queue that can be set.
struct QueueFieldOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("How the next member is chosen; by channel.", valueName: "strategy"),
    completion: .list(QueueStrategy.words))
  var strategy: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Priority among queues, 0-10.", valueName: "n"))
  var weight: String?

  @Option(
    help: ArgumentHelp(
      "Members of this team are members of the queue.", valueName: "name[=penalty]"),
    completion: Completions.groups(.team))
  var team: [String] = []

  /// - Throws: `AgentsError.refused` with everything that is wrong.
  func edit(of queue: String) throws -> (QueueName, QueueEdit) {
    // Each channel has strategies of its own: without a valid channel nothing else can be checked.
    let name = try QueueName(queue)
    var edit = QueueEdit()
    var findings: [Finding] = []
    do throws(Refusal) {
      edit.strategy = try strategy.map { (text) throws(Refusal) in
        try QueueStrategy(parsing: text, for: name.channel)
      }
    } catch { findings.append(Finding("strategy", error)) }
    do throws(Refusal) {
      edit.weight = try weight.map { (text) throws(Refusal) in try Weight(parsing: text) }
    } catch { findings.append(Finding("weight", error)) }
    for words in team {
      do throws(Finding) { edit.teams.append(try TeamInQueue(words)) } catch {
        findings.append(error)
      }
    }
    guard findings.isEmpty else { throw AgentsError.refused(findings) }
    return (name, edit)
  }
}
