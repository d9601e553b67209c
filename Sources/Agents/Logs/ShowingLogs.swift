package import AgentsModel
internal import AgentsStore
package import AgentsSystem
internal import SystemPackage

extension Centre {
  /// Gives the entries of an agent's client logs one by one, all files as one.
  ///
  /// - Parameters:
  ///   - username: Whose; the agent may be in the bin.
  ///   - filter: Which entries.
  ///   - last: So many of the last ones; nil = all.
  ///   - wait: Waits for more, and says whether to go on; nil = what is written later is not shown.
  ///   - entry: Gets the entries in the order of their times.
  ///   - pause: Is called when nothing more is there for now.
  /// - Throws: `AgentsError.notFound(.clientLogs)`.
  package func showLogs(
    of username: String, _ filter: LogFilter, last: Int?, following wait: (() -> Bool)? = nil,
    entry: (LogEntry) throws -> Void, pause: () throws -> Void = {}
  ) throws {
    try perform(OperatorTask("logs show", [username])) { session in
      let (agent, settings) = try session.reading().read { reader in
        (try reader.agentsAlsoInBin([username]), try reader.settings())
      }
      // The stored name, which is one, and not the word that was written.
      let name = agent.first?.account.name.text ?? username
      let room = try ClientLogRoom(settings, tell)
      let logs = try room.existingLogs(of: name)
      let budget = LogBudget(tell)
      let sources = logs.newest.map { LogSource($0, in: logs.directory, budget, tell) }
      let read = try show(sources, last, filter, isFollowed: wait != nil, entry)
      guard let wait else { return }
      try pause()
      var follower = LogFollower(room, name)
      for (source, log) in zip(sources, read) { try follower.follow(source, log) }
      while wait() {
        for one in try follower.news() where filter.shows(one) { try entry(one) }
        try pause()
      }
    }
  }

  /// - Returns: for each source how far it has been read; nil for those of which nothing is shown.
  private func show(
    _ sources: [LogSource], _ last: Int?, _ filter: LogFilter, isFollowed: Bool,
    _ write: (LogEntry) throws -> Void
  ) throws -> [ForwardLog?] {
    let offsets = try LogTail.offsets(in: sources.map(\.tail), lines: last, filter)
    let shown = offsets.indices.filter { offsets[$0] != nil }
    var merge = try LogMerge(
      try shown.map { try sources[$0].log(from: offsets[$0] ?? 0) }, isWhole: isFollowed)
    while let entry = try merge.next() {
      if filter.shows(entry) { try write(entry) }
    }
    var read = [ForwardLog?](repeating: nil, count: sources.count)
    for (index, log) in zip(shown, merge.logs) { read[index] = log }
    return read
  }

  /// Packs client logs into an archive, secrets masked.
  ///
  /// - Parameters:
  ///   - who: Whose; every one that is named must have logs, of others those are left out who have none.
  ///   - path: The archive, made as a whole for its owner alone; nil = `stream` writes it.
  ///   - program: What packs it, with its version.
  ///   - stream: Gives an output to the function that packs.
  /// - Returns: what was packed; nothing was, where no agent matches.
  /// - Throws: `AgentsError.notFound(.clientLogs)`.
  package func bundleLogs(
    of who: Selection, to path: String?, by program: String,
    stream: ((StandardOutput) throws -> BundleSummary) throws -> BundleSummary
  ) throws -> BundleSummary {
    try perform(OperatorTask("logs bundle", who.words)) { session in
      let store = try session.reading()
      let meant = try who.understood()
      var isNamed = false
      if case .named = meant { isNamed = true }
      let (agents, settings) = try store.read { reader in
        let names = try reader.usernames(ofLogs: meant)
        return (try reader.agentsAlsoInBin(names), try reader.settings())
      }
      guard !agents.isEmpty else { return BundleSummary() }
      if let path { try PrivateFile.check(FilePath(path)) }
      let room = try ClientLogRoom(settings, tell)
      let all = try agents.map { agent in
        (agent, try room.logs(of: agent.account.name.text))
      }
      let some = all.filter { $0.1?.files.isEmpty == false }
      let logs = isNamed || some.isEmpty ? all : some
      for (_, logs) in logs { logs?.leftAlone.forEach { tell(.clientLog($0)) } }
      let missing = logs.filter { $0.1?.files.isEmpty != false }.map(\.0.account.name.text)
      guard missing.isEmpty else {
        throw AgentsError.notFound(.clientLogs(agents: missing, directory: room.path))
      }
      func pack(_ target: StandardOutput) throws -> BundleSummary {
        var bundle = LogBundle(to: TarWriter(to: try GzipWriter(to: target)), by: program, tell)
        for case (let agent, let logs?) in logs { try bundle.add(agent, logs) }
        return try bundle.finish()
      }
      guard let path else { return try stream(pack) }
      return try PrivateFile.replace(at: FilePath(path), writing: pack)
    }
  }
}
