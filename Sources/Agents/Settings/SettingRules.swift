internal import AgentsModel
internal import AgentsStore

/// The effects of a changed setting.
enum SettingRules {
  /// Marks the generated files that show the setting as out of date.
  static func touchFiles(
    _ key: String, from old: Settings, to new: Settings, in transaction: StoreTransaction
  ) throws {
    let dialect = try transaction.changeDialect(from: transaction.dialect(old), new)
    let files: [GeneratedFile] =
      switch key {
      case "tlsCertificate", "tlsPrivateKey": dialect.drivers.map { .root($0.files) }
      case "sipRealm": dialect.drivers.contains(.pjsip) ? [.root(.pjsip)] : []
      case "ringSeconds": try transaction.files(of: [.extensions])
      default: []
      }
    try transaction.touch(files: files.map(\.name))
  }

  /// Another driver gets all phones, so it must know what they have, and its files must not have any of their names
  /// yet.
  ///
  /// - Throws: `AgentsError.refused`.
  static func checkPhones(
    from old: Dialect, to dialect: Dialect, _ settings: Settings, directory: String?,
    _ reader: StoreReader
  ) throws {
    guard dialect.driver != old.driver else { return }
    try reader.requireNoAuthName(for: dialect.driver)
    _ = try NameGuard(settings, dialect, directory: directory)
      .findings(forAll: reader).filter { $0.code == "own.endpoint" }.orRefused()
  }

  /// Another directory gets all our names, so the centre's files beside it must not have any of them.
  ///
  /// - Throws: `AgentsError.refused`.
  static func checkDirectory(
    from old: Settings, to new: Settings, _ reader: StoreReader
  ) throws {
    guard new.asteriskDir != old.asteriskDir else { return }
    _ = try NameGuard(new, reader.dialect(new), directory: nil)
      .findings(forAll: reader).orRefused()
  }

  /// What is left out must be a check that there is.
  ///
  /// - Throws: `AgentsError.refused`.
  static func checkSkipped(from old: Settings, to new: Settings) throws {
    guard new.doctorSkip != old.doctorSkip else { return }
    let findings = new.doctorSkip.words.map(HealthRequest.Exception.init)
      .filter { !HealthCheck.names.contains($0.check) }.map { exception in
        Finding(
          .error, "doctorSkip.unknown-check", field: "doctorSkip",
          "there is no check \(quoted(exception.check))",
          hint: nearest(to: exception.check, in: HealthCheck.names).map(Hint.didYouMean))
      }
    _ = try findings.orRefused()
  }

  /// Whether the setting describes the running Asterisk, which must then be asked again.
  static func asksAsterisk(_ key: String) -> Bool {
    ["asteriskDriver", "asteriskVersion"].contains(key)
  }

  /// Warnings after the change.
  static func warnings(_ key: String, _ store: Store) throws -> [Finding] {
    let warnings = try licenceWarnings(key, store)
    if key == "asteriskDriver" { return try warnings + store.read(keptWarnings) }
    guard key == "sipRealm" else { return warnings }
    let stale = try store.read { try $0.phonesWithStaleDigest(realm: $0.settings().sipRealm) }
    guard stale > 0 else { return warnings }
    return warnings + [
      Finding(
        .warning, "sipRealm.stale-digests", field: "sipRealm",
        "\(count(stale, "phone")) cannot register until the password is set again",
        hint: .renewDigests)
    ]
  }

  /// Warns of lines that were kept for the other driver: this one has other words for them, if any.
  private static func keptWarnings(_ reader: StoreReader) throws -> [Finding] {
    let other: KeptSetting.Kind =
      try reader.dialect(reader.settings()).driver == .sip ? .pjsip : .sip
    let keys = try reader.keptKeys(other)
    let lines = keys.reduce(0) { $0 + $1.lines }
    guard lines > 0 else { return [] }
    return [
      Finding(
        .warning, "asteriskDriver.kept", field: "asteriskDriver",
        "\(count(lines, "line")) kept for \(other.words) \(lines == 1 ? "is" : "are") stored, but not written "
          + "for this driver: \(keys.map(\.key).joined(separator: ", "))")
    ]
  }

  /// Warns of agents that use what a licence included, once it is switched off.
  private static func licenceWarnings(_ key: String, _ store: Store) throws -> [Finding] {
    guard let conditions = licensed[key] else { return [] }
    let users = try store.read { reader -> [(condition: String, count: Int)] in
      guard try SettingCatalog.find(key).property.read(reader.settings()) == "false" else {
        return []
      }
      return try conditions.map { words in
        var selection = AgentSelection()
        selection.conditions = [try Condition(words)]
        return (words, try reader.count(selection))
      }
    }
    return users.filter { $0.count > 0 }.map { condition, users in
      let one = users == 1
      return Finding(
        .warning, "\(key).in-use", field: key,
        "\(count(users, "agent")) \(one ? "has" : "have") what it included, and \(one ? "keeps" : "keep") it",
        hint: .seeAgents(where: condition))
    }
  }

  /// Conditions that find the agents that use each licence.
  private static let licensed = [
    "licenseMobile": ["typology=mobile"], "licenseMultiProfile": ["profiles!="],
    "licenseScreenRecording": [
      "phoneBarScreenRecordingByAgent=true", "phoneBarAutomaticScreenRecording=true",
    ],
  ]
}
