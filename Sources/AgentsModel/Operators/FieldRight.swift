/// Who may give a field of an agent another value.
///
/// A user may set what concerns only the agents of the user's queues: with the right to set their
/// passwords, the user could log in as them anyway. Only an admin may set what affects calls of
/// others or other machines. `docs/operators.md` has the reasons.
package enum FieldRight: Sendable {
  case own
  case admin
  /// A user may set values within bounds, which settings define.
  case bounded(Bound)

  /// The bounds of the values that a user may set.
  package struct Bound: Sendable {
    /// Whether the agent's value is within the bounds.
    let holds: @Sendable (Agent, Settings) -> Bool
    /// Says what the bounds are, for the refusal.
    let hint: @Sendable (Settings) -> String
  }
}

extension FieldRight.Bound {
  /// A context that the setting `agentContexts` lists.
  static let toListedContexts = Self(
    holds: { $1.agentContexts.words.contains($0.voice.context.text) },
    hint: { settings in
      let words = settings.agentContexts.words
      return words.isEmpty
        ? "the setting agentContexts, which lists contexts for others, is empty"
        : "the setting agentContexts has \(words.joined(separator: ", ")) for others"
    })

  /// An internal that is not below the setting `minInternal`.
  ///
  /// The numbers below it are dialled by everybody: emergency calls, the centre's services, trunks.
  static let fromMinimum = Self(
    holds: { Int($0.account.internalNumber.text) ?? 0 >= $1.minInternal.value },
    hint: { "others take internals from \($0.minInternal.text) on (setting minInternal)" })
}

extension Field {
  /// Whether `--set` can give it a value; other fields belong to the program or to a command of
  /// their own.
  package var isSettable: Bool {
    switch access {
    case .editable, .fixed, .clearOnly: true
    case .readOnly, .relation, .computed: false
    }
  }
}

extension AgentPlan {
  /// The changes of the plan that a user may not make; nil when all are allowed.
  ///
  /// Only changes count, because the operator did not set the values that are already there.
  package func denial(for grant: Grant, _ settings: Settings) -> Denial? {
    var (keys, hints): ([String], [String]) = ([], [])
    // Memberships have no right of a field: what a user may do with groups is asked elsewhere.
    for field in changes.map(\.field) where field.isSettable || field.right != nil {
      switch field.right {
      case .own: continue
      case .bounded(let bound):
        guard !bound.holds(new, settings) else { continue }
        hints.append(bound.hint(settings))
      // A field without a right is an admin's.
      case .admin, nil: break
      }
      keys.append(field.key)
    }
    return keys.isEmpty ? nil : .fields(login: grant.login.text, keys, hints: hints)
  }
}
