internal import Agents
internal import AgentsModel
internal import ArgumentParser

struct LogsList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List whose client logs are on, and what there is of them.",
    usage: """
      xcally-agents logs list [options]
      xcally-agents logs list USERNAME... [options]
      xcally-agents logs list --where CONDITION... [options]
      """,
    discussion: """
      Also lists who has them off and still has files. Colours are those of the product's
      list: blue debug, orange warning, red error, gray info.

        $ xcally-agents logs list
        $ xcally-agents logs list --queue voice:sales --format json
      """)

  @OptionGroup var targets: OptionalTargetOptions<EveryMember>
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  private static let columns = [
    Column(key: "name"), Column(key: "level", tint: { ClientLogLevel(rawValue: $0)?.tint }),
    Column(key: "files", isNumber: true), Column(key: "size", isNumber: true),
    Column(key: "written"), Column(key: "lastLine"),
  ]

  func run() throws {
    let listing = try store.centre(files: [targets.filter.namesFrom])
      .clientLogs(of: targets.selection)
    try Presenter(output).show(
      Answer(
        Answer.Rows(Self.columns, listing.sheets.map { cells($0) { .string($0.byteText) } }),
        Answer.Rows(Self.columns, listing.sheets.map { cells($0, size: JSON.number) }),
        output.color))
    if !listing.strangers.isEmpty {
      let directories = list(listing.strangers.map(Centre.clientLogDirectory))
      Messages.note(
        "of no agent: \(directories); \"xcally-agents logs prune\" removes old files there, too")
    }
    if let failure = listing.failure { throw failure }
    try targets.requireSome(listing.sheets.count)
  }

  private func cells(_ sheet: ClientLogSheet, size: (Int) -> JSON) -> [JSON] {
    let head: [JSON] = [.string(sheet.name), .string(sheet.level?.rawValue ?? "off")]
    guard let files = sheet.files else { return head + [.null, .null, .null, .null] }
    return head + [
      .number(files.count), size(files.size),
      files.written.map(JSON.string) ?? .null, files.lastLine.map(JSON.string) ?? .null,
    ]
  }
}
