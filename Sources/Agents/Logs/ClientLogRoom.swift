internal import AgentsModel
internal import AgentsSystem
internal import SystemPackage

/// The directory of all client logs, with a directory `agent-USERNAME` for each agent who has some.
struct ClientLogRoom {
  private static let prefix = "agent-"
  private let root: PlainDirectory
  /// Is told of what is left alone.
  let tell: @Sendable (Event) -> Void

  /// - Throws: `AgentsError.notFound(.clientLogs)` where there is no such directory.
  init(_ settings: Settings, _ tell: @escaping @Sendable (Event) -> Void) throws {
    self.tell = tell
    let path = FilePath(settings.clientLogDir.text)
    guard try path.isPresent() else {
      throw AgentsError.notFound(.clientLogs(agents: [], directory: path.string))
    }
    root = try PlainDirectory(at: path)
  }

  var path: String { root.path.string }

  /// The name of the agent's directory; no username can make it lead elsewhere.
  static func directoryName(of username: String) -> String { prefix + username }

  /// The agent's directory; nil where there is none.
  func directory(of username: String) throws -> PlainDirectory? {
    let name = Self.directoryName(of: username)
    if try root.entry(name)?.kind == .link {
      throw AgentsError.file(
        .unusable(
          path: root.path.appending(name).string,
          reason: "is a symbolic link, and none is followed here"))
    }
    return try root.directory(name)
  }

  /// The agent's logs; nil where there is no directory.
  func logs(of username: String) throws -> ClientLogs? {
    try directory(of: username).map { try ClientLogs($0) }
  }

  /// The agent's logs, telling of those that are left alone.
  ///
  /// - Throws: `AgentsError.notFound(.clientLogs)` where there are none.
  func existingLogs(of username: String) throws -> ClientLogs {
    let logs = try logs(of: username)
    logs?.leftAlone.forEach { tell(.clientLog($0)) }
    guard let logs, !logs.files.isEmpty else {
      throw AgentsError.notFound(.clientLogs(agents: [username], directory: path))
    }
    return logs
  }

  /// The usernames of all directories that can be an agent's, in order.
  func usernames() throws -> [String] {
    try root.entries { $0.hasPrefix(Self.prefix) }.compactMap { entry in
      guard entry.kind == .directory else { return nil }
      let name = String(entry.name.dropFirst(Self.prefix.count))
      return (try? Username(parsing: name)) == nil ? nil : name
    }
  }
}

/// The log files of one agent, the one last written to at the end.
struct ClientLogs {
  /// A file, as it was when the directory was read.
  struct File {
    let name: LogFileName
    let entry: PlainDirectory.Entry
  }

  let directory: PlainDirectory
  let files: [File]
  /// Names of logs that lead elsewhere, and are left alone.
  let links: [String]
  /// Names of logs that are not UTF-8, and are left alone.
  let foreign: [String]

  init(_ directory: PlainDirectory) throws {
    self.directory = directory
    let listing = try directory.listing { LogFileName($0) != nil }
    let entries = listing.entries.compactMap { entry in
      LogFileName(entry.name).map { File(name: $0, entry: entry) }
    }
    foreign = listing.foreign
    links = entries.filter { $0.entry.kind == .link }.map(\.name.text)
    files = entries.filter { $0.entry.kind == .file }
      .sorted { ($0.entry.modified, $1.name.text) < ($1.entry.modified, $0.name.text) }
  }

  /// Those that are read.
  var newest: [File] { Array(files.suffix(LogBounds.files)) }

  /// Bytes on disk.
  var size: Int { files.reduce(0) { $0 + $1.entry.size } }

  /// What is not read.
  var leftAlone: [ClientLogRemark] {
    let older = files.count - newest.count
    let left = older > 0 ? [ClientLogRemark.olderOnes(directory.path.string, older)] : []
    return left + links.map { .link(directory.path.appending($0).string) } + foreignNames
  }

  /// Names that are not UTF-8 are not used: nothing could name these files.
  var foreignNames: [ClientLogRemark] {
    foreign.map { .foreignName(directory.path.appending($0).string) }
  }
}
