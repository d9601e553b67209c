/// Who may give a field of an agent another value.
///
/// An operator of role user works on the agents of own queues. What is an agent's own matter is the
/// operator's too, who may set the agent's password and so be that agent anyway; what reaches further, to
/// others' calls or other machines, is an admin's. `docs/operators.md` has the reasons.
package enum FieldRight: Sendable {
  case own
  case admin
  /// The operator's within bounds that settings draw.
  case bounded(Bound)

  package struct Bound: Sendable {
    /// Whether the value that an agent has is within.
    let holds: @Sendable (Agent, Settings) -> Bool
    /// What is within, for who is refused.
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
  /// Below it are the numbers that everybody dials: emergency calls, the centre's services, trunks.
  static let fromMinimum = Self(
    holds: { Int($0.account.internalNumber.text) ?? 0 >= $1.minInternal.value },
    hint: { "others take internals from \($0.minInternal.text) on (setting minInternal)" })
}

extension Field {
  /// Whether an operator sets it at all, and not the program or a verb of its own.
  package var isSettable: Bool {
    switch access {
    case .editable, .fixed, .clearOnly: true
    case .readOnly, .relation, .computed: false
    }
  }
}

extension AgentPlan {
  /// What of the plan an operator of role user may not do; nil when all of it is allowed.
  ///
  /// Only what changes is asked for: a value that stands already is nobody's doing.
  package func denial(for grant: Grant, _ settings: Settings) -> Denial? {
    var (keys, hints): ([String], [String]) = ([], [])
    for field in changes.map(\.field) where field.isSettable {
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
