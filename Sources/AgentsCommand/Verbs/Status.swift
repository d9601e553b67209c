internal import Agents
internal import ArgumentParser

struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Tell whether the files for Asterisk are up to date.",
    usage: "xcally-agents status [options]",
    discussion: """
      Ends with 0 when every file is current, and with 1 when one is pending, missing
      or edited by hand, or when one of Asterisk's own files has a phone, mailbox,
      queue or extension of ours, too, or cannot be read, or a file with digests or
      PINs is open to others, or an agent has a context that this program writes.

        $ xcally-agents status
      """)

  @Option(
    help: ArgumentHelp("Look there instead, this once.", valueName: "dir"),
    completion: .directory, transform: FileOption.asteriskDir.word)
  var asteriskDir: FileWord?
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func run() throws {
    let status = try store.centre(files: [asteriskDir]).status(directory: asteriskDir?.text)
    try Presenter(output).answer(Answer(status))
    for kind in InstallationFindings.Kind.allCases { Messages.warn(kind, status.findings) }
    guard status.isCurrent else { throw ExitStatus.differs }
  }
}
