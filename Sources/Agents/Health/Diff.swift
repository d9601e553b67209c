internal import AgentsModel
internal import AgentsStore

extension Centre {
  /// Tells what the database, the files and the running Asterisk do not have in common, and changes nothing.
  ///
  /// Of secrets it tells only that they differ.
  ///
  /// - Throws: `AgentsError.notFound` for agents and queues that there are not; `.asterisk(.unexamined)` where the running
  ///   Asterisk is all that is to be compared, and does not answer.
  public func diff(_ request: DiffRequest = DiffRequest()) async throws -> DiffReport {
    let mode = Mode(.apply, directory: request.directory)
    return try await perform(OperatorTask("diff", needs: .admin, mode)) { session in
      var health = HealthRequest()
      health.directory = request.directory
      health.extent =
        switch request.sides {
        case .everything: .everything
        case .files: .offline
        case .running: .running
        }
      // Each answer is waited for; how many there are depends on what was asked for, and lists of all phones take
      // Asterisk seconds. One that hangs does not even greet.
      (health.patience, health.answerPatience) = (.seconds(3600), .seconds(60))
      let comparison = try Comparison(Examination(session, health), request)
      return try await comparison.report()
    }
  }
}

/// One request to compare.
struct Comparison {
  let facts: Examination
  let request: DiffRequest
  let kinds: [DiffKind]
  /// The agents that are meant; nil = all, telephones included.
  let names: Set<String>?
  let comparesValues: Bool

  init(_ facts: Examination, _ request: DiffRequest) throws {
    (self.facts, self.request) = (facts, request)
    let selection = try request.selection?.understood()
    names = try selection.map { selection in
      try facts.read { try Set($0.identities(selection).map(\.name)) }
    }
    let isMeant: (DiffKind) -> Bool = { kind in
      guard request.kinds.isEmpty else { return request.kinds.contains(kind) }
      // Who names queues or agents means these alone.
      if !request.queues.isEmpty { return kind == .queues }
      return request.selection == nil || ![.queues, .includes].contains(kind)
    }
    kinds = DiffKind.allCases.filter(isMeant)
    comparesValues = request.values ?? (request.selection != nil)
    // A name that is written wrong is told, whoever answers.
    if !request.queues.isEmpty { _ = try queues() }
  }

  func report() async throws -> DiffReport {
    var report = DiffReport()
    if request.sides != .running { report.files = try files() }
    guard request.sides != .files else { return report }
    if let silence = await facts.silence() {
      guard request.sides != .running else { throw AgentsError.asterisk(.unexamined(silence)) }
      report.silence = silence.words
    } else if let silenced = facts.silenced {
      report.silence = silenced
    } else {
      report.running = try await running()
    }
    return report
  }

  /// The phones that are meant, in the order of their internals.
  func endpoints() throws -> [Endpoint] {
    try facts.read { reader in
      if let names { return try reader.endpoints(of: names.sorted()) }
      return try reader.blocks().flatMap { try reader.endpoints(in: $0) }
    }
  }

  /// The voice queues that are meant.
  ///
  /// - Throws: `AgentsError.notFound` for one that there is not.
  func queues() throws -> [VoiceQueue] {
    let known = try facts.read { try $0.runningQueues().map(\.name.name) }
    if let unknown = request.queues.first(where: { !known.contains($0) }) {
      throw AgentsError.notFound(
        .key(unknown, kind: "voice queue", nearest: nearest(to: unknown, in: known)))
    }
    return try facts.read { reader in
      try known.filter { request.queues.isEmpty || request.queues.contains($0) }
        .compactMap { try reader.voiceQueue(named: $0) }
    }
  }
}
