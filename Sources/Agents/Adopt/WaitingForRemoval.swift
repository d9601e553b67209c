internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import AsteriskConfig
internal import SystemPackage

extension Session {
  /// Waits until the centre's own files have nothing any more that is held, and nobody writes them.
  ///
  /// Nothing is changed or locked until then.
  ///
  /// - Throws: `AgentsError.bulk(.interrupted)` when that is given up; at once what would be in the way afterwards.
  func waitForRemoval(_ directory: FilePath, _ wait: AdoptionWait, _ store: Store) async throws {
    let settings = try store.read { try $0.settings() }
    try await CutOver(self, store, directory, ownFiles(in: directory, settings)).checkPlace()
    let deadline = ContinuousClock.now + .seconds(wait.minutes * 60)
    var (seen, told) = (Signature(), 0)
    while ContinuousClock.now < deadline {
      let own = ownFiles(in: directory, settings)
      let held = try store.read { try $0.held(own, at: centre.clock.now().moment) }
      let remaining = held.reduce(0) { $0 + $1.remainingCount }
      let now = Signature(own)
      // A program that writes several files is not done with the first one.
      if remaining == 0, now == seen || held.isEmpty { return }
      if remaining != told, remaining > 0 { centre.tell(.adoptionWaits(remaining: remaining)) }
      (seen, told) = (now, remaining)
      // Reading the files costs more than looking whether they changed.
      repeat {
        guard !wait.isGivenUp() else { throw AgentsError.bulk(.interrupted) }
        try await Task.sleep(for: Self.pause)
      } while remaining > 0 && now == now.again() && ContinuousClock.now < deadline
    }
  }

  private static let pause = Duration.milliseconds(500)
}

/// The times of files, which tell whether somebody wrote them.
private struct Signature: Equatable {
  private var times: [String: WallTime] = [:]
  private var paths: [String] = []

  init() {}

  /// Of the files that have phones and queues.
  init(_ own: OwnFiles) {
    let names =
      Dialect.Driver.allCases.flatMap(\.phoneFiles) + [FileKind.queues.includedBy]
    self.init(names.flatMap { own.tree($0).files })
  }

  private init(_ paths: [String]) {
    self.paths = paths
    for path in paths { times[path] = try? FilePath(path).modified() }
  }

  /// The same files now.
  func again() -> Signature { Signature(paths) }
}
