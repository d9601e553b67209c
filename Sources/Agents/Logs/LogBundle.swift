package import AgentsModel
internal import AgentsSystem
internal import SystemPackage

/// What was packed into an archive of client logs.
package struct BundleSummary: Sendable {
  /// One file of the archive.
  package struct File: Sendable {
    /// Its path in the archive.
    package let path: String
    /// Its size.
    package let bytes: Int
    /// How many secrets were masked in it.
    package let secrets: Int

    /// Its values under the names that scripts know.
    package var json: JSON {
      .object([
        ("file", .string(path)), ("bytes", .number(bytes)), ("secrets", .number(secrets)),
      ])
    }
  }

  /// How many agents.
  package internal(set) var agents = 0
  /// How many secrets were masked.
  package internal(set) var secrets = 0
  /// What is in it.
  package internal(set) var files: [File] = []
}

/// An archive of client logs without secrets, and a list of what is in it.
struct LogBundle {
  typealias Summary = BundleSummary

  private let archive: TarWriter
  private var summary = Summary()
  private var agents: [JSON] = []
  private var names = BundleNames()
  private let budget: LogBudget
  /// What packs it, with its version.
  private let program: String
  private let tell: @Sendable (Event) -> Void
  /// Logs of which the end alone is in it, or nothing.
  private var leftOut: [JSON] = []

  init(to archive: TarWriter, by program: String, _ tell: @escaping @Sendable (Event) -> Void) {
    (self.archive, self.program, self.tell) = (archive, program, tell)
    budget = LogBudget(tell)
  }

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
    let files = logs.newest
    for (file, path) in zip(files, names.paths(of: files.map(\.name), in: directory)) {
      // A file rotated in the meantime is packed under its new name, or gone.
      guard let opened = try logs.directory.file(file.name.text) else { continue }
      try add(opened, file, as: path)
    }
  }

  /// The list of contents is last, when it is complete.
  mutating func finish() throws -> Summary {
    var list: [(String, JSON)] = [
      ("program", .string(program)),
      ("agents", .array(agents)),
      ("files", .array(summary.files.map(\.json))),
    ]
    if !leftOut.isEmpty { list.append(("leftOut", .array(leftOut))) }
    let bytes = Array((JSON.object(list).text + "\n").utf8)
    try archive.add("bundle.json", size: bytes.count, modified: .now()) { try $0(bytes) }
    try archive.finish()
    return summary
  }

  /// Unpacked and masked into an unnamed file first, because an archive needs the size before the data.
  private mutating func add(
    _ opened: OpenFile, _ file: ClientLogs.File, as path: String
  ) throws {
    let spool = try TemporaryFile.open()
    let secrets = try mask(opened, file.name, as: path, into: spool)
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
    summary.files.append(.init(path: path, bytes: size, secrets: secrets))
  }

  private mutating func mask(
    _ opened: OpenFile, _ name: LogFileName, as path: String, into spool: OpenFile
  ) throws -> Int {
    var source = opened
    var share = budget.share
    if name.isCompressed {
      source = try budget.unpacked(opened)
      share = LogBounds.file
    }
    // Lines written from now on are left out.
    let end = try source.size()
    let start = try firstLine(of: source, from: max(0, end - share), to: end)
    if start > 0 {
      tell(.clientLog(.end(opened.path.string, bytes: end - start, of: end)))
      leftOut.append(.object([("file", .string(path)), ("firstBytes", .number(start))]))
    }
    if !name.isCompressed { budget.take(end - start) }
    var masking = MaskedLines(isInside: start > 0)
    var offset = start
    while offset < end {
      let bytes = try source.bytes(at: offset).prefix(end - offset)
      if bytes.isEmpty { break }
      try spool.append(masking.masked(Array(bytes)))
      offset += bytes.count
    }
    try spool.append(masking.rest())
    return masking.count
  }

  /// A line without its beginning is left out: the name of a secret might be missing.
  private func firstLine(of source: OpenFile, from start: Int, to end: Int) throws -> Int {
    guard start > 0 else { return 0 }
    var offset = start
    while offset < end {
      let bytes = try source.bytes(at: offset).prefix(end - offset)
      if bytes.isEmpty { break }
      if let line = bytes.firstIndex(of: UInt8(ascii: "\n")) {
        return offset + line - bytes.startIndex + 1
      }
      offset += bytes.count
    }
    return end
  }
}
