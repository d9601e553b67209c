internal import AgentsModel
internal import AgentsStore
internal import AsteriskConfig

// Whether Asterisk runs what it should.

extension CutOver {
  /// Waits until every phone is known and registered as it was.
  ///
  /// - Parameters:
  ///   - before: What was known and registered.
  ///   - adoption: Its phones and queues must run from our files, too.
  /// - Returns: what phones did by themselves in between.
  /// - Throws: `AgentsError.refused` with what is not as it should be.
  func settle(
    _ driver: Dialect.Driver, since before: RunningCentre, _ adoption: Adoption? = nil
  ) async throws -> [Finding] {
    let deadline = ContinuousClock.now + Self.patience
    while true {
      let changes = try await RunningCentre(driver, asterisk).changes(since: before)
      var wrong = changes.losses
      if wrong.isEmpty, let adoption { wrong = try await differences(adoption, driver) }
      if wrong.isEmpty { return changes.moves.map { Finding(.warning, "adopt.moved", $0) } }
      guard ContinuousClock.now < deadline else {
        throw AgentsError.refused(
          wrong.prefix(20).map { Finding(.error, "adopt.unverified", $0) })
      }
      try await Task.sleep(for: .milliseconds(100))
    }
  }

  private func differences(
    _ adoption: Adoption, _ driver: Dialect.Driver
  ) async throws -> [String] {
    var wrong: [String] = []
    let (endpoints, queues) = try store.read { reader in
      (
        try reader.endpoints(of: reader.names(of: adoption)),
        try reader.queues(of: adoption).compactMap { try reader.voiceQueue(named: $0) }
      )
    }
    let rendering = try AsteriskFiles(session, store, directory: nil).rendering
    for endpoint in endpoints where wrong.count < 20 {
      for object in rendering.objects(of: endpoint)
      where ["peer", "endpoint", "auth"].contains(object.type) {
        wrong += try await differences(object).map { "\(object.name): \($0)" }
      }
    }
    guard !queues.isEmpty else { return wrong }
    let shown = Dictionary(
      QueueListing(try await asterisk.ask("queue show")).queues.map { ($0.name, $0) },
      uniquingKeysWith: { first, _ in first })
    for queue in queues {
      guard let actual = shown[queue.name] else {
        wrong.append("voice:\(queue.name) is not known")
        continue
      }
      let there = Set(actual.members.map(\.interface))
      for member in queue.members where !there.contains("\(driver.technology)/\(member.peer)") {
        wrong.append("voice:\(queue.name) does not have \(member.name)")
      }
    }
    return wrong
  }

  private func differences(_ object: WrittenObject) async throws -> [String] {
    for question in ShownObject.questions(about: object.name, type: object.type) {
      guard let shown = ShownObject(try await asterisk.ask(question), type: object.type) else {
        continue
      }
      return shown.differences(from: object, in: ShownObject.vital)
        .map { $0 == .missing ? "\(object.type) is not there" : "\($0.words) is another" }
    }
    return ["\(object.type) is not known"]
  }
}
