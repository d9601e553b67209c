/// The result of checking the whole audit trail.
public struct AuditVerdict: Equatable, Sendable {
  /// How many rows are intact, counted from the first one.
  public package(set) var rows = 0
  /// The last row, whose hash (64 hexadecimal digits) vouches for all rows up to it and should be published.
  public package(set) var head: (id: Int, hash: String) = (0, AuditLink.start)
  /// The last row that is older than the chain; 0 = none is.
  public package(set) var adopted = 0
  /// The first fault; nil = none.
  public package(set) var finding: AuditFinding?

  package init() {}

  /// Whether both say the same.
  public static func == (a: Self, b: Self) -> Bool {
    a.rows == b.rows && a.head == b.head && a.adopted == b.adopted && a.finding == b.finding
  }
}

/// A fault of the audit trail.
public struct AuditFinding: Equatable, Sendable {
  /// What another program did to the trail.
  public enum Kind: String, Sendable {
    case edited, removed, reordered
    /// A row after the head, or between our rows.
    case added
    /// The chain is intact, but is not the one that was published.
    case rewritten
  }

  /// Where it was found.
  public enum Place: Equatable, Sendable {
    /// The row with this id.
    case row(Int)
    /// The stored beginning and end of the chain.
    case anchor, head
    /// The definition of the tables.
    case table
  }

  /// What was done.
  public let kind: Kind
  /// Where.
  public let place: Place

  package init(kind: Kind, place: Place) {
    self.kind = kind
    self.place = place
  }
}
