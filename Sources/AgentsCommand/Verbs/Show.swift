internal import Agents
internal import ArgumentParser

struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show agents with every field that applies to them.",
    usage: "xcally-agents show USERNAME... [--with-secrets] [options]",
    discussion: """
      An agent that is only in the bin is shown from there. Who was shown a PIN is in
      the audit trail.

        $ xcally-agents show mrossi
        $ xcally-agents show mrossi abianchi --format json
      """)

  @Argument(
    help: "Usernames.",
    completion: Completions.usernames)
  var usernames: [String]
  @Flag(help: "Also show the voicemail PIN.") var withSecrets = false
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func run() throws {
    let sheets = try store.centre().sheets(of: usernames, withSecrets: withSecrets)
    try Presenter(output).show(Answer(sheets, withSecrets: withSecrets))
    if !output.quiet { sheets.compactMap(\.remark).forEach(Messages.note) }
  }
}
