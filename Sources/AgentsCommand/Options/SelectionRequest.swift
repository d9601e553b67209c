internal import AgentsModel
internal import AgentsStore

/// A selection with the names of groups and agents as they were typed.
struct SelectionRequest {
  /// Everything but the names.
  var selection: AgentSelection
  /// These agents alone; empty = any.
  var usernames: [String] = []
  var queues: [QueueName] = []
  var teams: [String] = []
  var profiles: [String] = []

  init(_ selection: AgentSelection) { self.selection = selection }

  /// The selection with ids in place of names.
  ///
  /// - Throws: `AgentsError.groupsNotFound` or `.agentsNotFound` with every unknown name.
  func resolved(by reader: StoreReader) throws -> AgentSelection {
    var lookup = Lookup(reader)
    var selection = selection
    selection.queues = try lookup.queues(queues).map(\.id)
    selection.teams = try lookup.groups(.team, teams).map(\.id)
    selection.profiles = try lookup.groups(.profile, profiles).map(\.id)
    try lookup.groups(in: selection.conditions)
    if !usernames.isEmpty { selection.ids = try lookup.agents(usernames, []).map(\.id) }
    try lookup.check()
    return selection
  }
}
