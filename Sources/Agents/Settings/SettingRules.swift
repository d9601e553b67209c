internal import AgentsModel
internal import AgentsStore

/// What a changed setting means for the rest.
enum SettingRules {
  /// Makes the generated files stale in which the setting shows.
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

  /// All phones come with another driver, so that none may stand in its files already.
  ///
  /// - Throws: `AgentsError.refused`.
  static func checkPhones(
    from old: Dialect, to dialect: Dialect, _ settings: Settings, directory: String?,
    _ reader: StoreReader
  ) throws {
    guard dialect.driver != old.driver else { return }
    _ = try CentreGuard(settings, dialect, directory: directory)
      .findings(forAll: reader).filter { $0.code == "own.endpoint" }.orRefused()
  }

  /// In another directory all that is ours is new.
  ///
  /// - Throws: `AgentsError.refused`.
  static func checkDirectory(
    from old: Settings, to new: Settings, _ reader: StoreReader
  ) throws {
    guard new.asteriskDir != old.asteriskDir else { return }
    _ = try CentreGuard(new, reader.dialect(new), directory: nil)
      .findings(forAll: reader).orRefused()
  }

  /// Whether the setting is about the Asterisk that runs here, so that what was seen of it may be old.
  static func asksAsterisk(_ key: String) -> Bool {
    ["asteriskDriver", "asteriskVersion"].contains(key)
  }

  /// What should be known afterwards.
  static func warnings(_ key: String, _ store: Store) throws -> [Finding] {
    let warnings = try licenceWarnings(key, store)
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

  /// Who has what a licence included that is switched off.
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

  /// The agents that a licence is for.
  private static let licensed = [
    "licenseMobile": ["typology=mobile"], "licenseMultiProfile": ["profiles!="],
    "licenseScreenRecording": [
      "phoneBarScreenRecordingByAgent=true", "phoneBarAutomaticScreenRecording=true",
    ],
  ]
}
