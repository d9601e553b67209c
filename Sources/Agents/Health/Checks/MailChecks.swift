internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import SystemPackage

extension HealthCheck {
  static let mail = [
    HealthCheck(
      "mail.program-missing", .error,
      what: "The program and the settings for emailed links, where they are used.",
      why: "Emailed links never arrive.",
      mend: "install a mail program (apt install msmtp-mta), or name it in mailCommand"
    ) { facts in try mailProgram(facts) }
  ]

  static let operators = [
    HealthCheck(
      "operator.sudo", .warning,
      what:
        "The rule of sudo for operators (/etc/sudoers.d/xcally-agents), and the operators' accounts.",
      why: "Operators are refused.",
      mend: "mend the line"
    ) { facts in try await sudoRule(facts) }
  ]

  private static func mailProgram(_ facts: Examination) throws -> [Symptom] {
    let settings = facts.settings
    let pending = try facts.read { try $0.pendingLinks() }
    let texts = [("mailFrom", settings.mailFrom.text), ("resetUrl", settings.resetUrl.text)]
    // Who has set neither does not send mails.
    guard pending > 0 || texts.contains(where: { !$0.1.isEmpty }) else { return [] }
    var symptoms: [Symptom] = []
    let program = MailProgram(settings.mailCommand.text)
    if !program.isInstalled {
      var symptom = Symptom(program.path.string, "is no program that can be run (mailCommand)")
        .at(program.path.string)
      symptom.field = "mailCommand"
      symptoms.append(symptom)
    }
    for (key, _) in texts.filter({ $0.1.isEmpty }) {
      let waiting =
        pending == 0
        ? "" : ", and \(count(pending, "link")) wait\(pending == 1 ? "s" : "") for agents"
      var symptom = Symptom(key, "is not set\(waiting)")
        .with(
          remedy: key == "mailFrom"
            ? "set it to the sender of the mails" : "set it to the page that takes the link")
      symptom.field = key
      symptoms.append(symptom)
    }
    return symptoms
  }

  private static func sudoRule(_ facts: Examination) async throws -> [Symptom] {
    let operators = try facts.read { try $0.grants() }.map(\.login.text)
    guard !operators.isEmpty else { return [] }
    var symptoms = operators.filter { !Operator.isAccount($0) }.map { login in
      Symptom(login, "is an operator, and no account of this machine")
        .with(
          consequence: "Nobody can be this operator.",
          remedy: "make the account, or remove the operator")
    }
    let file = facts.session.centre.places.sudoers
    let bytes: [UInt8]?
    do { bytes = try ForeignFiles.read(at: file, limit: 1 << 20) } catch {
      if symptoms.isEmpty {
        throw Unchecked("\(file.string) could not be read: \(reason(error.errno.rawValue))")
      }
      return symptoms
    }
    // The rule may as well stand elsewhere.
    guard let bytes else { return symptoms }
    symptoms += missingGroups(String(decoding: bytes, as: UTF8.self), file)
    guard let program = SystemProgram(named: "visudo") else {
      if symptoms.isEmpty { throw Unchecked("no visudo") }
      return symptoms
    }
    guard let answer = try await program.run(["-cf", file.string], timeout: .seconds(10)) else {
      throw Unchecked("visudo did not end in 10 s")
    }
    if !answer.isSuccess {
      let said = answer.errors.split(separator: "\n").first.map { ": \($0)" } ?? ""
      symptoms.append(
        Symptom(file.string, "is refused by visudo\(said)").at(file.string)
          .with(
            .error, consequence: "sudo ignores the file, or refuses everybody.",
            remedy: "mend it with: visudo -f \(file.string)"))
    }
    return symptoms
  }

  /// `%group` at the beginning of a rule.
  private static func missingGroups(_ text: String, _ file: FilePath) -> [Symptom] {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap {
      index, line in
      let line = line.trimmingPrefix { $0 == " " || $0 == "\t" }
      guard line.hasPrefix("%"), !line.hasPrefix("%#"), !line.hasPrefix("%:") else { return nil }
      let group = String(line.dropFirst().prefix { !" \t=".contains($0) })
      guard GroupID(named: group) == nil else { return nil }
      return Symptom(file.string, "there is no group \(group)").at(file.string, line: index + 1)
        .with(remedy: "make the group (groupadd), and add the operators' accounts to it")
    }
  }
}
