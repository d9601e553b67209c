internal import Agents
internal import AgentsModel
internal import ArgumentParser

struct LogsEnable: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "enable", abstract: "Have agents' desktops write their logs to the server.",
    usage: """
      xcally-agents logs enable USERNAME... [--level LEVEL] [options]
      xcally-agents logs enable --where CONDITION... [--level LEVEL] [options]
      """,
    discussion: """
      Levels, each with the more severe ones:
      \(ClientLogLevel.allCases.map(line).joined(separator: "\n"))

      The agent is told by the desktop. It causes high traffic: disable it again.

        $ xcally-agents logs enable mrossi --level debug
      """)

  @OptionGroup var targets: TargetOptions<EveryMember>
  @Option(
    help: ArgumentHelp("error, warning, info or debug (default: as it is).", valueName: "level"),
    completion: .list(ClientLogLevel.words), transform: ClientLogLevel.init(option:))
  var level: ClientLogLevel?
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Many agents") var many: ManyOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    let report = try await store.centre(files: [targets.filter.namesFrom]).enableLogs(
      targets.selection, level: level, change.mode(many))
    try Presenter(output, many).finish(report)
    try targets.requireSome(report.selected)
  }

  private static func line(_ level: ClientLogLevel) -> String {
    let name = level.rawValue
    return "  \(name)\(String(repeating: " ", count: 9 - name.count))\(level.meaning)"
  }
}
