public import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import SystemPackage

/// The client logs of one agent.
public struct ClientLogSheet: Sendable {
  /// What lies on the disk.
  public struct Files: Sendable {
    /// How many files.
    public let count: Int
    /// Their bytes.
    public let size: Int
    /// When the last of them was written: ISO 8601, UTC; nil without a file.
    public let written: String?
    /// The last line of that file.
    public let lastLine: String?
  }

  /// The username.
  public let name: String
  /// nil = the logs are off.
  public let level: ClientLogLevel?
  /// nil = they cannot be read.
  public let files: Files?
}

/// The agents whose client logs are on or have files, and which files exist.
public struct ClientLogListing: Sendable {
  /// By username: who has them on, and who has files.
  public internal(set) var sheets: [ClientLogSheet] = []
  /// Names of directories of whom there is no agent.
  public internal(set) var strangers: [String] = []
  /// The first thing that could not be read; nil = everything was.
  public internal(set) var failure: AgentsError?
}

extension Centre {
  /// Lists the agents whose client logs are on or have files, and which files exist.
  ///
  /// - Parameter who: These agents alone; nil = everybody, and directories of whom there is no agent.
  public func clientLogs(of who: Selection? = nil) throws -> ClientLogListing {
    try perform(OperatorTask("logs list", who?.words ?? [])) { session in
      let store = try session.reading()
      let meant = try who?.understood()
      var (loggers, chosen, settings) = try store.read { reader in
        (
          try reader.loggers(), try meant.map { try Set(reader.usernames(ofLogs: $0)) },
          try reader.settings()
        )
      }
      // A missing directory is an error only if some agent's logs are on; it is thrown at the end.
      let room = Result { try ClientLogRoom(settings, tell) }
      var listing = ClientLogListing()
      if let room = try? room.get() {
        listing.strangers = try addFormer(&loggers, room, store)
      }
      if let chosen {
        // Who is in the bin is nobody's to the others.
        loggers += listing.strangers.map { ($0, nil) }
        loggers.removeAll { !chosen.contains($0.name) }
        listing.strangers = []
      }
      if !loggers.isEmpty, case .failure(let error) = room { listing.failure = .from(error) }
      for (name, level) in loggers.sorted(by: { $0.name < $1.name }) {
        var files: ClientLogSheet.Files?
        do {
          let logs = try room.get().logs(of: name)
          logs?.foreignNames.forEach { tell(.clientLog($0)) }
          files = try ClientLogSheet.Files(logs, tell)
        } catch {
          listing.failure = listing.failure ?? .from(error)
        }
        listing.sheets.append(ClientLogSheet(name: name, level: level, files: files))
      }
      return listing
    }
  }

  /// Adds agents who have files and do not log.
  ///
  /// - Returns: names with a directory of whom there is no agent.
  private func addFormer(
    _ loggers: inout Loggers, _ room: ClientLogRoom, _ store: Store
  ) throws -> [String] {
    let known = Set(loggers.map { $0.name.lowercased() })
    let others = try room.usernames().filter { name in
      guard !known.contains(name.lowercased()) else { return false }
      // An unreadable directory is listed too, and reported at the end.
      let logs = try? room.logs(of: name)
      guard let logs else { return true }
      return !logs.files.isEmpty || !logs.foreign.isEmpty
    }
    let (found, missing) = try store.read { try $0.agents(named: others) }
    loggers += found.map { ($0.account.name.text, nil) }
    // A limited operator must not see directories of other agents.
    return store.isLimited ? [] : missing
  }

  /// The name of the directory of an agent's client logs, below the setting `clientLogDir`.
  package static func clientLogDirectory(of username: String) -> String {
    ClientLogRoom.directoryName(of: username)
  }
}

/// Who logs at which level; nil = off.
private typealias Loggers = [(name: String, level: ClientLogLevel?)]

extension StoreReader {
  /// The usernames of a selection, those that are only in the bin included.
  func usernames(ofLogs who: Selection) throws -> [String] {
    if case .named(let names) = who {
      return try agentsAlsoInBin(names).map(\.account.name.text)
    }
    return try identities(who).map(\.name)
  }

  fileprivate func loggers() throws -> Loggers {
    try agents(matching: .loggers()).map { ($0.account.name.text, $0.clientLogs.level) }
  }
}

extension AgentSelection {
  /// Agents whose client logs are on.
  static func loggers() throws -> AgentSelection {
    var selection = AgentSelection()
    selection.conditions = [try Condition("clientLogs=true")]
    return selection
  }
}

extension AgentsError {
  /// Whatever went wrong, as an error of this product.
  static func from(_ error: any Error) -> AgentsError {
    AgentsError(any: error) ?? .unexpected(String(describing: error))
  }
}

extension ClientLogSheet.Files {
  fileprivate init(_ logs: ClientLogs?, _ tell: (Event) -> Void) throws {
    self.init(
      count: logs?.files.count ?? 0, size: logs?.size ?? 0,
      written: logs?.files.last?.entry.modified.iso8601, lastLine: try logs?.lastLine(tell))
  }
}

extension ClientLogs {
  /// The most that is read for the last line, in bytes.
  private static let reach = 4096

  /// The last line of the file last written to.
  fileprivate func lastLine(_ tell: (Event) -> Void) throws -> String? {
    guard let last = files.last, let file = try directory.file(last.name.text) else { return nil }
    var end: [UInt8] = []
    if last.name.isCompressed {
      let limit = LogBounds.lastLine
      let outcome = try Gunzip.unpack(file, limit: limit) { piece in
        end = Array((end + piece).suffix(Self.reach))
      }
      guard outcome != .limited else {
        tell(.clientLog(.withoutLastLine(file.path.string, bytes: limit)))
        return nil
      }
    } else {
      let size = try file.size()
      end = try file.bytes(in: max(0, size - Self.reach)..<size)
    }
    let lines = end.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    return lines.last.map { String(decoding: $0, as: UTF8.self) }
  }
}
