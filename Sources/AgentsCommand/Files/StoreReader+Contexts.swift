internal import AgentsModel
internal import AgentsStore

extension StoreReader {
  /// Warns of agents who have a context that this program writes: given before that was refused.
  func agentsInGeneratedContexts() throws -> [Finding] {
    try ContextName.generated.compactMap { name in
      var selection = AgentSelection()
      selection.conditions = [try Condition("context=\(name)")]
      let agents = try agents(matching: selection).map(\.account.name.text)
      guard !agents.isEmpty else { return nil }
      let shown = agents.prefix(3).joined(separator: ", ") + (agents.count > 3 ? "…" : "")
      return Finding(
        .warning, "context.generated", field: "context",
        "\(AgentsCommand.count(agents.count, "agent")) (\(shown)) may dial what is for supervisors or internals alone: "
          + "\(name) is a context that this program writes",
        hint: "xcally-agents edit --where context=\(name) --set context=\(ContextNameRule.initial)")
    }
  }
}
