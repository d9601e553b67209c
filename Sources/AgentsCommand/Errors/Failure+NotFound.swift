internal import AgentsModel

extension NotFoundError {
  /// Failures of names that nothing has.
  var failure: Failure {
    switch self {
    case .agents(let names, let inBin):
      Failure(
        code: code, message: noAgent(names),
        hint: inBin.isEmpty
          ? "\"xcally-agents list\" shows them"
          : list(inBin) + (inBin.count == 1 ? " is" : " are")
            + " in the bin: \"xcally-agents restore\" reverts that",
        exitStatus: .notFound)
    case .groups(let missing, let agents, let inBin): groupFailure(missing, agents, inBin)
    case .binned(let names):
      Failure(
        code: code, message: "\(noAgent(names)) in the bin",
        hint: "\"xcally-agents list --state deleted\" shows who is", exitStatus: .notFound)
    case .key(let key, let kind, let nearest):
      Failure(
        code: code, message: "there is no \(kind) \(quoted(key))",
        hint: nearest.map { "did you mean \($0)?" }, exitStatus: .data)
    case .run(let number):
      Failure(
        code: code,
        message: number.map { "there is no run \($0)" }
          ?? "no run of yours is known, so there is nothing to undo",
        hint: "\"xcally-agents audit runs\" shows all", exitStatus: .notFound)
    case .clientLogs(let agents, let directory): clientLogFailure(agents, directory)
    }
  }

  /// Everything unknown in one sentence, also agents that are named beside groups.
  private func groupFailure(
    _ missing: [Group], _ agents: [String], _ inBin: [String]
  ) -> Failure {
    let names = agents.map { "agent \($0)" } + missing.map { "\($0.kind) \($0.name)" }
    let kind = missing.first?.kind ?? ""
    let near = missing.compactMap(\.nearest)
    return Failure(
      code: code,
      message: "there is no " + list(names, "or", most: .max),
      hint: near.isEmpty
        ? "\"xcally-agents \(kind) list\" shows them" : "did you mean \(list(near))?",
      exitStatus: .notFound)
  }

  /// The directory of all client logs, or what agents should have below it, is not there.
  private func clientLogFailure(_ agents: [String], _ directory: String) -> Failure {
    guard !agents.isEmpty else {
      return Failure(
        code: code, message: "there is no directory \(directory)",
        hint: "the setting clientLogDir says where the client logs are", exitStatus: .notFound)
    }
    return Failure(
      code: code,
      message: "there are no client logs of \(list(agents)) in \(directory)",
      hint: "they come while they are on: \"xcally-agents logs list\" shows for whom",
      exitStatus: .notFound)
  }
}

/// `no agent a`, `no agents a and b`.
private func noAgent(_ names: [String]) -> String {
  (names.count == 1 ? "there is no agent " : "there are no agents ") + list(names, most: .max)
}
