internal import Agents
internal import ArgumentParser

struct Status: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Tell how the centre is set up, and what to do next.",
    usage: "xcally-agents status [options]",
    discussion: """
      Database, driver, files, the lines that Asterisk's own files must have, what
      Asterisk was not told of, and the next step. Ends with 1 when anything keeps
      phones from working that can be known without asking Asterisk; "doctor" tells
      what it is, and asks Asterisk too.

        $ xcally-agents status
      """)

  @Option(
    help: ArgumentHelp("Look there instead, this once.", valueName: "dir"),
    completion: .directory, transform: FileOption.asteriskDir.word)
  var asteriskDir: FileWord?
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    let status = try await store.centre(files: [asteriskDir]).status(directory: asteriskDir?.text)
    try Presenter(output).answer(Answer(status))
    for kind in InstallationFindings.Kind.allCases { Messages.warn(kind, status.findings) }
    guard status.isCurrent else { throw ExitStatus.differs }
  }
}
