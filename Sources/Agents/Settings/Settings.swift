public import AgentsModel
internal import AgentsStore

/// What became of a setting.
public struct SettingReport: Sendable {
  /// The setting.
  public let key: String
  /// Its text before.
  public let old: String
  /// Its text after the change.
  public let new: String
  /// The value was stored although it is the default, so that it counts as set; or it is stored no longer.
  public internal(set) var isPinned = false
  /// Nothing of it was kept.
  public let isDryRun: Bool
  /// What should be known.
  public internal(set) var warnings: [Finding] = []
  /// What became of the files; nil where none were to be written.
  public internal(set) var files: FileReport?
  /// The directory changed; only `apply` writes the files there, because nothing is moved unasked.
  public internal(set) var awaitsApply = false

  /// Something was stored, or would be.
  public var isChange: Bool { old != new || isPinned }
}

extension Centre {
  /// The settings; their defaults where there is no database yet.
  public func settings() throws -> Settings {
    do {
      return try perform(OperatorTask("settings")) { try $0.reading().read { try $0.settings() } }
    } catch AgentsError.store(.notFound) {
      return Settings()
    }
  }

  /// Changes a setting, and the files in which it shows.
  ///
  /// - Throws: `AgentsError.notFound(.key)`; `.refused` for a value that the setting cannot have.
  public func set(
    _ key: String, to value: String, _ mode: Mode = .apply
  ) async throws -> SettingReport {
    try await change(key, to: value, "settings set", mode)
  }

  /// Gives a setting its default again: a later version of the program may have another one.
  ///
  /// - Throws: `AgentsError.notFound(.key)`.
  public func unset(_ key: String, _ mode: Mode = .apply) async throws -> SettingReport {
    try await change(key, to: nil, "settings unset", mode)
  }

  /// - Parameter value: nil = the default, which is not stored.
  private func change(
    _ key: String, to value: String?, _ verb: String, _ mode: Mode
  ) async throws -> SettingReport {
    try mode.check()
    let setting = try SettingCatalog.find(key)
    return try await perform(OperatorTask(verb, [key], needs: .admin, mode)) { session in
      let store = try session.writing()
      var report = try store.write { transaction in
        try session.set(setting, to: value, mode, transaction)
      }
      guard report.isChange, !mode.isDryRun else { return report }
      report.warnings = try SettingRules.warnings(key, store)
      guard mode.extent == .apply else { return report }
      guard key != "asteriskDir" else {
        report.awaitsApply = true
        return report
      }
      let files = try AsteriskFiles(session, store, directory: mode.directory)
      report.files = try await files.apply(asks: SettingRules.asksAsterisk(key))
      return report
    }
  }
}

extension Session {
  /// Changes a setting, with its line in the audit trail.
  ///
  /// - Parameters:
  ///   - value: nil = the default, which is not stored.
  ///   - pins: A value that is the default is stored too.
  func set(
    _ setting: SettingEntry, to value: String?, _ mode: Mode, pins: Bool = false,
    _ transaction: StoreTransaction
  ) throws -> SettingReport {
    let key = setting.key
    let before = try transaction.settings()
    var after = before
    do throws(Refusal) {
      try setting.property.writeExactly(&after, value ?? setting.defaultText)
    } catch {
      throw Finding(key, error)
    }
    let seen = try transaction.asteriskSeen()
    try SettingRules.checkPhones(
      from: Dialect(before, seen: seen), to: Dialect(after, seen: seen), after,
      directory: mode.directory, transaction)
    try SettingRules.checkDirectory(from: before, to: after, transaction)
    try SettingRules.checkSkipped(from: before, to: after)
    var report = SettingReport(
      key: key, old: setting.property.read(before), new: setting.property.read(after),
      isDryRun: mode.isDryRun)
    // Store the default too: for a non-standard database the directory must be set explicitly.
    let isStored = try transaction.settingTexts()[key] != nil
    report.isPinned = value == nil ? isStored : (pins || key == "asteriskDir") && !isStored
    guard report.isChange, !mode.isDryRun else { return report }
    if value == nil {
      try transaction.removeSetting(key)
    } else {
      try transaction.setSetting(key, report.new)
    }
    try SettingRules.touchFiles(key, from: before, to: after, in: transaction)
    let changes = JSON.object([("value", .array([.string(report.old), .string(report.new)]))])
    try transaction.append(auditEntry(task.name, key, changes))
    // Locks belong to the Security Suite: without it, all of them end.
    if before.securitySuite, !after.securitySuite { try endLocks(task.name, in: transaction) }
    return report
  }
}
