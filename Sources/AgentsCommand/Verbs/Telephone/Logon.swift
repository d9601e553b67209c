internal import Agents
internal import ArgumentParser

struct Logon: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "logon", abstract: "Log an agent on at a telephone (hot desk).",
    usage: "xcally-agents logon USERNAME --telephone NAME [options]",
    discussion: """
      The agent's internal and places in voice queues ring the telephone until the
      agent logs off. Recording and voicemail stay the agent's. The agent must be
      external, with hotdesk on. One agent a telephone, one telephone an agent: who
      is at another one moves.

        $ xcally-agents logon econti --telephone desk1
        $ xcally-agents list --where telephone!= --columns name,telephone
      """)

  @Argument(help: "Username.", completion: Completions.usernames) var username: String
  @Option(
    help: ArgumentHelp("The telephone that rings.", valueName: "name"),
    completion: Completions.telephones)
  var telephone: String
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    let report = try await store.centre().logOn(username, at: telephone, change.mode)
    try Presenter(output).finish(report)
  }
}
