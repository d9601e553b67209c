internal import Agents
internal import AgentsModel
internal import ArgumentParser
internal import SystemPackage

struct Create: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Create agents.",
    usage: """
      xcally-agents create USERNAME --full-name NAME --email ADDRESS [options]
      xcally-agents create USERNAME... --like AGENT [options]
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

      A shift of three, like an agent that is there: in every value {username} is the
      username and {n} counts from 1. All are created, or none is.
        $ xcally-agents create late1 late2 late3 --like mrossi \\
            --full-name 'Late shift {n}' --email '{username}@example.com' \\
            --generate-passwords late.csv

      A script that may run again: what exists gets what is said here, and keeps its
      password.
        $ xcally-agents create mrossi --full-name "Mario Rossi" \\
            --email mario.rossi@example.com --password-file mrossi.pw \\
            --on-existing update
      """)

  @Argument(help: "Letters, digits, \".\" and \"_\"; fixed after creation.")
  var usernames: [String]

  @Option(
    help: ArgumentHelp(
      "Take fields, queues, teams and profiles of this one; not the personal ones.",
      valueName: "agent"),
    completion: Completions.usernames)
  var like: String?
  @Option(
    help: ArgumentHelp("Who exists: fail, skip or update.", valueName: "what"),
    completion: .list(OnExisting.words), transform: OnExisting.init(option:))
  var onExisting = OnExisting.fail
  @OptionGroup(title: "Fields") var fields: AgentFieldOptions
  @OptionGroup(title: "Memberships") var groups: NewMembershipOptions
  @OptionGroup(title: "Password") var password: NewPasswordOptions
  @Option(
    help: ArgumentHelp(
      "Make a password for each, and write them to this new file.", valueName: "file"),
    completion: .file(), transform: FileOption.generatePasswords.word)
  var generatePasswords: FileWord?
  @OptionGroup(title: "Change") var change: ChangeOptions
  @Flag(help: "A line for each agent, of however many.") var verbose = false
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws {
    guard fields.avatar?.stream == nil || !password.source.isFromStandardInput else {
      throw AgentFieldOptions.takenByAvatar
    }
    guard generatePasswords == nil || !password.generatePassword && !password.source.isGiven else {
      throw ValidationError("'--generate-passwords' excludes the other password options.")
    }
    try password.check(output)
  }

  func perform() async throws {
    let centre = store.centre(
      files: fields.files + [password.source.passwordFile, generatePasswords])
    let numbers = Dictionary(
      usernames.enumerated().map { ($1, $0 + 1) }, uniquingKeysWith: { first, _ in first })
    let drafts = usernames.map { username in
      var draft = AgentDraft(username)
      (draft.teams, draft.like) = (groups.team, like)
      return draft
    }
    // Read once, whatever the number of agents.
    lazy var said = Result {
      (try fields.assignments(), try fields.picture(), try groups.queue.memberships())
    }
    lazy var secret = Result { try password.read() }
    if password.generatePassword { try password.requireRoom() }
    let report = try await centre.create(
      drafts, change.mode, onExisting: onExisting, passwordsTo: generatePasswords?.path?.string
    ) { draft in
      let (assignments, picture, queues) = try said.get()
      let username = draft["name"] ?? ""
      draft.assignments += assignments.map {
        $0.replacing(["{username}": username, "{n}": String(numbers[username] ?? 0)])
      }
      (draft.picture, draft.queues) = (picture, queues)
      guard !draft.isThere else { return }
      let makesAll = generatePasswords != nil || password.generatePassword && drafts.count > 1
      draft.password = try makesAll ? .generated() : secret.get()
    }
    try Presenter(output, verbose: verbose).finish(report)
  }
}
