internal import AgentsCore
internal import ArgumentParser

/// How far a change goes.
struct ChangeOptions: ParsableArguments {
  @Flag(name: "--dry-run -n", help: "Show what would change; change nothing.")
  var dryRun = false

  @Flag(help: "Store the change; write no file and tell Asterisk nothing.")
  var noApply = false

  @Option(
    help: ArgumentHelp("Write Asterisk's files there, this once.", valueName: "dir"),
    completion: .directory)
  var asteriskDir: String?

  /// Looks at what can be known before anything is stored.
  ///
  /// - Throws: `AgentsError.refused`.
  func check() throws {
    guard let asteriskDir else { return }
    do throws(Refusal) { _ = try AsteriskDirectory(parsing: asteriskDir) } catch {
      throw AgentsError.refused([Finding("asteriskDir", error)])
    }
  }
}

/// Consent to what cannot be undone.
struct ConsentOptions: ParsableArguments {
  @Flag(name: "--yes -y", help: "Do not ask.")
  var yes = false
}
