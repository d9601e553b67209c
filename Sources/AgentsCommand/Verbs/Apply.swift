internal import Agents
internal import AgentsModel
internal import ArgumentParser

struct Apply: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "apply", abstract: "Write the files for Asterisk that are not up to date.",
    usage: "xcally-agents apply [--dry-run] [--reload] [--force] [options]",
    discussion: """
      Every change does this by itself; "apply" finishes what a crash, --no-apply or a
      missing permission left over, and mends files that are missing. A file that
      somebody edited by hand is shown and stays, unless --force is given. A file with
      the size and time that it had when it was last checked is not read again; --all
      reads every file.

        $ xcally-agents apply
        $ xcally-agents apply --dry-run
        $ xcally-agents apply --force
        $ xcally-agents apply --all --asterisk-dir /tmp/preview

      After a change of asteriskDriver, queues and extensions dial the old driver until
      "apply" finds the line for the new one in Asterisk's own file. --retire does not
      wait for it. After a line was put into Asterisk's own files, --reload has Asterisk
      read everything again.
      """)

  @Flag(help: "Overwrite files edited by hand; a copy is kept beside them.") var force = false
  @Flag(help: "Render every file, not only those that are stale.") var all = false
  @Flag(help: "Finish a change of asteriskDriver now.") var retire = false
  @Flag(help: "Tell Asterisk of all files, told before or not.") var reload = false
  @OptionGroup var dry: DryRunOption
  @Option(
    help: ArgumentHelp("Write there instead, this once.", valueName: "dir"),
    completion: .directory, transform: FileOption.asteriskDir.word)
  var asteriskDir: FileWord?
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func validate() throws {
    guard !retire || asteriskDir == nil else {
      throw ValidationError("'--retire' and '--asterisk-dir' cannot be combined.")
    }
    guard !reload || asteriskDir == nil else {
      throw ValidationError("'--reload' and '--asterisk-dir' cannot be combined.")
    }
    guard !dry.dryRun || !retire && !reload else {
      throw ValidationError("'--dry-run' shows files: '--retire' and '--reload' do not go with it.")
    }
  }

  func perform() async throws {
    let report = try await store.centre(files: [asteriskDir]).apply(
      all ? .all : .damaged, force: force, retire: retire, reload: reload,
      Mode(dry.mode.extent, directory: asteriskDir?.text))
    try Presenter(output).answer(Answer(report.files))
    Messages.note(report.files.advice)
    if report.purged > 0 {
      Messages.note(
        "\(count(report.purged, "agent")) deleted permanently: longer in the bin than binDays says")
    }
    Messages.warn(.contexts, report.findings)
    Messages.warn(.doubled, report.findings)
    switch report.files.failure {
    // `apply` stores no change, so an error must not say that one was stored.
    case .asterisk(.notApplied(_, let cause)): throw cause
    case let failure?: throw failure
    case nil: break
    }
    Messages.warn(.open, report.findings)
    guard report.findings.isClean([.doubled, .open]) else { throw ExitStatus.differs }
  }
}
