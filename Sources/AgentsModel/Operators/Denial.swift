/// Why somebody may not do something; everything else of it stands in the request.
package enum Denial: Equatable, Sendable {
  /// The login of root and that behind sudo(8) do not make one account.
  case uncertain
  case stranger(login: String)
  /// The permission does not reach.
  case permission(login: String, verb: String, needs: Need, has: OperatorPermission)
  /// Only an admin may.
  case notAdmin(login: String, verb: String)
  /// Only an admin may have a file written or another database opened as root.
  case notAdminForFiles(login: String, verb: String)
  /// These fields of agents are an admin's to set, or within bounds; `hints` say which.
  case fields(login: String, [String], hints: [String])
  /// Queues that are not the operator's, whether there are such queues or not.
  case queues(login: String, [String], own: [String])
  /// A new agent would come into no queue of the operator.
  case queueNeeded(login: String, own: [String])
}
