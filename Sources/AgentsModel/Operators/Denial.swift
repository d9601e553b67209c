/// Why an operator may not do something.
public enum Denial: Equatable, Sendable {
  /// The login and the account that sudo(8) names contradict each other.
  case uncertain
  /// The login is of no operator.
  case stranger(login: String)
  /// The permission does not suffice for the verb.
  case permission(login: String, verb: String, needs: Need, has: OperatorPermission)
  /// Only an admin may.
  case notAdmin(login: String, verb: String)
  /// Only an admin may have a file written or another database opened as root.
  case notAdminForFiles(login: String, verb: String)
  /// Only an admin may set these fields, or these values of them; `hints` name the bounds.
  case fields(login: String, [String], hints: [String])
  /// Queues that are not the operator's. Whether they exist is not told.
  case queues(login: String, [String], own: [String])
  /// A new agent would not be in any queue of the operator.
  case queueNeeded(login: String, own: [String])

  /// Kebab case; never changes.
  public var code: String {
    switch self {
    case .uncertain: "operator-uncertain"
    case .stranger: "operator-unknown"
    case .permission: "operator-permission"
    case .notAdmin, .notAdminForFiles, .fields: "operator-not-admin"
    case .queues, .queueNeeded: "operator-queue"
    }
  }

  /// Why, in one sentence: in the audit trail, too.
  public var message: String {
    switch self {
    case .uncertain: "SUDO_USER and SUDO_UID do not name one account"
    case .stranger(let login): "\(login) is not an operator"
    case .permission(let login, let verb, let need, _):
      "\(quoted(verb)) needs the permission to \(need.rawValue), which \(login) does not have"
    case .notAdmin(let login, let verb):
      "\(quoted(verb)) is for admins, and \(login) is not one"
    case .notAdminForFiles(let login, let verb):
      "\(quoted(verb)) with a file, directory or database of choice is for admins when it runs "
        + "as root through sudo, and \(login) is not one"
    case .fields(let login, let keys, let hints):
      "\(list(keys)) \(keys.count == 1 ? "is" : "are") for admins to set"
        + "\(hints.isEmpty ? "" : " like that"), and \(login) is not one"
    case .queues(let login, let names, _):
      names.count == 1
        ? "\(names[0]) is not a queue of \(login)" : "\(list(names)) are not queues of \(login)"
    case .queueNeeded(let login, _): "\(login) may create agents only in own queues"
    }
  }
}
