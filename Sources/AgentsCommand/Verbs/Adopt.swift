internal import Agents
internal import AgentsModel
internal import ArgumentParser

struct Adopt: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "adopt", abstract: "Take over a centre that runs already.",
    usage: "xcally-agents adopt DIR [--agents members|all|none|map] [options]",
    discussion: """
      Reads Asterisk's own files in DIR and tells which agents, telephones, queues and
      mailboxes they come to, and for everything else what becomes of it, with file and
      line. Nothing is stored, nothing is executed, and no file is changed.

        $ xcally-agents adopt /etc/asterisk
        $ xcally-agents adopt /etc/asterisk --domain example.org --agents all
        $ xcally-agents adopt ./copy-of-etc-asterisk --format json
      """)

  @Argument(
    help: "Asterisk's configuration directory, or a copy of it.", completion: .directory,
    transform: FileOption.adoptedDirectory.word)
  var directory: FileWord
  @OptionGroup(title: "Adoption") var options: AdoptionOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    let centre = store.centre(files: [directory, options.map])
    let report = try centre.adoption(of: directory.text, try options.request())
    try Presenter(output).answer(Answer(report, withSecrets: options.withSecrets))
    guard !report.isRefused else { throw ExitStatus.data }
  }
}
