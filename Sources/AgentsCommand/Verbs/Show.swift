internal import Agents
internal import ArgumentParser

struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show agents with every field that applies to them.",
    usage: """
      xcally-agents show USERNAME... [--with-secrets] [options]
      xcally-agents show --where CONDITION... [--with-secrets] [options]
      """,
    discussion: """
      An agent that is only in the bin is shown from there. Who was shown a PIN is in
      the audit trail.

        $ xcally-agents show mrossi
        $ xcally-agents show mrossi abianchi --format json
      """)

  @OptionGroup var targets: TargetOptions<EveryMember>
  @Flag(help: "Also show the voicemail PIN.") var withSecrets = false
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func run() throws {
    let sheets = try store.centre(files: [targets.filter.namesFrom])
      .sheets(of: targets.selection, withSecrets: withSecrets)
    try Presenter(output).show(Answer(sheets, withSecrets: withSecrets))
    if !output.quiet { sheets.compactMap(\.remark).forEach(Messages.note) }
    if sheets.isEmpty { Messages.note("no agent matches") }
    try targets.requireSome(sheets.count)
  }
}
