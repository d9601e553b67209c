package import AgentsModel
internal import AgentsStore
internal import AgentsSystem

/// What was removed of the client logs, or would be.
package struct LogPruning: Sendable {
  /// One file.
  package struct File: Sendable {
    /// Whose.
    package let username: String
    /// The name of the file, without its directory.
    package let name: String
    /// Bytes.
    package let size: Int
    /// When it was written last: ISO 8601, UTC.
    package let written: String
  }

  /// The files, by agent.
  package internal(set) var files: [File] = []
  /// Nothing was removed.
  package let isDryRun: Bool
  /// The first thing that could not be read or removed; nil = nothing stood in the way.
  package internal(set) var failure: AgentsError?
}

extension Centre {
  /// Removes old client logs; of an agent whose logs are on the newest file stays.
  ///
  /// - Parameters:
  ///   - usernames: Whose; empty = everybody's, including deleted agents.
  ///   - age: Files whose last change is longer ago.
  ///   - mode: Whether anything is removed.
  package func pruneLogs(
    of usernames: [String] = [], olderThan age: TimeSpan, _ mode: Mode = .apply
  ) throws -> LogPruning {
    let task = OperatorTask("logs prune", usernames, needs: .admin)
    return try perform(task) { session in
      let (agents, logging, settings) = try session.reading().read { reader in
        let logging = try reader.agents(matching: .loggers()).map(\.account.name.text)
        return (try reader.agentsAlsoInBin(usernames), Set(logging), try reader.settings())
      }
      let room = try ClientLogRoom(settings, tell)
      let names = try usernames.isEmpty ? room.usernames() : agents.map(\.account.name.text)
      let limit = clock.now().moment + -age.seconds
      var pruning = LogPruning(isDryRun: mode.isDryRun)
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
