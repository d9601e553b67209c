internal import AgentsModel
internal import AgentsStore
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

  @OptionGroup var targets: TargetOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    let session = try Session(store)
    let database = try session.changing(OperatorTask("invite", targets.words, needs: .edit))
    let conditions = try targets.conditions.parsed()
    let agents = try database.read { try $0.agents(targets.usernames, conditions) }
    let mailer = try LinkMailer(session, database)
    var report = LinkReport()
    do {
      for agent in agents {
        try await mailer.send(.invite, to: agent, "invite")
        report.sent.append(agent.account.name.text)
      }
    } catch {
      // What was sent cannot be taken back, so it is told.
      try toleratingClosedOutput { try report.write(output) }
      throw error
    }
    try toleratingClosedOutput { try report.write(output) }
    if agents.isEmpty { Messages.note("no agent matches") }
  }
}
