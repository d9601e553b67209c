internal import AgentsModel

extension AgentsError {
  /// The directory of all client logs, or what agents should have below it, is not there.
  func clientLogFailure(_ agents: [String], _ directory: String) -> Failure {
    guard !agents.isEmpty else {
      return Failure(
        code: "client-log-directory-not-found", message: "there is no directory \(directory)",
        hint: "the setting clientLogDir says where the client logs are", exitStatus: .notFound)
    }
    return Failure(
      code: "client-logs-not-found",
      message: "there are no client logs of \(list(agents)) in \(directory)",
      hint: "they come while they are on: \"xcally-agents logs list\" shows for whom",
      exitStatus: .notFound)
  }
}
