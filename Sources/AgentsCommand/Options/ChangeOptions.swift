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
}

/// Consent to what cannot be undone.
struct ConsentOptions: ParsableArguments {
  @Flag(name: "--yes -y", help: "Do not ask.")
  var yes = false
}
