internal import Agents
internal import AgentsModel
internal import AgentsSystem
internal import ArgumentParser

struct Adopt: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "adopt", abstract: "Take over a centre that runs already.",
    usage: """
      xcally-agents adopt DIR [--agents members|all|none|map] [options]
      xcally-agents adopt DIR --cut-over | --store | --finish | --roll-back
      """,
    discussion: """
      Reads Asterisk's own files in DIR and tells which agents, telephones, queues and
      mailboxes they come to, and for everything else what becomes of it, with file and
      line. Without a last word it only looks: nothing is stored and no file is changed.
      #exec is never run.

        $ xcally-agents adopt /etc/asterisk --domain example.org
        $ xcally-agents adopt /etc/asterisk --domain example.org --patch changes.patch
        $ xcally-agents adopt /etc/asterisk --domain example.org --cut-over

      --cut-over stores everything, comments the lines out of Asterisk's files, lets it
      read ours, and looks whether every phone is known and registered as before; else
      all is put back. --roll-back undoes it later. Where another program writes the
      files: --store, remove the phones there, then --finish, which can --wait for that. docs/adopt.md tells more.
      """)

  @Argument(
    help: "Asterisk's configuration directory, or a copy of it.", completion: .directory,
    transform: FileOption.adoptedDirectory.word)
  var directory: FileWord
  @OptionGroup(title: "Adoption") var options: AdoptionOptions
  @Flag(help: "Store everything, and let Asterisk run it from our files.") var cutOver = false
  @Flag(help: "Store everything and hold it.") var store = false
  @Flag(help: "Let Asterisk run what is held.") var finish = false
  @Option(
    help: ArgumentHelp(
      "With --finish: wait so long until the other program has removed the phones.",
      valueName: "minutes"))
  var wait: Int?
  @Flag(help: "Put Asterisk's files back as they were before the cut-over.") var rollBack = false
  @Option(
    help: ArgumentHelp("With --roll-back: which one (default: the last).", valueName: "name"))
  var adoption: String?
  @Flag(help: "With --roll-back: move the agents to the bin, too, and delete the rest.")
  var forget = false
  @Flag(help: "What is refused stays outside, and keeps nothing else out.") var keepGoing = false
  @Option(
    help: ArgumentHelp(
      "Write the changes of Asterisk's files there; - = standard output.", valueName: "file"),
    completion: .file(), transform: FileOption.patch.word)
  var patch: FileWord?
  @OptionGroup var consent: ConsentOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var database: StoreOptions

  func validate() throws {
    let steps = [
      ("--cut-over", cutOver), ("--store", store), ("--finish", finish), ("--roll-back", rollBack),
    ]
    .filter(\.1).map(\.0)
    guard steps.count < 2 else {
      throw ValidationError("'\(steps[0])' and '\(steps[1])' cannot be combined.")
    }
    guard rollBack || adoption == nil && !forget else {
      throw ValidationError("'--adoption' and '--forget' go with '--roll-back'.")
    }
    guard wait == nil || finish else {
      throw ValidationError("'--wait' goes with '--finish'.")
    }
    guard wait.map({ (1...1440).contains($0) }) ?? true else {
      throw ValidationError("'--wait' takes minutes, from 1 to 1440, a day.")
    }
    guard patch == nil || steps.isEmpty else {
      throw ValidationError("'--patch' shows what '\(steps[0])' does: it goes without it.")
    }
  }

  func perform() async throws {
    let centre = database.centre(files: [directory, options.map, options.newPins, patch])
    guard !rollBack else {
      try consent.require(to: "put Asterisk's files in \(directory.text) back as they were")
      return try show(
        await centre.rollBackAdoption(of: directory.text, named: adoption, forget: forget))
    }
    guard let step else {
      let report = try centre.adoption(
        of: directory.text, options.request(), withChanges: patch != nil)
      try write(report)
      try Presenter(output).answer(Answer(report, withSecrets: options.withSecrets))
      guard !report.isRefused else { throw ExitStatus.data }
      return
    }
    // The map may be a stream, so it is read once, and for nobody who may not ask.
    var request: AdoptionRequest?
    let plan = try centre.adoption(
      of: directory.text,
      {
        let read = try options.request()
        request = read
        return read
      }())
    try consent.require(to: question(plan))
    var consents = AdoptionConsent()
    (consents.keepsGoing, consents.losesAccessRules) = (keepGoing, consent.yes)
    // PINs of an earlier run stand nowhere else.
    if let file = options.newPins, try file.path?.isPresent() == true {
      throw AgentsError.file(.unusable(path: file.text, reason: "exists already"))
    }
    if wait != nil { Interruption.arm() }
    let report = try await centre.adopt(
      directory.text, request ?? AdoptionRequest(), step, consents, keeping: newPINs)
    try show(report)
  }

  private var step: AdoptionStep? {
    cutOver ? .cutOver : store ? .store : finish ? .finish(patience) : nil
  }

  private var patience: AdoptionWait? {
    wait.map { AdoptionWait(minutes: $0) { Interruption.isRequested } }
  }

  private func question(_ report: AdoptionReport) -> String {
    let phones = count(report.phones, "phone")
    return switch step {
    case .store: "store \(phones) of \(directory.text)"
    case .finish: "let Asterisk run what is held"
    default:
      "take \(phones) over, and change \(count(report.changedFiles, "file")) of \(directory.text)"
    }
  }

  private func show(_ report: AdoptionReport) throws {
    Messages.warn(report.warnings)
    try Presenter(output).answer(Answer(report, withSecrets: options.withSecrets))
    if let files = report.files {
      Messages.note(files.advice)
      if let failure = files.failure { throw failure }
    }
  }

  /// Writes mailboxes with their new PINs into a file that only this account can read.
  private var newPINs: NewPINs? {
    guard let path = options.newPins?.path else { return nil }
    return NewPINs { pins in
      try PrivateFile.replace(at: path, isNew: true) { file in
        try file.write(Array("mailbox,pin\n".utf8))
        for (box, pin) in pins { try file.write(Array("\(box),\(pin)\n".utf8)) }
      }
    } discard: {
      // What could not be removed has PINs that no mailbox has.
      _ = try? AtomicFile.remove(at: path)
    }
  }

  /// Writes the unified differences, with secrets, into a file that only this account can read.
  private func write(_ report: AdoptionReport) throws {
    guard let patch else { return }
    let lines = report.patch
    guard let path = patch.path else {
      let shown = options.withSecrets ? lines : lines.map(withoutSecret)
      return try toleratingClosedOutput {
        let output = StandardOutput()
        for line in shown { try output.write(line + "\n") }
        try output.flush()
      }
    }
    try PrivateFile.replace(at: path) { file in
      for line in lines { try file.write(Array((line + "\n").utf8)) }
    }
  }
}
