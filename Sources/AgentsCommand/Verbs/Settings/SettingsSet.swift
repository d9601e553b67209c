internal import Agents
internal import AgentsModel
internal import ArgumentParser

struct SettingsSet: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Change a setting.",
    usage: "xcally-agents settings set KEY VALUE [options]",
    discussion: """
        $ xcally-agents settings set asteriskDir /etc/asterisk/xcally
        $ xcally-agents settings set modules voice,chat,mail
      """)

  @Argument(help: "The setting.", completion: .list(SettingCatalog.keys)) var key: String
  @Argument(help: "Its new value.", completion: Completions.settingValues) var value: String
  @OptionGroup(title: "Change") var change: ChangeOptions
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func perform() async throws {
    try Presenter(output).finish(await store.centre().set(key, to: value, change.mode))
  }
}

extension Presenter {
  /// What became of a setting.
  func finish(_ report: SettingReport) throws {
    try answer(Answer(report, try SettingCatalog.find(report.key).property.kind))
    Messages.warn(report.warnings)
    if report.awaitsApply { Messages.note("\"xcally-agents apply\" writes the files there") }
    guard let files = report.files else { return }
    Messages.note(files.advice)
    if let failure = files.failure { throw failure }
  }
}

extension Answer {
  fileprivate init(_ report: SettingReport, _ kind: FieldKind) {
    let (key, old, new) = (report.key, report.old, report.new)
    let result =
      !report.isChange ? "unchanged" : report.isDryRun ? "would be changed" : "changed"
    let values = old == new ? " to \(quoted(new))" : " from \(quoted(old)) to \(quoted(new))"
    self.init(
      ["\(key): \(result)" + (report.isChange ? values : "")],
      [
        ("key", .string(key)), ("result", .string(result)), ("old", JSON(old, kind)),
        ("new", JSON(new, kind)), ("changed", .bool(report.isChange)),
      ])
    rows.cells = [[.string(key), .string(result), .string(old), .string(new)]]
  }
}
