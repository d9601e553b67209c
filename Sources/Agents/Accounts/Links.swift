public import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import SystemPackage

/// Who got an emailed link.
public struct LinkReport: Sendable {
  /// Usernames, in the order in which the mails were handed over.
  public internal(set) var sent: [String] = []
  /// The error after which no more mails were sent; nil = all were sent.
  public internal(set) var failure: AgentsError?
}

extension Centre {
  /// Sends agents a link with which they choose their first password; it is good for one use, and as long as the
  /// setting `inviteHours` says.
  ///
  /// - Throws: `AgentsError.account(.settingsNeeded)`, `.account(.mailUnavailable)`. A mail
  ///   that fails is in the report, because the mails before it cannot be taken back.
  public func invite(_ who: Selection) async throws -> LinkReport {
    try await perform(OperatorTask("invite", who.words, needs: .edit)) { session in
      let store = try session.changing()
      let meant = try who.understood()
      let (agents, excess) = try store.read { reader in
        let agents = try reader.agents(meant)
        return (agents, try session.excess(agents.count, who, .apply, reader))
      }
      try excess.map(confirm)
      let mailer = try LinkMailer(.invite, session, store)
      var report = LinkReport()
      do {
        for agent in agents {
          try await mailer.send(to: agent, "invite")
          report.sent.append(agent.account.name.text)
        }
      } catch {
        guard let failure = AgentsError(any: session.refused(error)) else { throw error }
        report.failure = failure
      }
      return report
    }
  }

  /// Sends an agent a link that sets a new password; an older link becomes invalid.
  ///
  /// - Parameters:
  ///   - who: The username or the e-mail address.
  ///   - quietly: Do not reveal whether the account exists: the answer is the same and comes after five
  ///     seconds. The audit trail says what happened.
  /// - Throws: `AgentsError.account(.settingsNeeded)`, `.account(.mailUnavailable)`; unless `quietly`, `.notFound(.agents)` and
  ///   `.account(.refused)`.
  public func requestReset(of who: String, quietly: Bool = false) async throws -> LinkReport {
    try await perform(OperatorTask(Self.resetVerb, needs: .edit)) { session in
      let store = try session.changing()
      let mailer = try LinkMailer(.reset, session, store)
      guard quietly else {
        let agent = try session.agent(who, store)
        try await mailer.send(to: agent, Self.resetVerb)
        return LinkReport(sent: [agent.account.name.text])
      }
      let answer = ContinuousClock.now + .seconds(5)
      do {
        let agent = try session.agent(who, store)
        try await mailer.send(to: agent, Self.resetVerb, timeout: .seconds(4))
      } catch AgentsError.notFound(.agents), AgentsError.account(.refused), AgentsError.account(
        .mailUnavailable)
      {}
      try await Task.sleep(until: answer)
      return LinkReport()
    }
  }

  fileprivate static let resetVerb = "reset-password request"
}

extension Session {
  /// - Throws: `AgentsError.notFound(.agents)`, after the attempt is in the audit trail.
  fileprivate func agent(_ who: String, _ store: Store) throws -> Agent {
    let found = try store.read { reader in
      // No username has an "@".
      let name = try who.contains("@") ? reader.holder(ofEmail: who)?.name : who
      return try name.flatMap { try reader.agent(named: $0) }
    }
    guard let found else {
      // The name is left out: people type their password there by mistake.
      try store.write { transaction in
        try transaction.append(
          auditEntry(task.name, "", JSON.object([("result", .string("unknown"))])))
      }
      throw AgentsError.notFound(.agents([who], inBin: []))
    }
    return found
  }
}

/// Sends links by mail.
private struct LinkMailer {
  private let session: Session
  private let store: Store
  private let program: MailProgram
  private let sender: EmailAddress
  private let url: URLText
  private let settings: Settings
  private let kind: LinkToken.Kind
  private let template: MailTemplate

  /// - Throws: `AgentsError.account(.settingsNeeded)`, `.account(.mailTemplate)`; `.account(.mailUnavailable)` when
  ///   there is no mail program. None of them depends on the account.
  init(_ kind: LinkToken.Kind, _ session: Session, _ store: Store) throws {
    let settings = try store.read { try $0.settings() }
    let missing = [("mailFrom", settings.mailFrom.text), ("resetUrl", settings.resetUrl.text)]
      .filter(\.1.isEmpty).map(\.0)
    guard missing.isEmpty, let sender = try? EmailAddress(parsing: settings.mailFrom.text) else {
      throw AgentsError.account(.settingsNeeded(missing))
    }
    (self.session, self.store, self.sender) = (session, store, sender)
    program = MailProgram(settings.mailCommand.text)
    url = settings.resetUrl
    (self.settings, self.kind) = (settings, kind)
    template = try MailTemplate.read(kind, in: settings.mailTemplateDir)
    guard program.isInstalled else { throw unavailable("there is no such program") }
  }

  /// Makes a link for an agent and hands the mail over.
  ///
  /// The link is stored first, so that a link that was mailed always works. If the mail fails, it is removed.
  ///
  /// - Parameter verb: As the audit trail names it.
  /// - Throws: `AgentsError.account(.refused)`, `.account(.mailUnavailable)`.
  func send(
    to agent: Agent, _ verb: String, timeout: Duration = .seconds(30)
  ) async throws {
    let name = agent.account.name.text
    let token = LinkToken()
    if let refusal = try store.write({ try insert(token, agent, verb, $0) }) {
      throw AgentsError.account(.refused(name, refusal))
    }
    do {
      try await handOver(to: agent, token, timeout)
    } catch {
      try store.write { transaction in
        try transaction.removeLink(token.sha256)
        try transaction.append(
          session.auditEntry(verb, name, JSON.object([("result", .string("mail refused"))])))
      }
      throw error
    }
  }

  /// Stores a link, or returns why the agent may not have one.
  private func insert(
    _ token: LinkToken, _ agent: Agent, _ verb: String, _ transaction: StoreTransaction
  ) throws -> AccountError.Reason? {
    let id = agent.account.id.value
    let account = try transaction.agent(id: id)?.account
    let refusal: AccountError.Reason? =
      account?.adSsoEnabled == true
      ? .activeDirectory : account?.disabled == false ? nil : .disabled
    if refusal == nil {
      try transaction.insertLink(
        token.sha256, kind, forAgent: id, seconds: kind.life(transaction.settings()))
    }
    let result = refusal?.rawValue ?? "link stored"
    try transaction.append(
      session.auditEntry(
        verb, agent.account.name.text, JSON.object([("result", .string(result))])))
    return refusal
  }

  private func handOver(
    to agent: Agent, _ token: LinkToken, _ timeout: Duration
  ) async throws {
    let message = MailMessage(
      template, to: agent, from: sender, link: token.link(to: url), seconds: kind.life(settings))
    let id = hexadecimal((0..<16).map { _ in UInt8.random(in: .min ... .max) })
    let outcome: MailProgram.Outcome
    do {
      let text = message.text(date: session.centre.clock.now().rfc5322, id: id)
      outcome = try await program.send(text, timeout: timeout)
    } catch let error as SystemError {
      throw unavailable("it could not be started: \(reason(error.errno.rawValue))")
    }
    switch outcome {
    case .taken: return
    case .notInstalled: throw unavailable("there is no such program")
    case .timedOut: throw unavailable("it did not end in \(timeout.components.seconds) seconds")
    case .refused(let status, let message):
      // The program may print the mail again; our error must not show the link.
      let isTelling = message.isEmpty || token.isTold(in: message)
      throw unavailable(isTelling ? "it ended with \(status)" : String(message.prefix(200)))
    }
  }

  private func unavailable(_ reason: String) -> AgentsError {
    .account(.mailUnavailable(program: program.path.string, reason: reason))
  }
}

extension MailTemplate {
  private static let limit = 65_536

  /// The text of a mail: of the file in `directory`, or the program's where there is none.
  ///
  /// - Throws: `AgentsError.account(.mailTemplate)`.
  fileprivate static func read(
    _ kind: LinkToken.Kind, in directory: PathText
  ) throws(AgentsError) -> MailTemplate {
    guard !directory.text.isEmpty else { return standard(kind) }
    let path = FilePath(directory.text).appending(kind.templateName)
    func refused(_ reason: String, _ hint: Hint? = nil) -> AgentsError {
      .account(.mailTemplate(path: path.string, reason: reason, hint: hint))
    }
    let bytes: [UInt8]
    do throws(SystemError) {
      if let found = try ForeignFiles.read(at: path, limit: limit) {
        bytes = found
      } else if try path.isTaken() {
        throw SystemError(.read, path, .invalidArgument)
      } else if try FilePath(directory.text).isDirectory() {
        return standard(kind)
      } else {
        throw SystemError(.read, path, .noSuchFileOrDirectory)
      }
    } catch {
      throw refused("cannot be read: \(reason(error.errno.rawValue))")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw refused("is not UTF-8", "save the file as UTF-8")
    }
    do throws(Refusal) { return try MailTemplate(parsing: text) } catch {
      throw refused(error.message, error.hint)
    }
  }
}
