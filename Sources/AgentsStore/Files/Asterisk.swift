package import AgentsModel
internal import SQLite

// The Asterisk that the files are written for, and the switch from one driver to another.

extension StoreReader {
  /// The version of this host's Asterisk when it was last asked; nil = it never was.
  package func asteriskSeen() throws -> AsteriskVersion? {
    let version: String? = try database.value("SELECT version FROM asteriskSeen")
    return version.flatMap { AsteriskVersion($0) }
  }

  /// The dialect in which the files are written.
  package func dialect(_ settings: Settings) throws -> Dialect {
    Dialect(settings, seen: try asteriskSeen(), leaving: try driverLeft())
  }

  /// The old driver, while a switch has begun and is not finished.
  private func driverLeft() throws -> Dialect.Driver? {
    try database.value("SELECT driver FROM driverLeft")
      .flatMap(Dialect.Driver.init(rawValue:))
  }
}

extension StoreTransaction {
  /// Stores the version of this host's Asterisk.
  package func setAsteriskSeen(_ version: AsteriskVersion) throws {
    try database.run(
      """
      INSERT INTO asteriskSeen (only, version) VALUES (1, ?)
        ON CONFLICT (only) DO UPDATE SET version = excluded.version
      """, [version.text])
  }

  /// Touches the files that depend on the dialect, after the settings or the Asterisk changed.
  ///
  /// If the driver changed and the directory has files of the old one, this begins a switch: the files of
  /// the new driver are written, while queues and extensions still dial the old one.
  ///
  /// - Parameter settings: The settings after the change.
  /// - Returns: the new dialect.
  @discardableResult
  package func changeDialect(from old: Dialect, _ settings: Settings) throws -> Dialect {
    if Dialect(settings, seen: try asteriskSeen()).driver != old.driver {
      let isInUse = try hasBlock(of: old.dialled.files, in: settings.asteriskDir.text)
      try setDriverLeft(isInUse ? old.dialled : nil)
    }
    let new = try dialect(settings)
    try touchFiles(from: old, to: new)
    return new
  }

  /// Finishes a switch: the files of the old driver are removed, and queues and extensions dial the new one.
  ///
  /// Asterisk must also read the files of the new driver again: its own file may include them only since
  /// they were written.
  package func finishSwitch(from old: Dialect, _ settings: Settings) throws {
    try setDriverLeft(nil)
    try touchFiles(from: old, to: dialect(settings))
    try database.run(
      "UPDATE fileWritten SET reloaded = 0 WHERE directory = ? AND name = ?",
      [settings.asteriskDir.text, old.driver.files.root])
  }

  private func setDriverLeft(_ driver: Dialect.Driver?) throws {
    try database.run("DELETE FROM driverLeft")
    guard let driver else { return }
    try database.run("INSERT INTO driverLeft (only, driver) VALUES (1, ?)", [driver.rawValue])
  }

  /// Touches the files that differ between two dialects, also those that the new one no longer has.
  private func touchFiles(from old: Dialect, to new: Dialect) throws {
    var kinds = Set(old.kinds).symmetricDifference(new.kinds)
    if old.dialled != new.dialled { kinds.formUnion([.queues, .extensions]) }
    if old.hasPasswordDigest != new.hasPasswordDigest { kinds.insert(.pjsip) }
    guard !kinds.isEmpty else { return }
    try touch(files: files(of: kinds.sorted()).map(\.name))
  }
}
