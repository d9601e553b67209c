public import AgentsModel
internal import AgentsStore
internal import AgentsSystem

/// What was removed of the client logs, or would be.
public struct LogPruning: Sendable {
  /// One file.
  public struct File: Sendable {
    /// Whose.
    public let username: String
    /// The name of the file, without its directory.
    public let name: String
    /// Bytes.
    public let size: Int
    /// When it was written last: ISO 8601, UTC.
    public let written: String
  }

  /// The files, by agent.
  public internal(set) var files: [File] = []
  /// How many agents were selected; nil = everybody was meant.
  public let selected: Int?
  /// Nothing was removed.
  public let isDryRun: Bool
  /// The first thing that could not be read or removed; nil = nothing stood in the way.
  public internal(set) var failure: AgentsError?
}

extension Centre {
  /// Removes old client logs; of an agent whose logs are on the newest file stays.
  ///
  /// - Parameters:
  ///   - who: Whose; nil = everybody's, including deleted agents.
  ///   - age: Files whose last change is longer ago.
  ///   - mode: Whether anything is removed.
  public func pruneLogs(
    of who: Selection? = nil, olderThan age: TimeSpan, _ mode: Mode = .apply
  ) throws -> LogPruning {
    let task = OperatorTask("logs prune", who?.words ?? [], needs: .admin)
    return try perform(task) { session in
      let store = try session.reading()
      let meant = try who?.understood()
      let (chosen, logging, settings) = try store.read { reader in
        let logging = try reader.agents(matching: .loggers()).map(\.account.name.text)
        return (
          try meant.map { try reader.usernames(ofLogs: $0) }, Set(logging), try reader.settings()
        )
      }
      var pruning = LogPruning(selected: chosen?.count, isDryRun: mode.isDryRun)
      guard chosen?.isEmpty != true else { return pruning }
      let room = try ClientLogRoom(settings, tell)
      let names = try chosen ?? room.usernames()
      let limit = clock.now().moment + -age.seconds
      for name in names {
        // An unreadable directory must not stop the pruning of others.
        do {
          pruning.files += try room.files(
            of: name, before: limit, keepsNewest: logging.contains(name))
        } catch { pruning.failure = pruning.failure ?? .from(error) }
      }
      defer { if let failure = pruning.failure { _ = session.refused(failure) } }
      guard !mode.isDryRun else { return pruning }
      // Files are removed only once that is in the audit trail.
      if !pruning.files.isEmpty { try session.record(session.entries(pruning.files)) }
      pruning.files.removeAll { file in
        do {
          try room.directory(of: file.username)?.remove(file.name)
          return false
        } catch {
          pruning.failure = pruning.failure ?? .from(error)
          return true
        }
      }
      return pruning
    }
  }
}

extension Session {
  /// A row of the audit trail for each agent.
  fileprivate func entries(_ files: [LogPruning.File]) -> [AuditEntry] {
    Dictionary(grouping: files, by: \.username).sorted { $0.key < $1.key }.map { name, files in
      let names = JSON.array(files.map { .string($0.name) })
      return auditEntry(task.name, name, .object([("files", names)]))
    }
  }
}

extension ClientLogRoom {
  fileprivate func files(
    of name: String, before limit: Moment, keepsNewest: Bool
  ) throws -> [LogPruning.File] {
    guard let logs = try logs(of: name) else { return [] }
    logs.foreignNames.forEach { tell(.clientLog($0)) }
    return logs.files.dropLast(keepsNewest ? 1 : 0)
      .filter { $0.entry.modified.moment < limit }
      .map {
        LogPruning.File(
          username: name, name: $0.name.text, size: $0.entry.size,
          written: $0.entry.modified.iso8601)
      }
  }
}
