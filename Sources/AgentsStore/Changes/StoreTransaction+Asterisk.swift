package import AgentsModel
internal import SQLite

extension StoreTransaction {
  /// Remembers which Asterisk was seen here.
  package func setAsteriskSeen(_ version: AsteriskVersion) throws {
    try database.run(
      """
      INSERT INTO asteriskSeen (only, version) VALUES (1, ?)
        ON CONFLICT (only) DO UPDATE SET version = excluded.version
      """, [version.text])
  }

  /// Follows a change of the settings, or of the Asterisk that was seen.
  ///
  /// Another driver is the first step of a switch where anybody has a file of the old one: the files of
  /// the new driver are written, and queues and extensions go on dialling the old one.
  ///
  /// - Parameter settings: as they are now.
  /// - Returns: the dialect from now on.
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

  /// The second step of a switch: the driver that was left goes, and Asterisk is to read the files of the
  /// other one again, which its own file may include only since.
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

  /// Makes stale whatever depends on the dialect; files of a driver that is gone are to go.
  private func touchFiles(from old: Dialect, to new: Dialect) throws {
    var kinds = Set(old.kinds).symmetricDifference(new.kinds)
    if old.dialled != new.dialled { kinds.formUnion([.queues, .extensions]) }
    if old.hasPasswordDigest != new.hasPasswordDigest { kinds.insert(.pjsip) }
    guard !kinds.isEmpty else { return }
    try touch(files: files(of: kinds.sorted()).map(\.name))
  }
}
