/// What a verb needs of who runs it.
package enum Need: String, CaseIterable, Sendable {
  case read, edit, delete
  /// What only an admin may do.
  case admin
}

/// What the person at the keyboard may do.
package enum Authority: Equatable, Sendable {
  /// An admin; or anybody at all as long as no operator is named.
  case everything
  /// What the operator's permission allows, on the agents of the operator's queues.
  case limited(Grant)
  /// Operators are named, and this is none of them.
  case nothing

  /// - Parameters:
  ///   - known: The operator of the person's login; nil when there is none of it.
  ///   - isAnyKnown: There are operators.
  ///   - isRoot: Root itself, which no sudo(8) stands behind: the jobs of the machine, logins through
  ///     PAM, and the way back when all operators are gone. Root can write the file anyway.
  package init(_ known: Grant?, isAnyKnown: Bool, isRoot: Bool) {
    if isRoot || !isAnyKnown {
      self = .everything
    } else if let known {
      self = known.role == .admin ? .everything : .limited(known)
    } else {
      self = .nothing
    }
  }

  package func allows(_ need: Need) -> Bool {
    switch self {
    case .everything: true
    case .limited(let grant): grant.permission.allows(need)
    case .nothing: false
    }
  }
}

/// The vendor's roles: an admin may do everything, a user what the permission says.
package enum OperatorRole: String, Choice {
  case admin, user
}

/// The vendor's four: Read, Read & Edit, Read & Delete, Read, Edit & Delete.
package enum OperatorPermission: String, Choice {
  case read, edit, delete, full

  package func allows(_ need: Need) -> Bool {
    switch need {
    case .read: true
    case .edit: self == .edit || self == .full
    case .delete: self == .delete || self == .full
    case .admin: false
    }
  }

  /// The least permission that allows what this one does, and `need` too; nil when none does.
  package func extended(by need: Need) -> OperatorPermission? {
    [self, .edit, .delete, .full].first { wider in
      wider.allows(need) && Need.allCases.allSatisfy { !allows($0) || wider.allows($0) }
    }
  }
}
