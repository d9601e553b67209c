internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import SystemPackage

/// Sends links by mail: what `reset-password request` and `invite` do.
struct LinkMailer {
  private let session: Session
  private let store: Store
  private let program: MailProgram
  private let sender: EmailAddress
  private let url: URLText

  /// - Throws: `AgentsError.settingsNeeded`; `.mailUnavailable` where there is no mail program. Both
  ///   say nothing of any account.
  init(_ session: Session, _ store: Store) throws {
    let settings = try store.read { try $0.settings() }
    let missing = [("mailFrom", settings.mailFrom.text), ("resetUrl", settings.resetUrl.text)]
      .filter(\.1.isEmpty).map(\.0)
    guard missing.isEmpty, let sender = try? EmailAddress(parsing: settings.mailFrom.text) else {
      throw AgentsError.settingsNeeded(missing)
    }
    (self.session, self.store, self.sender) = (session, store, sender)
    program = MailProgram(settings.mailCommand.text)
    url = settings.resetUrl
    guard program.isInstalled else { throw unavailable("there is no such program") }
  }

  /// Makes a link for an agent and hands the mail over.
  ///
  /// The link is stored first, for one in a mail must work; when the mail is not taken, it goes.
  ///
  /// - Parameter verb: As the audit trail names it.
  /// - Throws: `AgentsError.accountRefused`, `.mailUnavailable`.
  func send(
    _ kind: LinkToken.Kind, to agent: Agent, _ verb: String, timeout: Duration = .seconds(30)
  ) async throws {
    let name = agent.account.name.text
    let token = LinkToken()
    if let refusal = try store.write({ try insert(token, kind, agent, verb, $0) }) {
      throw AgentsError.accountRefused(name, refusal)
    }
    do {
      try await handOver(kind, to: agent, token, timeout)
    } catch {
      try store.write { transaction in
        try transaction.removeLink(token.sha256)
        try transaction.append(
          session.auditEntry(verb, name, JSON.object([("result", .string("mail refused"))])))
      }
      throw error
    }
  }

  /// Why the agent gets no link; nil when it is stored.
  private func insert(
    _ token: LinkToken, _ kind: LinkToken.Kind, _ agent: Agent, _ verb: String,
    _ transaction: StoreTransaction
  ) throws -> AccountRefusal? {
    let id = agent.account.id.value
    let account = try transaction.agent(id: id)?.account
    let refusal: AccountRefusal? =
      account?.adSsoEnabled == true
      ? .activeDirectory : account?.disabled == false ? nil : .disabled
    if refusal == nil { try transaction.insertLink(token.sha256, kind, forAgent: id) }
    let result = refusal?.rawValue ?? "link stored"
    try transaction.append(
      session.auditEntry(
        verb, agent.account.name.text, JSON.object([("result", .string(result))])))
    return refusal
  }

  private func handOver(
    _ kind: LinkToken.Kind, to agent: Agent, _ token: LinkToken, _ timeout: Duration
  ) async throws {
    let message = MailMessage(kind, to: agent, from: sender, link: token.link(to: url))
    let id = hexadecimal((0..<16).map { _ in UInt8.random(in: .min ... .max) })
    let outcome: MailProgram.Outcome
    do {
      let text = message.text(date: WallTime.now().rfc5322, id: id)
      outcome = try await program.send(text, timeout: timeout)
    } catch let error as SystemError {
      throw unavailable("it could not be started: \(reason(error.errno.rawValue))")
    }
    switch outcome {
    case .taken: return
    case .notInstalled: throw unavailable("there is no such program")
    case .timedOut: throw unavailable("it did not end in \(timeout.components.seconds) seconds")
    case .refused(let status, let message):
      // A program that repeats the mail does not make us repeat the link.
      let isTelling = message.isEmpty || token.isTold(in: message)
      throw unavailable(isTelling ? "it ended with \(status)" : String(message.prefix(200)))
    }
  }

  private func unavailable(_ reason: String) -> AgentsError {
    .mailUnavailable(program: program.path.string, reason: reason)
  }
}
