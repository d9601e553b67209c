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
      QueueCreate.self, QueueList.self, QueueShow.self, QueueEditCommand.self, QueueRename.self,
      QueueDelete.self,
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

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(QueueSetting.timeout.help, valueName: QueueSetting.timeout.valueName))
  var timeout: String?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(QueueSetting.retry.help, valueName: QueueSetting.retry.valueName))
  var retry: String?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(QueueSetting.wrapuptime.help, valueName: QueueSetting.wrapuptime.valueName))
  var wrapuptime: String?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(QueueSetting.maxlen.help, valueName: QueueSetting.maxlen.valueName))
  var maxlen: String?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(QueueSetting.musicclass.help, valueName: QueueSetting.musicclass.valueName))
  var musicclass: String?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(QueueSetting.announce.help, valueName: QueueSetting.announce.valueName))
  var announce: String?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(QueueSetting.joinempty.help, valueName: QueueSetting.joinempty.valueName))
  var joinempty: String?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      QueueSetting.leavewhenempty.help, valueName: QueueSetting.leavewhenempty.valueName))
  var leavewhenempty: String?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      QueueSetting.servicelevel.help, valueName: QueueSetting.servicelevel.valueName))
  var servicelevel: String?

  /// The options that stand for a setting of queues.conf.
  private var settings: [(QueueSetting, String?)] {
    [
      (.timeout, timeout), (.retry, retry), (.wrapuptime, wrapuptime), (.maxlen, maxlen),
      (.musicclass, musicclass), (.announce, announce), (.joinempty, joinempty),
      (.leavewhenempty, leavewhenempty), (.servicelevel, servicelevel),
    ]
  }

  /// No option was given.
  var isEmpty: Bool {
    strategy == nil && weight == nil && team.isEmpty && settings.allSatisfy { $0.1 == nil }
  }

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
    for case (let setting, let text?) in settings {
      // An empty value takes the setting out.
      if text.isEmpty {
        edit.dropped.append(setting.rawValue)
      } else {
        edit.kept.append(Assignment(setting.rawValue, text))
      }
    }
    return (name, edit)
  }
}
