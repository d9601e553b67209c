internal import AgentsModel
internal import AgentsSystem
internal import ArgumentParser
internal import SystemPackage

/// How far a change goes.
struct ChangeOptions: ParsableArguments {
  @Flag(name: "--dry-run -n", help: "Show what would change; change nothing.")
  var dryRun = false

  @Flag(help: "Store the change; write no file and tell Asterisk nothing.")
  var noApply = false

  @Option(
    help: ArgumentHelp("Write Asterisk's files there, this once.", valueName: "dir"),
    completion: .directory, transform: FileOption.asteriskDir.word)
  var asteriskDir: FileWord?

  /// Looks at what can be known before anything is stored.
  ///
  /// - Throws: `AgentsError.refused`.
  func check() throws {
    guard let asteriskDir else { return }
    do throws(Refusal) { _ = try AsteriskDirectory(parsing: asteriskDir.text) } catch {
      throw AgentsError.refused([Finding("asteriskDir", error)])
    }
  }
}

/// Consent to what cannot be undone.
struct ConsentOptions: ParsableArguments {
  @Flag(name: "--yes -y", help: "Do not ask.")
  var yes = false

  /// Asks on the terminal.
  ///
  /// - Parameter question: Such as `delete queue voice:sales`.
  /// - Throws: `AgentsError.declined`; `.confirmationNeeded` without a terminal.
  func require(to question: String) throws {
    guard !yes else { return }
    guard Terminal.isTerminal(.standardInput) else {
      throw AgentsError.confirmationNeeded("asked to \(question)")
    }
    guard try Prompt.confirm(question.prefix(1).uppercased() + question.dropFirst() + "?") else {
      throw AgentsError.declined
    }
  }
}
