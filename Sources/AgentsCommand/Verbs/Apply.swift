internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import ArgumentParser
internal import SystemPackage

struct Apply: AsyncVerb {
  static let configuration = CommandConfiguration(
    commandName: "apply", abstract: "Write the files for Asterisk that are not up to date.",
    usage: "xcally-agents apply [--all] [--force] [--retire] [options]",
    discussion: """
      Every change does this by itself; "apply" finishes what a crash, --no-apply or a
      missing permission left over, and mends files that are missing. A file that
      somebody edited by hand is shown and stays, unless --force is given.

        $ xcally-agents apply
        $ xcally-agents apply --force
        $ xcally-agents apply --all --asterisk-dir /tmp/preview

      After a change of asteriskDriver, queues and extensions dial the old driver until
      "apply" finds the line for the new one in Asterisk's own file. --retire does not
      wait for it.
      """)

  @Flag(help: "Overwrite files edited by hand; a copy is kept beside them.") var force = false
  @Flag(help: "Render every file, not only those that are stale.") var all = false
  @Flag(help: "Finish a change of asteriskDriver now.") var retire = false
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
  }

  func perform() async throws {
    let session = try Session(store)
    let database = try session.changing(OperatorTask("apply", needs: .admin, files: [asteriskDir]))
    // A directory named for this once is a preview, and changes no agent.
    if asteriskDir == nil { try session.endLocks("apply", in: database) }
    let files = try AsteriskFiles(session, database, directory: asteriskDir?.text)
    let report = try await files.apply(
      all ? .all : .damaged, force: force, retires: retire)
    try toleratingClosedOutput { try write(report) }
    report.noteInclusions()
    Messages.warn(try database.read { try $0.agentsInGeneratedContexts() })
    let isAlone = try files.warnOfCentre()
    switch report.failure {
    // Nothing was changed here that could be said to be stored.
    case .notApplied(_, let cause): throw cause
    case let failure?: throw failure
    case nil: guard try files.warnOfOpenFiles(), isAlone else { throw ExitStatus.differs }
    }
  }

  private func write(_ report: FileReport) throws {
    let out = StandardOutput()
    switch output.format {
    case .table: for line in lines(report) { try out.write(line + "\n") }
    case .json, .jsonl: try out.write(report.json.text + "\n")
    case .csv, .names:
      var rows = try RowWriter(output.format, [Column(key: "file")], to: out)
      for name in report.written + report.removed { try rows.write([.string(name)]) }
      try rows.finish()
    }
    try out.flush()
  }

  private func lines(_ report: FileReport) -> [String] {
    var lines: [String] = []
    for drift in report.drifted {
      lines.append("--- \(drift.name), as it was edited")
      lines.append("+++ \(drift.name), as it would be written")
      lines += drift.shownLines.map { Terminal.printable($0) }
    }
    guard !output.quiet else { return lines }
    lines += report.copies.map { "\($0): kept" }
    lines += report.written.map { "\($0): written" }
    lines += report.removed.map { "\($0): removed" }
    let changed = report.written.count + report.removed.count
    if changed + report.unchanged.count > 0 {
      lines.append("\(changed) changed, \(report.unchanged.count) unchanged in \(report.directory)")
    } else if report.failure == nil {
      lines.append("nothing to do in \(report.directory)")
    }
    return lines
  }
}
