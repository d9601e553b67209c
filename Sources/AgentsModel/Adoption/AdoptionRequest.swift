/// What is asked of taking over a centre.
public struct AdoptionRequest: Equatable, Sendable {
  /// Which phones become agents; the others become telephones.
  public enum Agents: String, CaseIterable, Sendable {
    /// Those that are members of a queue.
    case members
    case all
    case none
    /// Those that the map names.
    case map
  }

  /// Which kinds are taken over.
  public enum Part: String, CaseIterable, Sendable {
    case agents, telephones, queues
  }

  /// Which phones become agents.
  public var agents = Agents.members
  /// What is known better than the files, by SIP name: a row of the map, key of a field and value.
  public var map: [String: [String: String]] = [:]
  /// The domain of e-mail addresses that are made; nil = none is made.
  public var domain: String?
  /// The realm that all phones use, where the files do not say it.
  public var realm: String?
  /// What is taken over.
  public var parts = Set(Part.allCases)
  /// SIP names that stay outside; `*` stands for any characters.
  public var exceptions: [String] = []
  /// The typology of agents whose phone is no browser.
  public var typology = Typology.external
  /// Boxes whose PIN cannot be kept get a new one; the program makes it.
  public var givesNewPINs = false
  /// Queues are taken over without the members that stay outside.
  public var splitsQueues = false
  /// Files are believed even where Asterisk reads a database instead.
  public var ignoresRealtime = false

  /// A request with all defaults.
  public init() {}

  /// Whether a phone is to stay outside.
  func leavesOut(_ name: String) -> Bool {
    exceptions.contains { Self.matches(Substring(name), Substring($0)) }
  }

  private static func matches(_ text: Substring, _ pattern: Substring) -> Bool {
    guard let star = pattern.firstIndex(of: "*") else { return text == pattern }
    guard text.hasPrefix(pattern[..<star]) else { return false }
    let rest = pattern[pattern.index(after: star)...]
    var tail = text.dropFirst(pattern[..<star].count)
    while true {
      if matches(tail, rest) { return true }
      guard tail.popFirst() != nil else { return false }
    }
  }
}
