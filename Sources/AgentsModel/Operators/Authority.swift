/// What a command needs of the person who runs it.
public enum Need: String, CaseIterable, Sendable {
  /// To look.
  case read
  /// To change.
  case edit
  /// To put into the bin, and beyond.
  case delete
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
  /// To look.
  case read
  /// To look and change.
  case edit
  /// To look and delete.
  case delete
  /// To look, change and delete.
  case full

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
