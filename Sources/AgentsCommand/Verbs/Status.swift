internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import ArgumentParser
internal import SystemPackage

struct Status: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Tell whether the files for Asterisk are up to date.",
    usage: "xcally-agents status [options]",
    discussion: """
      Ends with 0 when every file is current, and with 1 when one is pending, missing
      or edited by hand, or when one of Asterisk's own files has a phone, mailbox,
      queue or extension of ours, too, or cannot be read, or a file with digests or
      PINs is open to others, or an agent has a context that this program writes.

        $ xcally-agents status
      """)

  @Option(
    help: ArgumentHelp("Look there instead, this once.", valueName: "dir"),
    completion: .directory, transform: FileOption.asteriskDir.word)
  var asteriskDir: FileWord?
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func run() throws {
    let session = try Session(store)
    let database = try session.reading(OperatorTask("status", needs: .admin, files: [asteriskDir]))
    let files = try AsteriskFiles(session, database, directory: asteriskDir?.text)
    let states = try files.states()
    let stale = try database.read { reader in
      try reader.phonesWithStaleDigest(realm: reader.settings().sipRealm)
    }
    try toleratingClosedOutput { try write(session, files, states, stale) }
    let isAlone = try files.warnOfCentre()
    let isClosed = try files.warnOfOpenFiles()
    warnOfMissingFiles(files)
    if !files.isDirectoryChosen {
      Messages.warn([
        Finding(
          .warning, "asteriskDir.not-set", field: "asteriskDir",
          "is not set in this database, which is not the standard one: no files are written",
          hint: "\"xcally-agents settings set asteriskDir DIR\"")
      ])
    }
    let misplaced = try database.read { try $0.agentsInGeneratedContexts() }
    Messages.warn(misplaced)
    guard isAlone, isClosed, misplaced.isEmpty, states.allSatisfy({ $0.state == .current }) else {
      throw ExitStatus.differs
    }
  }

  private func write(
    _ session: Session, _ files: AsteriskFiles, _ states: [(name: String, state: FileState)],
    _ stale: Int
  ) throws {
    let out = StandardOutput()
    switch output.format {
    case .table: for line in lines(files, states, stale) { try out.write(line + "\n") }
    case .json, .jsonl: try out.write(json(session, files, states, stale).text + "\n")
    case .csv, .names:
      var rows = try RowWriter(
        output.format, [Column(key: "file"), Column(key: "state")], to: out)
      for (name, state) in states {
        try rows.write([.string(name), .string(state.rawValue)])
      }
      try rows.finish()
    }
    try out.flush()
  }

  /// Asterisk rejects a whole file that includes one which is not there.
  private func warnOfMissingFiles(_ files: AsteriskFiles) {
    let inclusion = Inclusion(directory: files.directory)
    let left = FileKind.allCases.filter { !files.kinds.contains($0) && inclusion.isMade(for: $0) }
    Messages.warn(
      left.map { kind in
        Finding(
          .warning, "include.left", field: kind.includedBy,
          "includes \(kind.root), which belongs to another driver"
            + ((try? files.path(kind.root).isPresent()) == true ? "" : " and does not exist"),
          hint: "take out the line: \(inclusion.line(for: kind))")
      })
  }

  private func lines(
    _ files: AsteriskFiles, _ states: [(name: String, state: FileState)], _ stale: Int
  ) -> [String] {
    guard !output.quiet else { return [] }
    let counts = FileState.allCases.compactMap { state in
      let count = states.filter { $0.state == state }.count
      return count == 0 ? nil : "\(count) \(state.rawValue)"
    }
    var lines = ["files in \(files.directory): \(counts.joined(separator: ", "))"]
    lines += states.filter { $0.state != .current }.map { "  \($0.name): \($0.state.rawValue)" }
    let inclusion = Inclusion(directory: files.directory)
    lines += files.kinds.map { kind in
      let state = inclusion.isMade(for: kind) ? "is in" : "is not found in"
      return "\(inclusion.line(for: kind)) \(state) \(inclusion.includer(of: kind).string)"
    }
    if let left = files.dialect.left {
      lines.append(
        "driver: \(files.dialect.driver.rawValue); queues and extensions dial \(left.technology) until "
          + "\"xcally-agents apply\" finds the line for \(files.dialect.driver.files.includedBy)")
    }
    if stale > 0 {
      lines.append("\(count(stale, "digest")) of another realm: the passwords must be set again")
    }
    return lines
  }

  private func json(
    _ session: Session, _ files: AsteriskFiles, _ states: [(name: String, state: FileState)],
    _ stale: Int
  ) -> JSON {
    let inclusion = Inclusion(directory: files.directory)
    return .object([
      ("database", .string(session.path.string)), ("directory", .string(files.directory)),
      ("files", .object(states.map { ($0.name, .string($0.state.rawValue)) })),
      (
        "includes",
        .array(
          files.kinds.map { kind in
            .object([
              ("file", .string(kind.includedBy)), ("line", .string(inclusion.line(for: kind))),
              ("made", .bool(inclusion.isMade(for: kind))),
            ])
          })
      ),
      ("driver", .string(files.dialect.driver.rawValue)),
      ("dialled", .string(files.dialect.dialled.rawValue)), ("staleDigests", .number(stale)),
    ])
  }
}
