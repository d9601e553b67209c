package import AgentsCore
internal import GRDB

extension StoreTransaction {
  /// Remembers which Asterisk was seen here.
  package func setAsteriskSeen(_ version: AsteriskVersion) throws {
    try database.execute(
      sql: """
        INSERT INTO asteriskSeen (only, version) VALUES (1, ?)
          ON CONFLICT (only) DO UPDATE SET version = excluded.version
        """, arguments: [version.text])
  }

  /// Makes stale whatever depends on the dialect, where two of them differ.
  ///
  /// Files of the driver that is left are stale too: they are to go.
  package func touchFiles(from old: Dialect, to new: Dialect) throws {
    guard old != new else { return }
    let kinds: [FileKind] =
      old.driver == new.driver ? [new.driver.files] : [.sip, .pjsip, .queues, .extensions]
    try touch(files: files(of: kinds).map(\.name))
  }
}
