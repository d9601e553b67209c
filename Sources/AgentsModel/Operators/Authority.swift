/// What a command needs of the person who runs it.
public enum Need: String, CaseIterable, Sendable {
  case read, edit, delete
  /// Only an admin may do it.
  case admin
}

/// What the person who runs the program may do.
package enum Authority: Equatable, Sendable {
  /// An admin, or anybody while no operator exists.
  case everything
  /// A user: what the permission allows, on agents of the user's queues.
  case limited(Grant)
  /// Not an operator, although operators exist.
  case nothing

  /// - Parameters:
  ///   - known: The operator with the person's login; nil when there is none.
  ///   - isAnyKnown: Whether any operator exists.
  ///   - isRoot: Root itself, not through sudo(8): scheduled jobs, logins through PAM, and recovery
  ///     when no operator can log in. Root can write the database anyway.
  package init(_ known: Grant?, isAnyKnown: Bool, isRoot: Bool) {
    if isRoot || !isAnyKnown {
      self = .everything
    } else if let known {
      self = known.role == .admin ? .everything : .limited(known)
    } else {
      self = .nothing
    }
  }

  /// Whether this suffices for what a command needs.
  package func allows(_ need: Need) -> Bool {
    switch self {
    case .everything: true
    case .limited(let grant): grant.permission.allows(need)
    case .nothing: false
    }
  }
}

/// The vendor's roles: an admin may do everything, a user what the permission allows.
public enum OperatorRole: String, Choice {
  case admin, user
}

/// The vendor's four permissions: Read; Read & Edit; Read & Delete; Read, Edit & Delete.
public enum OperatorPermission: String, Choice {
  case read, edit, delete, full

  /// Whether this suffices for what a command needs.
  package func allows(_ need: Need) -> Bool {
    switch need {
    case .read: true
    case .edit: self == .edit || self == .full
    case .delete: self == .delete || self == .full
    case .admin: false
    }
  }

  /// The smallest permission that allows both what this one does and `need`; nil when none does.
  package func extended(by need: Need) -> OperatorPermission? {
    [self, .edit, .delete, .full].first { wider in
      wider.allows(need) && Need.allCases.allSatisfy { !allows($0) || wider.allows($0) }
    }
  }
}

/// Why an operator may not do something.
public enum Denial: Equatable, Sendable {
  /// The login and the account that sudo(8) names contradict each other.
  case uncertain
  case stranger(login: String)
  /// The permission does not suffice.
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
}
