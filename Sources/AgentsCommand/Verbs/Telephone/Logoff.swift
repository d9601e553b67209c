internal import Agents
internal import ArgumentParser

struct Logoff: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "logoff", abstract: "Log an agent off from the telephone (hot desk).",
    usage: "xcally-agents logoff USERNAME [options]",
    discussion: """
      The agent's internal and places in voice queues ring the agent's own phone
      again. An agent who is at no telephone stays so, which is no error.

        $ xcally-agents logoff econti
      """)

  @Argument(help: "Username.", completion: Completions.usernames) var username: String
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    let report = try await store.centre().logOff(username, change.mode)
    try Presenter(output).finish(report)
  }
}
