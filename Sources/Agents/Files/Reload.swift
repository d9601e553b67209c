internal import AgentsModel
internal import AgentsSystem
internal import AsteriskConfig
internal import SystemPackage

/// Makes Asterisk read changed files with the narrowest command for each kind, then checks that it uses
/// what was written.
struct Reload {
  private let policy: ReloadPolicy
  /// The driver that queues and extensions dial.
  private let driver: Dialect.Driver
  private let directory: String
  private let asterisk: RunningAsterisk

  /// How many peers are checked after a reload; a sample is enough for a large change.
  private static let sample = 20
  /// How many peers are checked in files that failed the check of an earlier run.
  private static let mostLeft = 5_000
  /// How long to wait for the result: `sip reload` returns before it is done.
  private static let patience = Duration.seconds(5)

  init(
    _ settings: Settings, _ dialect: Dialect, _ asterisk: RunningAsterisk, isElsewhere: Bool,
    directory: String, always: Bool = false
  ) {
    policy = isElsewhere ? .never : always ? .always : settings.asteriskReload
    driver = dialect.dialled
    self.asterisk = asterisk
    self.directory = directory
  }

  /// Which Asterisk runs here; nil when none does, or it must not be asked.
  func version() async throws(AsteriskSilence) -> AsteriskVersion? {
    try await question("core show version").flatMap { AsteriskVersion(answer: $0) }
  }

  /// Whether the running Asterisk has no such driver; false when none runs, or it must not be asked.
  func lacks(_ driver: Dialect.Driver) async throws(AsteriskSilence) -> Bool {
    guard let text = try await question("module show like \(driver.module)"),
      text.contains("modules loaded")
    else { return false }
    return !text.split(whereSeparator: \.isNewline).contains {
      $0.hasPrefix(driver.module) && $0.contains(" Running ")
        && !$0.contains("Not Running")
    }
  }

  /// The answer; nil when no Asterisk runs here, or it must not be asked.
  private func question(_ command: String) async throws(AsteriskSilence) -> String? {
    guard policy != .never else { return nil }
    do throws(AsteriskSilence) { return try await asterisk.answer(to: command) } catch {
      guard error.isAbsence else { throw error }
      return nil
    }
  }

  /// Reloads `files`, then checks the changes in those that this run wrote.
  ///
  /// - Parameter earlier: Contents of files whose check failed in an earlier run.
  func run(
    _ files: [GeneratedFile], _ report: inout FileReport, earlier: [GeneratedFile: [UInt8]] = [:]
  ) async {
    guard policy != .never, !files.isEmpty else { return }
    do throws(AgentsError) {
      for kind in Set(files.map(\.kind)).sorted() {
        guard try await tell(command(for: kind, files, report), of: kind) else {
          report.asterisk = .notRunning
          return
        }
      }
      report.asterisk = .reloaded
    } catch {
      return report.fail(error)
    }
    guard isIncluded else { return }
    do throws(Disagreement) {
      try await verify(report, earlier)
    } catch {
      report.disagreeing = error.files
      report.fail(error.error)
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
      // One command for all queues: after the first, Asterisk no longer sees that the files changed.
      // `members` does not see new, removed or changed queues.
      let isMembers = files.filter { $0.kind == .queues }.allSatisfy(report.changesOnlyMembers)
      return "queue reload " + (isMembers ? "members" : "all")
    }
  }

  /// False when Asterisk does not run here and need not.
  private func tell(_ command: String, of kind: FileKind) async throws(AgentsError) -> Bool {
    do throws(AsteriskSilence) {
      let text = try await asterisk.answer(to: command)
      guard kind == driver.files, text.hasLine(startingWith: "No such ") else { return true }
    } catch {
      guard !error.isAbsence || policy == .always else { return false }
      throw .asterisk(.unavailable(command: command, because: error))
    }
    // Without the driver no phone can register. Without another module its files do not matter.
    throw .asterisk(.lacksDriver(command: command))
  }

  // MARK: - Asking what runs

  /// - Parameter earlier: Contents of files whose check failed in an earlier run.
  private func verify(
    _ report: FileReport, _ earlier: [GeneratedFile: [UInt8]]
  ) async throws(Disagreement) {
    let files = report.contents.keys.sorted().filter { file in
      file.block != nil && file.kind == driver.files
    }
    let changes = files.map { ($0, report.change(of: $0)) }
    let coming = changes.flatMap { file, change in
      Expectation.all(in: report.contents[file]?.new ?? [], of: file)
        .filter { (change.added + change.changed).contains($0.name) }
    }
    // A new internal may have moved the agent to a file whose contents were not kept.
    let gone =
      report.hasAllContents
      ? Set(changes.flatMap { $0.1.removed }).subtracting(coming.map(\.name)).sorted() : []
    let expected = coming + gone.map { Expectation(name: $0) }
    let left = earlier.sorted { $0.key < $1.key }
      .flatMap { Expectation.all(in: $0.value, of: $0.key) }
    let deadline = ContinuousClock.now + Self.patience
    var wrong: [Expectation] = []
    for one in expected.prefix(Self.sample) + left.prefix(Self.mostLeft)
    where wrong.count < Self.sample {
      if try await !isMet(one, until: deadline) { wrong.append(one) }
    }
    guard wrong.isEmpty else { throw .of(wrong) }
    if driver == .pjsip { try await qualify(changes.flatMap { $0.1.added }) }
  }

  /// Without this, PJSIP would check the contact of a restored agent only after a minute, and queues would
  /// treat the phone as unreachable until then.
  private func qualify(_ names: [String]) async throws(Disagreement) {
    for name in names.prefix(Self.sample) { _ = try await answer("pjsip qualify \(name)") }
  }

  private func isMet(
    _ expected: Expectation, until deadline: ContinuousClock.Instant
  ) async throws(Disagreement) -> Bool {
    while true {
      if try await runs(expected.name, expected.digest) == (expected.digest != nil) { return true }
      guard ContinuousClock.now < deadline else { return false }
      try? await Task.sleep(for: .milliseconds(50))
    }
  }

  /// Whether Asterisk runs a phone of this name with this digest, where one is expected.
  private func runs(_ name: String, _ digest: String?) async throws(Disagreement) -> Bool {
    // An agent that only calls in (`type=user`) is a user for chan_sip, not a peer.
    let questions =
      driver == .sip
      ? ["sip show peer \(name)", "sip show user \(name)"] : ["pjsip show endpoint \(name)"]
    for question in questions {
      let text = try await answer(question)
      let isUnknown =
        text.contains("\(name) not found")
        || text.hasLine(startingWith: "Unable to find object \(name).")
      guard isUnknown else { return try await hasSecret(name, digest, text) }
    }
    return false
  }

  /// Whether the object has our digest; one with the same name may be the centre's own or an old one.
  private func hasSecret(
    _ name: String, _ digest: String?, _ shown: String
  ) async throws(Disagreement) -> Bool {
    guard let digest else { return true }
    if driver == .pjsip { return try await answer("pjsip show auth \(name)").contains(digest) }
    // chan_sip does not show the digest. A plain secret beside it comes from another section.
    return shown.says("MD5Secret", "<Set>") && shown.says("Secret", "<Not set>")
  }

  private func answer(_ question: String) async throws(Disagreement) -> String {
    do throws(AsteriskSilence) { return try await asterisk.answer(to: question) } catch {
      throw Disagreement(
        error: .asterisk(.unavailable(command: question, because: error)), files: [])
    }
  }

  /// Whether Asterisk's own file includes our peers or is rejected; otherwise there is nothing to check.
  private var isIncluded: Bool {
    let inclusion = Inclusion(directory: directory)
    return inclusion.isMade(for: driver.files) || inclusion.isRejected(for: driver.files)
  }
}

extension String {
  /// A line `NAME : VALUE` of what the console shows.
  fileprivate func says(_ name: String, _ value: String) -> Bool {
    split(whereSeparator: \.isNewline).contains { line in
      let halves = line.split(separator: ":", maxSplits: 1)
      return halves.count == 2 && halves[0].split(separator: " ").joined(separator: " ") == name
        && halves[1].split(separator: " ").joined(separator: " ") == value
    }
  }

  /// The console may print lines of its own before the answer.
  fileprivate func hasLine(startingWith words: String) -> Bool {
    split(whereSeparator: \.isNewline).contains { $0.hasPrefix(words) }
  }
}
