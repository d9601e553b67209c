internal import AgentsCore
internal import AgentsSystem
internal import AsteriskConfig
internal import SystemPackage

/// Makes Asterisk read changed files: the narrowest command for each kind, then the question whether
/// it runs what was written.
struct Reload {
  private let policy: ReloadPolicy
  private let driver: Dialect.Driver
  private let directory: String
  private let asterisk = Asterisk()

  /// Peers that are asked for by name after a reload; the first few of a large change stand for all.
  private static let sample = 20
  /// `sip reload` returns before it has happened.
  private static let patience = Duration.seconds(5)

  init(_ settings: Settings, _ dialect: Dialect, isElsewhere: Bool, directory: String) {
    policy = isElsewhere ? .never : settings.asteriskReload
    driver = dialect.driver
    self.directory = directory
  }

  /// Which Asterisk runs here; nil when none does, or it may not be asked.
  func version() async throws(AgentsError) -> AsteriskVersion? {
    guard policy != .never, case .output(let text) = try await ask("core show version") else {
      return nil
    }
    return AsteriskVersion(answer: text)
  }

  /// Tells Asterisk of `files`, and asks for what changed in those that this run wrote.
  func run(_ files: [GeneratedFile], _ report: inout FileReport) async {
    guard policy != .never, !files.isEmpty else { return }
    do {
      for kind in Set(files.map(\.kind)).sorted() {
        guard try await tell(command(for: kind, files, report), of: kind) else {
          report.asterisk = .notRunning
          return
        }
      }
      report.asterisk = .reloaded
      if isIncluded { try await verify(report) }
    } catch {
      report.asterisk = .failed
      report.failure = report.failure ?? error
    }
  }

  /// The narrowest command that makes Asterisk read the files of a kind again.
  private func command(
    for kind: FileKind, _ files: [GeneratedFile], _ report: FileReport
  ) -> String {
    switch kind {
    case .sip: return "sip reload"
    case .pjsip: return "module reload res_pjsip.so"
    case .voicemail: return "voicemail reload"
    case .extensions: return "dialplan reload"
    case .queues:
      // All queues at once: the first one would use up the sign that the files changed. Queues that
      // come, go or change themselves it does not see.
      let isMembers = files.filter { $0.kind == .queues }.allSatisfy(report.changesOnlyMembers)
      return "queue reload " + (isMembers ? "members" : "all")
    }
  }

  /// False when Asterisk does not run here and need not.
  private func tell(_ command: String, of kind: FileKind) async throws(AgentsError) -> Bool {
    switch try await ask(command) {
    // Without the driver nobody can register; without another module there is nothing to read.
    case .output(let text) where kind == driver.files && text.hasLine(startingWith: "No such "):
      throw .asteriskLacksDriver(command: command)
    case .output: return true
    case .notInstalled where policy == .auto, .notRunning where policy == .auto: return false
    case .notInstalled:
      throw .asteriskUnavailable(command: command, reason: "it is not installed here")
    case .notRunning: throw .asteriskUnavailable(command: command, reason: "it does not run here")
    case .timedOut: throw .asteriskUnavailable(command: command, reason: "no answer in 10 seconds")
    case .failed(let status, _):
      throw .asteriskUnavailable(command: command, reason: "its console ended with \(status)")
    }
  }

  private func ask(_ command: String) async throws(AgentsError) -> Asterisk.Reply {
    do {
      return try await asterisk.run(command)
    } catch {
      throw .asteriskUnavailable(command: command, reason: "its console could not be run")
    }
  }

  // MARK: - Asking what runs

  private func verify(_ report: FileReport) async throws(AgentsError) {
    let files = report.contents.keys.sorted().filter { file in
      file.block != nil && file.kind == driver.files
    }
    let blocks = files.map(report.change)
    let present = blocks.flatMap { $0.added + $0.changed }
    // A new internal may have moved the agent to another file, one of those that are not remembered
    // among them.
    let absent =
      report.hasAllContents
      ? Set(blocks.flatMap(\.removed)).subtracting(present).sorted() : []
    let expected = present.map { ($0, true) } + absent.map { ($0, false) }
    let deadline = ContinuousClock.now + Self.patience
    var wrong: [String] = []
    for (name, exists) in expected.prefix(Self.sample) {
      guard try await isKnown(name, expected: exists, until: deadline) else {
        wrong.append(name)
        continue
      }
    }
    guard wrong.isEmpty else { throw .asteriskDisagrees(peers: wrong) }
    if driver == .pjsip { try await qualify(blocks.flatMap(\.added)) }
  }

  /// An agent that comes back has the contact it had, of which PJSIP asks nothing for a minute; so long
  /// queues would take the phone for absent.
  private func qualify(_ names: [String]) async throws(AgentsError) {
    for name in names.prefix(Self.sample) { _ = try await ask("pjsip qualify \(name)") }
  }

  private func isKnown(
    _ name: String, expected: Bool, until deadline: ContinuousClock.Instant
  ) async throws(AgentsError) -> Bool {
    while true {
      if try await isLoaded(name) == expected { return true }
      guard ContinuousClock.now < deadline else { return false }
      try? await Task.sleep(for: .milliseconds(50))
    }
  }

  /// nil when Asterisk does not say.
  private func isLoaded(_ name: String) async throws(AgentsError) -> Bool? {
    // Who only calls in (`type=user`) is a user of chan_sip and no peer.
    let questions =
      driver == .sip
      ? ["sip show peer \(name)", "sip show user \(name)"] : ["pjsip show endpoint \(name)"]
    for question in questions {
      guard case .output(let text) = try await ask(question) else { return nil }
      let isUnknown =
        text.contains("\(name) not found")
        || text.hasLine(startingWith: "Unable to find object \(name).")
      if !isUnknown { return true }
    }
    return false
  }

  /// Whether Asterisk's own file, beside our directory, includes our peers; while it does not, there
  /// is nothing to ask for.
  private var isIncluded: Bool {
    Inclusion(directory: directory).isMade(for: driver.files)
  }
}

extension String {
  /// The console may print lines of its own before the answer.
  fileprivate func hasLine(startingWith words: String) -> Bool {
    split(whereSeparator: \.isNewline).contains { $0.hasPrefix(words) }
  }
}
