public import AgentsModel
internal import AgentsStore

/// What becomes of a row.
public enum RowOutcome: UInt8, Sendable {
  case created, updated, unchanged, skipped, rejected
}

/// What an import would do, with a few bytes for each row: the rows themselves stay in the file.
public struct ImportPlan: Sendable {
  /// One for each row.
  public internal(set) var outcomes: [RowOutcome] = []
  /// Errors, all of them, and warnings, of each kind the first few.
  public internal(set) var findings: [Finding] = []
  /// Row → why it is rejected, where rejected rows are written down.
  var reasons: [Int: [String]] = [:]
  /// Passwords that are to be hashed.
  var passwords: [NewPassword] = []
  /// Agents that give up a value which another row takes.
  var parked: Set<Int> = []
  /// The agents that change, where the file says all of each.
  var updated: [Int] = []
  /// Agents of the store that the file does not have, and with which something is done.
  public internal(set) var missing: [Int] = []
  /// What is done with them.
  public internal(set) var fate = ImportRules.Missing.keep
  /// Folded username → the agent that new ones are like, as it is before the import.
  var templates: [String: Agent] = [:]
  /// What the rows claim, for those that get a number automatically.
  var numbers = FileIndex()
  var highestID = 0
  /// What is made for the rows that name it.
  var newQueues: [QueueName] = []
  var newGroups: [(kind: AgentGroup.Kind, name: GroupName)] = []
  /// Warnings that were not kept.
  public internal(set) var droppedWarnings = 0
  /// Rows in which nothing stands; they are none of ``outcomes``.
  public internal(set) var emptyRows = 0
  /// Columns without a word in the header, and without a value.
  public internal(set) var emptyColumns = 0
  /// New agents that nobody can log in as.
  public internal(set) var withoutPassword = 0

  /// A password of a row, not yet hashed.
  struct NewPassword: Sendable {
    let row: Int
    let line: Int
    let username: Username
    /// What the phone logs in with.
    let user: String
    let secret: Secret
    var isGenerated = false
    /// The phone's digest, where the row brings one; nil = that of this password.
    var digest: SIPDigest?
    /// Hashes of passwords that may not be used again.
    var earlier: [PasswordHash] = []

    /// What the phone registers with.
    func sip(_ realm: Realm) -> SIPDigest {
      digest ?? SIPDigest(user: user, realm: realm, password: secret)
    }
  }

  /// How many rows have this outcome.
  public func count(_ outcome: RowOutcome) -> Int {
    outcomes.reduce(0) { $0 + ($1 == outcome ? 1 : 0) }
  }

  /// How many agents go to the bin.
  public var deleted: Int { fate == .delete ? missing.count : 0 }
  /// How many agents are disabled because the file does not have them.
  public var disabled: Int { fate == .disable ? missing.count : 0 }

  /// What is done with an agent that the file does not have.
  func change(
    ofMissing id: Int, _ reader: StoreReader, _ settings: Settings
  ) throws -> AgentChange? {
    guard let old = try reader.agent(id: id) else { return nil }
    return switch fate {
    case .keep: nil
    case .disable:
      AgentChange(
        action: .edit, plan: AgentPlan.edit(old, [Assignment("disabled", "true")], settings))
    case .delete: AgentChange(action: .delete, plan: AgentPlan(old: old, new: old))
    }
  }

  /// The agent that the agent of a row is like.
  func template(of record: CSVRecord, _ header: CSVHeader) -> Agent? {
    header.template(of: record).flatMap { templates[$0.lowercased()] }
  }

  /// What the rejected rows come to.
  func refusal(rejects: String?) -> AgentsError {
    .bulk(
      .rowsRefused(
        findings.errors, rejected: count(.rejected), read: outcomes.count, rejects: rejects))
  }

  /// Nothing is to be stored.
  public var isNothing: Bool {
    missing.isEmpty && !outcomes.contains { $0 == .created || $0 == .updated }
  }
}

extension CSVHeader {
  /// The username of the agent that the agent of a row is to be like.
  func template(of record: CSVRecord) -> String? {
    guard let cell = cell(of: "like"), !record.isEmpty(cell) else { return nil }
    return record.text(cell)
  }
}

/// The row of each value of a column that must be unique in the file.
///
/// It keeps 12 bytes for each value: a 64-bit hash, with a new key in every run. In an import of a million
/// rows the chance that two values share a hash is one in thirty million.
struct FileIndex: Sendable {
  private var rows: [UInt64: UInt32] = [:]

  /// Notes a value, and gives the row that already has it, if any.
  mutating func add(_ text: String, row: Int) -> Int? {
    let hash = hash(text)
    if let first = rows[hash] { return Int(first) }
    rows[hash] = UInt32(truncatingIfNeeded: row)
    return nil
  }

  /// The row that has the value.
  func row(of text: String) -> Int? { rows[hash(text)].map(Int.init) }

  /// Ignores the case of ASCII letters, as the store does.
  private func hash(_ text: String) -> UInt64 {
    var hasher = Hasher()
    let folded = text.utf8.map { byte in
      byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
    }
    unsafe folded.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
    return UInt64(bitPattern: Int64(hasher.finalize()))
  }
}
