internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import SystemPackage

/// Which files are looked at.
public enum FileScope: Sendable {
  /// Those that a stored change made stale.
  case pending
  /// Those, and every file that is not as it was written. A file with the size, time and number that it had when its
  /// contents were right is not read again.
  case damaged
  /// All, and of each the contents.
  case all
}

/// What became of the files, and what stands in the centre's own.
public struct ApplyReport: Sendable {
  /// What became of the files.
  public let files: FileReport
  /// What stands both in our files and in those that the centre writes itself, and what else should be
  /// known of the directory.
  public let findings: InstallationFindings
  /// How many agents were deleted permanently, because they were longer in the bin than `binDays` says.
  public internal(set) var purged = 0
}

extension Centre {
  /// Writes the files for Asterisk that are not up to date, and tells Asterisk.
  ///
  /// - Parameters:
  ///   - scope: Which files are looked at.
  ///   - force: Files that were edited by hand are overwritten too; a copy is kept beside them.
  ///   - retire: A change of the setting `asteriskDriver` is finished, whatever Asterisk includes.
  ///   - reload: Asterisk is told of all files, whether it was told before or not, and whatever the setting
  ///     `asteriskReload` says.
  ///   - mode: `.dryRun` tells what would change in the files; a directory is for this run only, as a preview.
  public func apply(
    _ scope: FileScope = .damaged, force: Bool = false, retire: Bool = false, reload: Bool = false,
    _ mode: Mode = .apply
  ) async throws -> ApplyReport {
    let directory = mode.directory
    return try await perform(OperatorTask("apply", needs: .admin, mode)) { session in
      guard !mode.isDryRun else {
        let files = try AsteriskFiles(session, session.reading(), directory: directory)
        return ApplyReport(
          files: try await files.preview(scope, force: force),
          findings: try files.installationFindings())
      }
      let store = try session.changing()
      try await session.recoverAdoption(store)
      // A preview changes no agent.
      var purged = 0
      if directory == nil {
        try session.endLocks("apply", in: store)
        purged = try await session.purgeBin(store)
      }
      let files = try AsteriskFiles(session, store, directory: directory)
      let report = try await files.apply(
        scope, force: force, retires: retire, reloads: reload)
      // `apply` stores no change, so a failure counts as a refusal.
      if case .asterisk(.notApplied(_, let cause))? = report.failure { _ = session.refused(cause) }
      return ApplyReport(
        files: report, findings: try files.installationFindings(hasFiles: report.failure == nil),
        purged: purged)
    }
  }

  /// Tells how a centre is set up, and what is still to be done; writes nothing, and asks no Asterisk.
  ///
  /// - Parameter directory: A directory to look at in place of the setting, for this run only.
  public func status(directory: String? = nil) async throws -> FileStatus {
    let mode = Mode(.apply, directory: directory)
    return try await perform(OperatorTask("status", needs: .admin, mode)) { session in
      var request = HealthRequest()
      (request.extent, request.directory) = (.offline, directory)
      let examination = try Examination(session, request)
      return try examination.files.status(await examination.report(request.checks()))
    }
  }
}

extension Session {
  /// Deletes the agents permanently that are longer in the bin than the setting `binDays` says.
  ///
  /// - Returns: how many.
  fileprivate func purgeBin(_ store: Store) async throws -> Int {
    let days = try store.read { try $0.settings() }.binDays.value
    guard days > 0 else { return 0 }
    var query = AgentQuery()
    query.states = [.deleted]
    query.conditions = [try Condition("deletedAt<-\(days)d", now: centre.clock.now().moment)]
    let old = Selection.matching(query)
    guard try !store.read({ try $0.identities(old).isEmpty }) else { return 0 }
    let report = try await changeEach(
      task.name, .storeOnly, in: store, .named([]), choose: { try $0.identities(old).map(\.id) },
      plan: { agent, _, _ in
        AgentChange(action: .remove, plan: AgentPlan(old: agent, new: agent))
      })
    return report.outcomes.count
  }

  /// Writes the files that are out of date and reloads Asterisk, after every change.
  ///
  /// Errors are in the report: the change is stored already, and must be reported.
  ///
  /// - Parameter asks: The running Asterisk is asked for its version, whatever was seen before.
  /// - Returns: nil when the mode says that nothing is to be written.
  func bringFilesUpToDate(
    _ mode: Mode, _ store: Store, asks: Bool = false
  ) async -> FileReport? {
    guard mode.extent == .apply else { return nil }
    do {
      try await recoverAdoption(store.whole)
      return try await AsteriskFiles(self, store, directory: mode.directory).apply(asks: asks)
    } catch {
      var report = FileReport(directory: mode.directory ?? "", isElsewhere: true)
      report.failure = .asterisk(
        .notApplied(
          files: [], cause: AgentsError(any: error) ?? .unexpected(String(describing: error))))
      return report
    }
  }
}
