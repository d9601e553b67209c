internal import Agents
internal import AgentsModel
internal import ArgumentParser

struct Doctor: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Find what keeps phones, mailboxes and queues from working.",
    usage: "xcally-agents doctor [--only check] [--fix] [options]",
    discussion: """
      Looks at the database, the files, the centre's own files for Asterisk, and asks
      the running Asterisk; it changes nothing without --fix. Ends with 0 when nothing
      was found of the severity warning or worse, and with 1 when something was. What
      could not be checked is said, and never counts as well. docs/doctor.md tells all
      checks; the setting doctorSkip names those that are always left out.

        $ xcally-agents doctor
        $ xcally-agents doctor --only own,tls --offline
        $ xcally-agents doctor --fix --dry-run
        $ xcally-agents doctor --format nagios
      """)

  @Option(
    help: ArgumentHelp("Make these checks or groups of checks alone.", valueName: "check"),
    completion: Completions.checks)
  var only: [String] = []
  @Option(
    help: ArgumentHelp(
      "Leave these out: a check or group, with :SUBJECT for one finding.", valueName: "check"),
    completion: Completions.checks)
  var skip: [String] = []
  @Option(
    help: ArgumentHelp("End with 1 from here on: error, warning or info.", valueName: "severity"),
    completion: .list(SeverityChoice.words), transform: SeverityChoice.init(option:))
  var severity = SeverityChoice.warning
  @Flag(help: "Do not ask Asterisk.") var offline = false
  @Flag(help: "Only ask Asterisk; end with 69 when it does not answer.") var running = false
  @Flag(help: "Also what takes long, or lists much.") var all = false
  @Flag(help: "Do what is safe: write files, take rights of others away.") var fix = false
  @Flag(help: "With --fix: tell what would be done.") var dryRun = false
  @Flag(help: "List the checks, and make none.") var list = false
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Ask Asterisk at most this long, all in all.", valueName: "seconds"))
  var timeout = 10.0
  @Option(
    help: ArgumentHelp("Look there instead, for this run only.", valueName: "dir"),
    completion: .directory, transform: FileOption.asteriskDir.word)
  var asteriskDir: FileWord?
  @OptionGroup(title: "Output") var output: HealthOutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws {
    guard !offline || !running else {
      throw ValidationError("'--offline' and '--running' cannot be combined.")
    }
    guard fix || !dryRun else { throw ValidationError("'--dry-run' goes with '--fix'.") }
    guard !fix || asteriskDir == nil else {
      throw ValidationError("'--fix' and '--asterisk-dir' cannot be combined.")
    }
    guard (0.1...600).contains(timeout) else {
      throw ValidationError("'--timeout' takes seconds, from 0.1 to 600.")
    }
  }

  func perform() async throws {
    guard !list else { return try output.show(Answer(try request.checks())) }
    do {
      let centre = store.centre(files: [asteriskDir])
      try output.show(try await centre.doctor(request), from: severity.value)
    } catch {
      throw try output.fail(error)
    }
  }

  private var request: HealthRequest {
    var request = HealthRequest()
    request.only = only.flatMap { split($0) }
    request.skip = skip.flatMap { split($0) }
    request.extent = offline ? .offline : running ? .running : .everything
    request.isThorough = all
    request.mending = dryRun ? .dryRun : fix ? .carryOut : .none
    request.directory = asteriskDir?.text
    request.patience = .seconds(timeout)
    return request
  }
}

/// The severities as words.
enum SeverityChoice: String, Choice {
  case error, warning, info

  var value: HealthFinding.Severity {
    switch self {
    case .error: .error
    case .warning: .warning
    case .info: .info
    }
  }
}
