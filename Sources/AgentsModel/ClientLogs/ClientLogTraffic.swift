extension AgentPlan {
  /// The agent's desktop begins to write its log to the server.
  package var turnsClientLogsOn: Bool {
    new.clientLogs.enabled && !(old?.clientLogs.enabled ?? false)
  }
}

extension Finding {
  /// Told once of a request, for however many agents: the vendor's page warns of it.
  package static let clientLogTraffic = Finding(
    .warning, "clientLogs.traffic", field: "clientLogs", "client logs cause high traffic",
    hint: "\"xcally-agents logs disable\" when they are not needed any more")
}
