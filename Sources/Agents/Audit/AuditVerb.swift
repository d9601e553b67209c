/// The audit trail's names of tasks that are more than their verb alone says.
///
/// They are in rows that were written years ago, and in programs that read them: none changes.
enum AuditVerb {
  /// Overwrote a file that was edited by hand.
  static let overwrite = "apply --force"
  /// Took the files of a channel driver away that Asterisk has no more.
  static let retireDriver = "apply --retire"
  /// Simulated distribution, of a file of events.
  static let simulate = "capacity --simulate"
  /// Created agents, and put them into teams.
  static let createInTeam = "create --team"
  /// Mended what a check of the centre's health found.
  static let mend = "doctor --fix"
  /// The object of such a row, where it is all files.
  static let files = "files"
  /// Exported with digests and hashes.
  static let exportSecrets = "export-csv --with-secrets"
  /// Exported the centre with digests and hashes.
  static let exportStateSecrets = "centre export --with-secrets"
  /// Showed PINs.
  static let showSecrets = "show --with-secrets"
}
