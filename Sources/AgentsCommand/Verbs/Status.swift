internal import Agents
internal import AgentsModel
internal import ArgumentParser

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
    let status = try store.centre(files: [asteriskDir]).status(directory: asteriskDir?.text)
    try Presenter(output).answer(Answer(status))
    let findings = status.findings
    Messages.warn(doubled: findings)
    Messages.warn(findings.open + findings.left + findings.directory + findings.contexts)
    guard status.isCurrent else { throw ExitStatus.differs }
  }
}

extension Answer {
  fileprivate init(_ status: FileStatus) {
    self.init(
      status.sentences, status.json,
      Rows(["file", "state"], status.files.map { [.string($0), .string($1.rawValue)] }))
    isDocumentInLines = true
  }
}

extension FileStatus {
  fileprivate var sentences: [String] {
    let counts = FileState.allCases.compactMap { state in
      let count = files.count { $0.state == state }
      return count == 0 ? nil : "\(count) \(state.rawValue)"
    }
    var lines = ["files in \(directory): \(counts.joined(separator: ", "))"]
    lines += files.filter { $0.state != .current }.map { "  \($0.name): \($0.state.rawValue)" }
    lines += includes.map { "\($0.line) \($0.isMade ? "is in" : "is not found in") \($0.path)" }
    if let unfinished {
      lines.append(
        "driver: \(driver); queues and extensions dial \(unfinished.technology) until "
          + "\"xcally-agents apply\" finds the line for \(unfinished.file)")
    }
    if staleDigests > 0 {
      lines.append(
        "\(count(staleDigests, "digest")) of another realm: the passwords must be set again")
    }
    return lines
  }

  fileprivate var json: JSON {
    let includes = includes.map { include in
      JSON.object([
        ("file", .string(include.file)), ("line", .string(include.line)),
        ("made", .bool(include.isMade)),
      ])
    }
    return .object([
      ("database", .string(database)), ("directory", .string(directory)),
      ("files", .object(files.map { ($0.name, .string($0.state.rawValue)) })),
      ("includes", .array(includes)), ("driver", .string(driver)),
      ("dialled", .string(dialled)), ("staleDigests", .number(staleDigests)),
    ])
  }
}
