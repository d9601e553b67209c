/// What was named is not there.
public enum NotFoundError: Equatable, Sendable {
  /// No agents of these usernames; `inBin` are those found in the bin.
  case agents([String], inBin: [String])
  /// No queues, teams, profiles or telephones of these names; and no agents of the usernames that
  /// were given beside them.
  case groups([Group], agents: [String], inBin: [String])
  /// No agents of these usernames in the bin.
  case binned([String])
  /// No setting or field of this name; `kind` is `setting` or `field`.
  case key(String, kind: String, nearest: String?)
  /// No run of this number; nil = the actor has none.
  case run(Int?)
  /// The directory of the client logs is not there, or has none of these agents; no agents = the former.
  case clientLogs(agents: [String], directory: String)

  /// A queue, team, profile or telephone that there is not.
  public struct Group: Equatable, Sendable {
    /// `queue`, `team`, `profile` or `telephone`.
    public let kind: String
    /// As it was given.
    public let name: String
    /// The one most probably meant.
    public let nearest: String?

    package init(kind: String, name: String, nearest: String?) {
      self.kind = kind
      self.name = name
      self.nearest = nearest
    }
  }

  /// Kebab case; never changes.
  public var code: String {
    switch self {
    case .agents: "agent-not-found"
    case .groups(let missing, _, _): "\(missing.first?.kind ?? "")-not-found"
    case .binned: "agent-not-in-bin"
    case .key(_, let kind, _): "unknown-\(kind)"
    case .run: "run-not-found"
    case .clientLogs(let agents, _):
      agents.isEmpty ? "client-log-directory-not-found" : "client-logs-not-found"
    }
  }
}
