internal import Agents
internal import AgentsModel
internal import ArgumentParser

struct Invite: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "invite", abstract: "Send agents a link to choose their password.",
    usage: """
      xcally-agents invite USERNAME... [options]
      xcally-agents invite --where CONDITION... [options]
      """,
    discussion: """
      For new agents: the mail names the username, and its link sets the password.
      It is good for one hour and for one use. Needs the settings mailFrom and
      resetUrl.

        $ xcally-agents invite mrossi abianchi
      """)

  @OptionGroup var targets: TargetOptions<EveryMember>
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    let report = try await store.centre(files: [targets.filter.namesFrom]).invite(targets.selection)
    // A sent mail cannot be taken back, so it is reported although a later one failed.
    try Presenter(output).answer(Answer(sent: report.sent))
    if let failure = report.failure { throw failure }
    if report.sent.isEmpty { Messages.note("no agent matches") }
    try targets.requireSome(report.sent.count)
  }
}

extension Answer {
  /// The agents to whom a link was sent.
  init(sent names: [String]) {
    let result = "mail sent"
    self.init(
      names.map { "\($0): \(result)" },
      Rows(["name", "result"], names.map { [.string($0), .string(result)] }))
  }
}
