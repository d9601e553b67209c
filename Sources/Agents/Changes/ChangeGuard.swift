public import AgentsModel
internal import AgentsStore

/// How many agents one request may change without a question.
public enum ChangeLimit: Equatable, Sendable {
  /// So many agents.
  case agents(Int)
  /// So many of a hundred of all agents that are not in the bin.
  case percent(Int)

  /// Reads `25` or `5%`.
  ///
  /// - Throws: `Refusal`.
  public init(parsing text: String) throws(Refusal) {
    let digits = text.hasSuffix("%") ? String(text.dropLast()) : text
    guard let number = Int(digits), number >= 0, digits.utf8.allSatisfy({ (48...57).contains($0) })
    else {
      throw Refusal(
        "not-a-limit", "\(quoted(text)) is neither a number of agents nor a percentage",
        hint: "for example 25 or 5%")
    }
    guard text.hasSuffix("%") else {
      self = .agents(number)
      return
    }
    guard number <= 100 else {
      throw Refusal(
        "not-a-limit", "\(quoted(text)) is more than all agents", hint: "100% lets all pass")
    }
    self = .percent(number)
  }

  fileprivate func holds(_ changing: Int, of agents: Int) -> Bool {
    switch self {
    case .agents(let number): changing <= number
    case .percent(let percent): changing * 100 <= agents * percent
    }
  }
}

/// More agents would change than somebody may have meant.
public struct ChangeExcess: Sendable {
  /// As the audit trail names it.
  public let verb: String
  /// How many agents would change.
  public let changing: Int
  /// How many there are outside the bin.
  public let agents: Int

  /// What ends the request where nobody can be asked.
  public var refusal: AgentsError {
    .bulk(.unusualChange(verb: verb, changing: changing, of: agents))
  }
}

extension Session {
  /// So few agents change without a question whatever part of all they are.
  private static let few = 10

  /// nil = no more agents than may change without a question.
  func excess(
    _ changing: Int, _ who: Selection, _ mode: Mode, _ reader: StoreReader
  ) throws -> ChangeExcess? {
    guard !who.isTyped, changing > 0, mode.limit != nil || changing > Self.few else { return nil }
    let limit = try mode.limit ?? .percent(reader.settings().maxChange.value)
    let agents = try reader.numberOfAgents()
    guard !limit.holds(changing, of: agents) else { return nil }
    return ChangeExcess(verb: task.name, changing: changing, agents: agents)
  }
}
