internal import Agents
internal import AgentsModel
internal import AgentsSystem
internal import ArgumentParser
internal import SystemPackage

struct LogsBundle: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bundle", abstract: "Pack client logs for a support case, secrets masked.",
    usage: """
      xcally-agents logs bundle USERNAME... --output FILE [options]
      xcally-agents logs bundle --where CONDITION... --output FILE [options]
      """,
    discussion: """
      Passwords, tokens, headers that authorize and keys become "***"; names, numbers
      and addresses of customers stay. FILE is made as a whole, for you alone. Every
      agent that is named must have logs; of a selection those that have none are
      left out.

        $ xcally-agents logs bundle mrossi abianchi --output case.tar.gz
        $ xcally-agents logs bundle --where clientLogs=true --output - >case.tar.gz
      """)

  @OptionGroup var targets: TargetOptions<EveryMember>
  // Not "output", which is the group of options that all verbs have.
  @Option(
    name: .customLong("output"),
    help: ArgumentHelp("The archive; - = standard output.", valueName: "file"),
    completion: .file(extensions: ["tar.gz", "tgz"]), transform: FileOption.output.word)
  var file: FileWord
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws {
    guard file.stream != nil else { return }
    guard output.format.isForPeople else {
      throw ValidationError("'--output -' leaves no place for '--format': the archive goes there.")
    }
    guard !Terminal.isTerminal(.standardOutput) else {
      throw ValidationError("'--output -' writes no archive to a terminal; redirect it.")
    }
  }

  func run() throws {
    let summary = try store.centre(files: [file, targets.filter.namesFrom]).bundleLogs(
      of: targets.selection, to: file.path?.string, by: "xcally-agents \(Version.text)",
      stream: streaming)
    guard summary.agents > 0 else {
      Messages.note("no agent matches; nothing was packed")
      return try targets.requireSome(0)
    }
    let sentence =
      "\(file.name): \(count(summary.files.count, "file")) of \(count(summary.agents, "agent")), "
      + "\(count(summary.secrets, "secret")) masked"
    guard file.path != nil else {
      // The archive is on standard output.
      if !output.quiet { Messages.note(sentence) }
      return
    }
    try Presenter(output).show(answer(summary, sentence))
  }

  /// Half an archive is useless, so a closed pipe is an error here.
  private func streaming(
    _ pack: (StandardOutput) throws -> BundleSummary
  ) throws -> BundleSummary {
    let target = StandardOutput()
    do {
      let summary = try pack(target)
      try target.flush()
      return summary
    } catch let error as SystemError where error.isOfClosedOutput {
      throw AgentsError(error)
    }
  }

  private func answer(_ summary: BundleSummary, _ sentence: String) -> Answer {
    Answer(
      [Terminal.printable(sentence)],
      .object([
        ("output", .string(file.text)), ("agents", .number(summary.agents)),
        ("secrets", .number(summary.secrets)), ("files", .array(summary.files.map(\.json))),
      ]),
      Answer.Rows(
        ["file", "bytes", "secrets"],
        summary.files.map { [.string($0.path), .number($0.bytes), .number($0.secrets)] }))
  }
}
