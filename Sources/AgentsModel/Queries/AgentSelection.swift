/// Which agents, in which order: what `list`, multi-edit and export share.
package struct AgentSelection: Equatable, Sendable {
  /// In username, full name, e-mail, internal or alias, ignoring the case of ASCII letters.
  package var text: String?
  /// All must hold.
  package var conditions: [Condition] = []
  package var typologies: Set<Typology> = []
  /// Empty = every agent that is not in the bin.
  package var states: Set<AgentState> = []
  /// By id: only these agents, if they also match the rest; nil = any.
  package var ids: [Int]?
  /// By id, members of any of these queues, directly or through a team.
  package var queues: [Int] = []
  /// By id, members of any of these teams.
  package var teams: [Int] = []
  /// By id, members of any of these profiles.
  package var profiles: [Int] = []
  /// Empty = by username.
  package var sort: [SortKey] = []
  package var limit: Int?
  package var offset = 0

  package init() {}
}

/// States of an account; `enabled` = neither disabled nor deleted, locked or not; `held` = taken over and not live yet.
public enum AgentState: String, Choice {
  case enabled, disabled, locked, deleted, held, any
}

/// A key to sort by.
public struct SortKey: Equatable, Sendable {
  /// The key of the field.
  public let key: String
  /// The largest comes first.
  public let isDescending: Bool

  /// Reads `KEY` or `-KEY`.
  ///
  /// - Throws: a finding for an unknown key, and for a secret.
  public init(_ words: String) throws(Finding) {
    isDescending = words.hasPrefix("-")
    let field = try FieldCatalog.find(isDescending ? String(words.dropFirst()) : words)
    guard !field.isSecret else {
      // The order would reveal values that are not shown.
      throw Finding(
        .error, "sort.secret", field: field.key, "is a secret and cannot be sorted by")
    }
    key = field.key
  }
}
