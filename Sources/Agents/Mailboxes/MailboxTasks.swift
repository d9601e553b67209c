internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import SystemPackage

/// What a change of an agent means for the directory of its mailbox.
enum MailboxChange {
  /// It follows the agent to another internal.
  case moved(from: String, to: String)
  /// It goes with the agent.
  case removed(String)
  /// The agent has a number whose mailbox was perhaps another's.
  case taken(String)
}

/// The mailboxes that move, or go, with the changes of one transaction.
struct MailboxTasks {
  private var owed: [OwedMailbox] = []
  private var taken: [(agent: Int, name: String, number: String)] = []

  /// Notes what a change means.
  mutating func note(_ change: MailboxChange, agent id: Int, named name: String) {
    switch change {
    case .moved(let old, let new):
      owed.append(OwedMailbox(agent: id, name: name, old: old, new: new))
    case .removed(let box):
      owed.append(OwedMailbox(agent: id, name: name, old: box, new: nil))
    case .taken(let number): taken.append((id, name, number))
    }
  }

  /// Writes down what is owed, after the last change.
  ///
  /// - Returns: the mailboxes that there are.
  /// - Throws: `AgentsError.refused` where a mailbox is in the way that does not move itself.
  func finish(_ transaction: StoreTransaction, _ settings: Settings) throws -> [OwedMailbox] {
    guard !owed.isEmpty || !taken.isEmpty else { return [] }
    let directory = settings.asteriskDir.text
    let places = AsteriskPlaces(beside: directory, OwnFiles(beside: directory))
    guard places.knowsMailboxes(settings) else { return [] }
    let spool: MailboxSpool?
    do throws(SystemError) {
      guard let open = try MailboxSpool(at: places.mailboxes(settings)) else { return [] }
      spool = open
    } catch {
      // What this account may not see is found out when the mailboxes are moved.
      spool = nil
    }
    let leaving = try Set((transaction.owedMailboxes() + owed).map(\.old))
    func isThere(_ number: String) throws -> Bool {
      try !leaving.contains(number) && spool?.has(number) == true
    }
    let found = try taken.filter { try isThere($0.number) }
    var inTheWay = try owed.filter { try $0.new.map(isThere) ?? false }
      .map { ($0.name, $0.new ?? "") }
    // Whoever sees only some agents may not come to the messages of others.
    if transaction.grant != nil { inTheWay += found.map { ($0.name, $0.number) } }
    _ = try inTheWay.map { name, number in
      Finding(
        .error, "internal.mailbox-exists", field: "internal",
        "\(quoted(number)) has messages already: "
          + places.mailboxes(settings).appending(number).string,
        hint: "look into that directory, then move it away, or choose another number"
      ).about(name)
    }.orRefused()
    // The PIN of who had the number is not that of who has it now.
    for mailbox in found where (try? spool?.pin(of: mailbox.number)) != nil {
      try transaction.noteNewPIN(ofAgent: mailbox.agent)
    }
    for mailbox in owed { try transaction.owe(mailbox) }
    return try owed.filter { try spool?.has($0.old) == true }
  }
}
