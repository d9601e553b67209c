internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import AsteriskConfig
internal import SystemPackage

extension HealthCheck {
  static let voicemail = [
    HealthCheck(
      "voicemail.pin-overridden", .warning, commands: true,
      what: "PINs in the spool (secret.conf), against those of agents.",
      why: "The mailbox takes the PIN of that file, and the database has another.",
      mend: "apply: a PIN that was changed at the phone is taken over"
    ) { facts in try overriddenPINs(facts) },
    HealthCheck(
      "voicemail.orphan", .info,
      what: "Directories of messages in the spool that belong to no mailbox.",
      why: "Messages of agents who left, or whose mailbox was taken away, stay on the disk.",
      mend: "listen to what is worth it, then remove the directory"
    ) { facts in try orphans(facts) },
    HealthCheck(
      "voicemail.spool", .error, commands: true,
      what: "Whether Asterisk's account may write to the spool of the mailboxes.",
      why: "No message can be left.",
      mend: "give the directory to Asterisk's account"
    ) { facts in try await spool(facts) },
  ]

  private static func overriddenPINs(_ facts: Examination) throws -> [Symptom] {
    try facts.requireReadable("voicemail.conf")
    let spool = facts.spool
    var pins: [String: String] = [:]
    guard let mailboxes = try MailboxSpool(at: spool) else { return [] }
    for box in try Directories.names(in: spool, .ownersToo) {
      guard box.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else { continue }
      // Asterisk's account writes there: neither links nor includes are followed.
      pins[box] = try? mailboxes.pin(of: box)
    }
    return try facts.read { try $0.mailboxes(Array(pins.keys)) }.sorted { $0.key < $1.key }
      .compactMap { box, agent in
        guard let pin = pins[box], pin != agent.pin, facts.usesPIN(ofBox: box) else { return nil }
        let symptom = Symptom(
          box, "has another PIN in its secret.conf (mailbox of \(agent.name))"
        ).at(spool.appending(box).appending(MailboxSpool.secret).string)
        guard (try? VoicemailPIN(parsing: pin)) != nil, pin != box else {
          return symptom.with(
            remedy: "that PIN cannot be stored (4 to 10 digits, not the internal): set another")
        }
        return symptom.with(remedy: "it was changed at the phone; apply takes it over")
          .mended(by: .apply(force: false))
      }
  }

  private static func orphans(_ facts: Examination) throws -> [Symptom] {
    try facts.requireReadable("voicemail.conf")
    if let entry = facts.tree("voicemail.conf").general("odbcstorage", "imapserver") {
      throw Unchecked("messages are not in the spool (\(entry.place.text))")
    }
    let boxes = try Directories.names(in: facts.spool, .ownersToo).filter { box in
      !box.hasPrefix(".")
        && (try? Directories.names(in: facts.spool.appending(box), .ownersToo)) != nil
    }
    let known = try facts.read { try $0.mailboxes(boxes) }
    let own = facts.own.names(.voicemail).places
    return boxes.filter { known[$0] == nil && own[.box($0)] == nil }.sorted().map { box in
      let directory = facts.spool.appending(box).string
      return Symptom(box, "no mailbox has these messages").at(directory)
        .with(remedy: "look into \(directory), then remove it")
    }
  }

  private static func spool(_ facts: Examination) async throws -> [Symptom] {
    guard try facts.read({ try $0.mailboxCount() }) > 0 else { return [] }
    guard let account = await facts.asteriskAccount() else {
      throw Unchecked("the account of Asterisk is not known")
    }
    // Asterisk makes what is missing.
    let spool = facts.spool
    var directory = spool
    while try !directory.isPresent(), directory.removeLastComponent() {}
    let reason: String
    if let denial = try account.denial(.write, at: directory) {
      reason =
        "account \(account.name) may not write there"
        + (denial == directory ? "" : ": \(denial.string)")
    } else if let denial = try account.denial(.search, at: directory) {
      reason =
        "account \(account.name) may not go there"
        + (denial == directory ? "" : ": \(denial.string)")
    } else {
      return []
    }
    let symptom = Symptom(directory.string, reason).at(directory.string)
    // What is above the spool is for others, too.
    guard try account.denial(.search, at: directory.removingLastComponent()) == nil else {
      return [symptom.with(remedy: "let account \(account.name) through: chmod or setfacl")]
    }
    let line = directory == spool ? "chown -R" : "install -d -o"
    return [
      symptom.mended(
        by: .shell("\(line) \(shellQuoted(account.name)) \(shellQuoted(spool.string))"))
    ]
  }
}

extension Examination {
  /// Where the messages of the context `default` are.
  var spool: FilePath {
    places.mailboxes(settings)
  }

  /// Whether Asterisk takes the PIN of a mailbox from its directory.
  fileprivate func usesPIN(ofBox box: String) -> Bool {
    let contents = try? files.contents(of: .mailbox(box))
    return tree(FileKind.voicemail.includedBy).keepsPINsInSpool
      || Mailboxes.keepPINs(contents ?? nil)
  }
}
