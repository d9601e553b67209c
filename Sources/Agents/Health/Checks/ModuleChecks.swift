internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import AsteriskConfig
internal import SystemPackage

extension HealthCheck {
  static let module = [
    HealthCheck(
      "module.app", .error, asksAsterisk: true,
      what: "Whether Asterisk has each application that our dialplan or the queues need.",
      why: "Calls end at that step.",
      mend: "let modules.conf load the module", applications),
    HealthCheck(
      "module.voicemail-odbc", .error,
      what:
        "Whether a second voicemail module has taken VoiceMail() away: it does when it fails to load.",
      why: "Unanswered calls end, and no message is taken.",
      mend: "noload = app_voicemail_odbc.so in modules.conf, then systemctl restart asterisk",
      voicemail),
    HealthCheck(
      "module.format", .error, asksAsterisk: true,
      what: "Whether Asterisk can write the formats of recordings and of messages.",
      why: "They are not written.",
      mend: "let modules.conf load the module, or choose another format", formats),
    HealthCheck(
      "module.codec", .warning, asksAsterisk: true,
      what: "Whether Asterisk can turn each codec that agents may use into another.",
      why: "There is silence between two phones that have no codec in common.",
      mend: "install the module of the codec, or take it out of allow", codecs),
  ]

  // MARK: - Applications

  /// An application, its module, and what follows for whom where it is not there.
  private typealias Application = (name: String, module: String, consequence: String)

  private static func needed(_ facts: Examination) throws -> [Application] {
    let (use, phones, queues) = try facts.read { reader in
      (
        try reader.applicationUse(), try reader.phoneCount(), try reader.runningQueues().count
      )
    }
    var needed: [Application] = []
    if phones > 0 {
      needed.append(("Dial", "app_dial.so", "None of \(count(phones, "phone")) can be called."))
    }
    if queues > 0 {
      needed.append(
        ("Queue", "app_queue.so", "Callers of \(count(queues, "queue")) are not queued."))
    }
    if use.mailboxes > 0 {
      needed.append(("VoiceMail", "app_voicemail.so", unanswered(use.mailboxes)))
    }
    if use.recordings > 0 {
      needed.append(
        (
          "MixMonitor", "app_mixmonitor.so",
          "Calls to \(count(use.recordings, "agent")) end instead of being recorded."
        ))
    }
    if use.listening > 0 {
      needed.append(
        (
          "ChanSpy", "app_chanspy.so",
          "Supervisors cannot listen to \(count(use.listening, "agent"))."
        ))
    }
    return needed
  }

  private static func unanswered(_ agents: Int) -> String {
    "Unanswered calls of \(count(agents, "agent")) end instead of being recorded."
  }

  private static func has(_ application: String, _ facts: Examination) async throws -> Bool {
    try await facts.answer("core show application \(application)").contains("Info about")
  }

  @Sendable private static func applications(_ facts: Examination) async throws -> [Symptom] {
    var symptoms: [Symptom] = []
    for application in try needed(facts) where try await !has(application.name, facts) {
      if application.name == "VoiceMail", try await rival(facts) != nil { continue }
      symptoms.append(
        Symptom("\(application.name)()", "is not registered").with(
          consequence: application.consequence,
          remedy: "load = \(application.module) in modules.conf"))
    }
    return symptoms
  }

  // MARK: - Voicemail

  /// Those that bring the same application as `app_voicemail.so`, and take it with them when they fail.
  private static let rivals = ["app_voicemail_odbc.so", "app_voicemail_imap.so"]

  /// The one that Asterisk tried to load.
  private static func rival(_ facts: Examination) async throws -> String? {
    let modules = ModuleListing(try await facts.answer("module show like app_voicemail"))
    return rivals.first { modules[$0] != nil && modules["app_voicemail.so"] != nil }
  }

  @Sendable private static func voicemail(_ facts: Examination) async throws -> [Symptom] {
    let agents = try facts.read { try $0.applicationUse() }.mailboxes
    guard agents > 0 else { return [] }
    if await facts.answerIfRunning("core show version") != nil {
      guard try await !has("VoiceMail", facts), let rival = try await rival(facts) else {
        return []
      }
      return [taken(by: rival, agents, facts)]
    }
    guard let directory = try moduleDirectory(facts) else {
      throw Unchecked("the modules of Asterisk are not where asterisk.conf or Debian has them")
    }
    let tree = facts.tree("modules.conf")
    guard tree.isPresent else { throw Unchecked("there is no modules.conf to read") }
    let loading = ModuleLoading(tree)
    let rival = try rivals.first { module in
      try loading.isLoaded(module) && directory.appending(module).isPresent()
    }
    guard let rival, loading.isLoaded("app_voicemail.so") else { return [] }
    return [taken(by: rival, agents, facts).with(when: .restart)]
  }

  /// Where the modules are: as `asterisk.conf` says, else where Debian's package has them.
  private static func moduleDirectory(_ facts: Examination) throws -> FilePath? {
    let named = facts.directories["astmoddir"]
    // Debian's package has a directory for each machine (`/usr/lib/x86_64-linux-gnu/…`).
    let debian = try ForeignFiles.paths(
      matching: facts.place("/usr/lib/*/asterisk/modules").string
    ).map { FilePath($0) }
    return try ([facts.place(named)] + debian).first { directory in
      try directory.appending("app_voicemail.so").isPresent()
    }
  }

  private static func taken(by rival: String, _ agents: Int, _ facts: Examination) -> Symptom {
    let file = facts.configuration.appending("modules.conf").string
    return Symptom("VoiceMail()", "is not registered: \(rival) takes it away when it fails to load")
      .at(file).with(
        consequence: unanswered(agents),
        remedy: "noload = \(rival) in \(file), then systemctl restart asterisk")
  }

  // MARK: - Formats and codecs

  @Sendable private static func formats(_ facts: Examination) async throws -> [Symptom] {
    let (recordings, use) = try facts.read { reader in
      (try reader.recordingFormats(), try reader.applicationUse())
    }
    var needed = recordings.sorted { $0.key < $1.key }.map { format, agents in
      (format, "recordings of \(count(agents, "agent"))", nil as ConfigTree.Place?)
    }
    if use.mailboxes > 0 {
      let entry = facts.tree(FileKind.voicemail.includedBy).general("format")
      // Asterisk's own default.
      for format in (entry?.value ?? "wav").split(whereSeparator: { "|, \t".contains($0) }) {
        needed.append(
          (String(format), "messages for \(count(use.mailboxes, "agent"))", entry?.place))
      }
    }
    guard !needed.isEmpty else { return [] }
    let known = FormatListing(try await facts.answer("core show file formats")).names
    return needed.filter { !known.contains($0.0) }.map { format, what, place in
      let symptom = Symptom(format, "is a format that Asterisk cannot write").with(
        consequence: "There are no \(what).",
        remedy: "load = \(module(of: format)) in modules.conf, or choose another format")
      return place.map { symptom.at($0.file, line: $0.line) } ?? symptom
    }
  }

  private static func module(of format: String) -> String {
    format == "wav49" || format == "WAV" ? "format_wav_gsm.so" : "format_\(format).so"
  }

  @Sendable private static func codecs(_ facts: Examination) async throws -> [Symptom] {
    let use = try facts.read { try $0.codecUse() }
    guard !use.isEmpty else { return [] }
    let answer = try await facts.answer("core show translation paths slin")
    guard answer.contains(" To ") else { throw Unchecked("Asterisk does not tell its codecs") }
    let known = TranslationListing(answer).codecs
    return use.filter { !known.contains($0.key) }.sorted { $0.key < $1.key }.map { codec, phones in
      Symptom(codec, "is a codec that Asterisk cannot turn into another").with(
        consequence:
          "\(phones.text) may use it, and hear nothing of who has no codec in common.",
        remedy: "install codec_\(codec).so, or take \(codec) out of allow")
    }
  }
}
