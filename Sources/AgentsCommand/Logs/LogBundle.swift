internal import AgentsCore
internal import AgentsSystem
internal import SystemPackage

/// An archive of client logs without secrets, and a list of what is in it.
struct LogBundle {
  /// What was packed.
  struct Summary {
    var agents = 0
    var secrets = 0
    /// A row of ``LogBundle/keys`` for each file.
    var files: [[JSON]] = []
  }

  static let keys = ["file", "bytes", "secrets"]

  private let archive: TarWriter
  private var summary = Summary()
  private var agents: [JSON] = []
  private var names = BundleNames()

  init(to archive: TarWriter) { self.archive = archive }

  mutating func add(_ agent: Agent, _ logs: ClientLogs) throws {
    let name = agent.account.name.text
    summary.agents += 1
    agents.append(
      .object([
        ("name", .string(name)), ("typology", .string(agent.account.typology.rawValue)),
        ("clientLogs", .bool(agent.clientLogs.enabled)),
        ("clientLogLevel", .string(agent.clientLogs.level.rawValue)),
      ]))
    let directory = ClientLogRoom.directoryName(of: name)
    for (file, path) in zip(logs.files, names.paths(of: logs.files.map(\.name), in: directory)) {
      // One that rotation took meanwhile is in the archive under its new name, or gone.
      guard let opened = try logs.directory.file(file.name.text) else { continue }
      try add(opened, file, as: path)
    }
  }

  /// The list of what is in it comes last, when it is known.
  mutating func finish() throws -> Summary {
    let list = JSON.object([
      ("program", .string("xcally-agents \(Version.text)")),
      ("agents", .array(agents)),
      ("files", .array(summary.files.map { .object(Array(zip(Self.keys, $0))) })),
    ])
    let bytes = Array((list.text + "\n").utf8)
    try archive.add("bundle.json", size: bytes.count, modified: .now()) { try $0(bytes) }
    try archive.finish()
    return summary
  }

  /// Unpacked and masked into a file without a name first: an archive says the size in front.
  private mutating func add(
    _ opened: OpenFile, _ file: ClientLogs.File, as path: String
  ) throws {
    let spool = try TemporaryFile.open()
    let secrets = try mask(opened, file.name, into: spool)
    let size = try spool.size()
    try archive.add(path, size: size, modified: file.entry.modified) { write in
      var offset = 0
      while offset < size {
        let bytes = try spool.bytes(at: offset)
        try write(bytes)
        offset += bytes.count
      }
    }
    summary.secrets += secrets
    summary.files.append([.string(path), .number(size), .number(secrets)])
  }

  private func mask(
    _ opened: OpenFile, _ name: LogFileName, into spool: OpenFile
  ) throws -> Int {
    var source = opened
    if name.isCompressed {
      let (unpacked, outcome) = try Gunzip.unpacked(opened)
      if outcome == .damaged { Messages.noteDamage(opened.path) }
      source = unpacked
    }
    // What is written from now on is left out.
    let end = try source.size()
    var masking = MaskedLines()
    var offset = 0
    while offset < end {
      let bytes = try source.bytes(at: offset).prefix(end - offset)
      if bytes.isEmpty { break }
      try spool.append(masking.masked(Array(bytes)))
      offset += bytes.count
    }
    try spool.append(masking.rest())
    return masking.count
  }
}
