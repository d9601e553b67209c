internal import Agents
internal import AgentsModel
internal import ArgumentParser

struct Capacity: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "capacity", abstract: "Tell whether an interaction would reach an agent, and why.",
    usage: """
      xcally-agents capacity USERNAME --channel CHANNEL [options]
      xcally-agents capacity --simulate FILE [options]
      """,
    discussion: """
      Checked in this order: the account, pause, the tab limit (setting maxOpenTabs), the
      capacity of the channel. Ends with 0 when the agent is notified and with 1 when not.

        $ xcally-agents capacity mrossi --channel chat --open 2 --tabs 5

      Run a day, one JSON object a line, and see what the queues' reports say of it:
        $ xcally-agents capacity --simulate day.jsonl --format csv
      """)

  @Argument(
    help: "Username.",
    completion: Completions.usernames)
  var username: String?
  @Option(
    help: ArgumentHelp("chat, mail, sms, openchannel, fax or whatsapp.", valueName: "channel"),
    completion: .list(Channel.words.filter { $0 != "voice" }),
    transform: Channel.init(option:))
  var channel: Channel?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Interactions of the channel that are open.", valueName: "n"))
  var open: UInt32?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Tabs of all channels (default: as --open).", valueName: "n"))
  var tabs: UInt32?
  @Flag(help: "The agent is in pause on the channel.") var paused = false
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Seconds that the queue waits.", valueName: "seconds"))
  var timeout: UInt32?
  @Option(
    help: ArgumentHelp("Run these events; - = standard input.", valueName: "file"),
    completion: .file(extensions: ["jsonl"]), transform: FileOption.simulate.word)
  var simulate: FileWord?
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws {
    guard simulate == nil else {
      guard username == nil, channel == nil, open == nil, tabs == nil, timeout == nil, !paused
      else { throw ValidationError("'--simulate' has agents and times from its file alone.") }
      return
    }
    guard username != nil else {
      throw ValidationError("Name an agent, or give '--simulate FILE'.")
    }
    guard channel != nil else { throw ValidationError("'--channel' is missing.") }
  }

  func run() throws {
    let presenter = Presenter(output)
    let centre = store.centre(files: [simulate])
    if let simulate {
      return try presenter.show(centre.simulate(simulate.bytes(limit: Self.limit)))
    }
    guard let username, let channel else { return }
    let open = Int(open ?? 0)
    let workload = Workload(
      openOnChannel: open, openTabs: tabs.map(Int.init) ?? open, isPaused: paused)
    let answer = try centre.capacity(of: username, channel, workload)
    try presenter.answer(CapacitySheet(answer, timeout: timeout.map(Int.init)).answer)
    guard answer.verdict.isNotified else { throw ExitStatus.differs }
  }

  /// Larger than a year of a centre's events.
  private static let limit = 1 << 30
}
