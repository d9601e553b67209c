internal import Agents
internal import AgentsModel
internal import ArgumentParser
internal import SystemPackage

struct Backup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Write database and pictures into one file.",
    usage: "xcally-agents backup FILE [options]",
    discussion: """
      The centre may be used at the same time. The file is checked, belongs to you alone,
      and replaces one of its name as a whole or not at all. It is a database that every
      command can look at by --db.

        $ xcally-agents backup /var/backups/agents.db
        $ xcally-agents list --db /var/backups/agents.db
      """)

  @Argument(help: "The file.", completion: .file(), transform: FileOption.backup.word)
  var file: FileWord
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func run() throws {
    let report = try store.centre(files: [file]).backUp(to: file.text)
    try Presenter(output).answer(Answer(report, "written"))
  }
}

struct RestoreBackup: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "restore-backup", abstract: "Make the centre what it was at a backup.",
    usage: "xcally-agents restore-backup FILE [--yes] [options]",
    discussion: """
      All of the database is replaced, with its audit trail and the operators; then the
      files for Asterisk are written. What was done since the backup is gone: make
      another backup first.

        $ xcally-agents restore-backup /var/backups/agents.db
      """)

  @Argument(help: "The file.", completion: .file(), transform: FileOption.restoredBackup.word)
  var file: FileWord
  @OptionGroup var consent: ConsentOptions
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    let report = try await store.centre(files: [file]).restore(backup: file.text, change.mode) {
      try consent.require(
        to: "replace the database, which has \(count($0, "agent")), by a backup with \($1)")
    }
    try Presenter(output).finish(
      Answer(report, change.dryRun ? "would be restored" : "restored"), warnings: [],
      isDryRun: change.dryRun, report.files)
  }
}

extension Answer {
  fileprivate init(_ report: BackupReport, _ result: String) {
    self.init(
      [
        "\(report.path): \(result), \(count(report.agents, "agent")), \(count(report.pictures, "picture"))"
      ],
      [
        ("path", .string(report.path)), ("result", .string(result)),
        ("agents", .number(report.agents)), ("pictures", .number(report.pictures)),
      ])
  }
}
