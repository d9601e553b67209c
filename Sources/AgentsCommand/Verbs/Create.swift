internal import Agents
internal import ArgumentParser

struct Create: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Create an agent.",
    usage: """
      xcally-agents create USERNAME --full-name NAME --email ADDRESS [options]
      """,
    discussion: """
      The password is asked for twice, or comes from a file, from standard input, or
      is made. It is never an argument.

        $ xcally-agents create mrossi --full-name "Mario Rossi" \\
            --email mario.rossi@example.com --generate-password

      A browser agent with voicemail, allowed three chats at a time:
        $ xcally-agents create abianchi --full-name "Anna Bianchi" \\
            --email anna@example.com --typology webrtc --voicemail \\
            --set chatCapacity=3 --password-file anna.pw --queue chat:help
      """)

  @Argument(help: "Letters, digits, \".\" and \"_\"; fixed after creation.")
  var username: String

  @OptionGroup(title: "Fields") var fields: AgentFieldOptions
  @OptionGroup(title: "Memberships") var groups: NewMembershipOptions
  @OptionGroup(title: "Password") var password: NewPasswordOptions
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws {
    guard fields.avatar?.stream == nil || !password.source.isFromStandardInput else {
      throw AgentFieldOptions.takenByAvatar
    }
    try password.check(output)
  }

  func perform() async throws {
    var draft = AgentDraft(username)
    draft.teams = groups.team
    let centre = store.centre(files: fields.files + [password.source.passwordFile])
    let report = try await centre.create([draft], change.mode) { draft in
      draft.queues = try groups.queue.memberships()
      draft.picture = try fields.picture()
      draft.assignments += try fields.assignments()
      draft.password = try password.read()
    }
    try Presenter(output).finish(report)
  }
}
