internal import AgentsCore
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
      or edited by hand.

        $ xcally-agents status
      """)

  @Option(
    help: ArgumentHelp("Look there instead, this once.", valueName: "dir"),
    completion: .directory)
  var asteriskDir: String?
  @OptionGroup(title: "Output") var output: OutputOptions
  @OptionGroup(title: "Database") var store: StoreOptions

  func run() throws {
    let session = try Session(store)
    let database = try session.reading()
    let files = try AsteriskFiles(session, database, directory: asteriskDir)
    let states = try files.states()
    let stale = try database.read { reader in
      try reader.agentsWithStaleDigest(realm: reader.settings().sipRealm)
    }
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
    guard states.allSatisfy({ $0.state == .current }) else { throw ExitStatus.differs }
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
    lines += GeneratedFile.roots.map { root in
      let state = inclusion.isMade(for: root) ? "is in" : "is not found in"
      return "\(inclusion.line(for: root)) \(state) \(inclusion.includer(of: root).string)"
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
          GeneratedFile.roots.map { root in
            .object([
              ("file", .string(root.includedBy)), ("line", .string(inclusion.line(for: root))),
              ("made", .bool(inclusion.isMade(for: root))),
            ])
          })
      ),
      ("staleDigests", .number(stale)),
    ])
  }
}
