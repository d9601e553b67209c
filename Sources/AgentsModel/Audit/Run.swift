/// One call of the program that changed something: what `undo` takes back.
public struct Run: Equatable, Sendable {
  /// Its number: 1 for the first.
  public let id: Int
  /// When: ISO 8601, UTC.
  public let at: String
  /// The login name of the real user.
  public let login: String
  /// The number of the real user.
  public let uid: UInt32
  /// The login name of whoever ran sudo(8), or empty.
  public let sudoUser: String
  /// The command, as on the command line.
  public let verb: String
  /// How many rows of the audit trail tell of it.
  public let changes: Int
  /// The run that this one undid.
  public let undoes: Int?
  /// The last run that undid this one.
  public let undoneBy: Int?
  /// What was before it is still kept.
  public let isKept: Bool

  package init(
    id: Int, at: String, login: String, uid: UInt32, sudoUser: String, verb: String, changes: Int,
    undoes: Int?, undoneBy: Int?, isKept: Bool
  ) {
    (self.id, self.at, self.login, self.uid, self.sudoUser) = (id, at, login, uid, sudoUser)
    (self.verb, self.changes, self.undoes) = (verb, changes, undoes)
    (self.undoneBy, self.isKept) = (undoneBy, isKept)
  }

  /// The person: whoever ran sudo(8), else the user.
  public var who: String { sudoUser.isEmpty ? login : sudoUser }
}

/// Something that a run changed.
package enum RunThing: Hashable, Sendable {
  /// By id.
  case agent(Int)
  case telephone(Int)
  case queue(Int)
  case team(Int)
  case profile(Int)
  /// By key.
  case setting(String)
}
