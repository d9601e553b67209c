internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
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
    try change.check()
    let setting = try SettingCatalog.find(key)
    let session = try Session(store)
    let database = try session.writing(
      OperatorTask("settings set", [key], needs: .admin, change), isDryRun: change.dryRun)
    let (old, new, isPinned) = try database.write { transaction in
      let before = try transaction.settings()
      var after = before
      do throws(Refusal) {
        try setting.property.write(&after, value)
      } catch {
        throw AgentsError.refused([Finding(key, error)])
      }
      let (old, new) = (setting.property.read(before), setting.property.read(after))
      let seen = try transaction.asteriskSeen()
      try SettingRules.checkPhones(
        from: Dialect(before, seen: seen), to: Dialect(after, seen: seen), after,
        directory: change.asteriskDir?.text, transaction)
      try SettingRules.checkDirectory(from: before, to: after, transaction)
      // Also where it is the default: of another database than the standard one that must be said.
      let isPinned = try key == "asteriskDir" && transaction.settingTexts()[key] == nil
      guard old != new || isPinned, !change.dryRun else { return (old, new, isPinned) }
      try transaction.setSetting(key, new)
      try SettingRules.touchFiles(key, from: before, to: after, in: transaction)
      let changes = JSON.object([("value", .array([.string(old), .string(new)]))])
      try transaction.append(session.auditEntry("settings set", key, changes))
      // Without the Security Suite, whose part they are, all locks end at once.
      if before.securitySuite, !after.securitySuite {
        try session.endLocks("settings set", in: transaction)
      }
      return (old, new, isPinned)
    }
    try toleratingClosedOutput { try write(old, new, setting, isPinned: isPinned) }
    guard old != new || isPinned, !change.dryRun else { return }
    try SettingRules.warn(key, database)
    guard !change.noApply else { return }
    // A new directory gets its files with the next `apply`; nothing is moved behind anybody's back.
    guard key != "asteriskDir" else {
      return Messages.note("\"xcally-agents apply\" writes the files there")
    }
    let files = try AsteriskFiles(session, database, directory: change.asteriskDir?.text)
    let report = try await files.apply(asks: SettingRules.asksAsterisk(key))
    report.noteInclusions()
    if let failure = report.failure { throw failure }
  }

  private func write(
    _ old: String, _ new: String, _ setting: SettingEntry, isPinned: Bool
  ) throws {
    let kind = setting.property.kind
    let result =
      old == new && !isPinned ? "unchanged" : change.dryRun ? "would be changed" : "changed"
    let out = StandardOutput()
    switch output.format {
    case .table:
      if !output.quiet {
        let values = old == new ? " to \(quoted(new))" : " from \(quoted(old)) to \(quoted(new))"
        try out.write("\(key): \(result)" + (result == "unchanged" ? "" : values) + "\n")
      }
    case .json, .jsonl:
      try out.write(
        JSON.object([
          ("key", .string(key)), ("result", .string(result)), ("old", JSON(old, kind)),
          ("new", JSON(new, kind)),
        ]).text + "\n")
    case .csv, .names:
      var rows = try RowWriter(
        output.format, ["key", "result", "old", "new"].map { Column(key: $0) }, to: out)
      try rows.write([.string(key), .string(result), .string(old), .string(new)])
      try rows.finish()
    }
    try out.flush()
  }
}
