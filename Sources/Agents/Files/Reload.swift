internal import AgentsModel
internal import AgentsSystem
internal import AsteriskConfig
internal import SystemPackage

/// Makes Asterisk read changed files with the narrowest command for each kind, then checks that it uses
/// what was written.
struct Reload {
  private let policy: ReloadPolicy
  private let rendering: Rendering
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
    _ settings: Settings, _ dialect: Dialect, _ rendering: Rendering, _ asterisk: RunningAsterisk,
    isElsewhere: Bool, directory: String, always: Bool = false
  ) {
    self.rendering = rendering
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
    return ModuleListing(text)[driver.module] != true
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
      return "queue reload " + (isMembers && !losesLastCall ? "members" : "all")
    }
  }

  /// From 18 on, `queue reload members` ends what `shared_lastcall` of queues.conf has begun: a wrap-up time that
  /// counts in all queues (asterisk/asterisk#1255).
  private var losesLastCall: Bool {
    guard (asterisk.version?.major ?? 18) >= 18 else { return false }
    return OwnFiles(beside: directory).sharesLastCall
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
    var coming: [Expectation] = []
    for (file, change) in changes where coming.count < Self.sample {
      let names = (change.added + change.changed).prefix(Self.sample - coming.count)
      coming += Expectation.all(
        in: report.contents[file]?.new ?? [], of: file, rendering, Set(names))
    }
    // A new internal may have moved the agent to a file whose contents were not kept.
    let moved = changes.flatMap { $0.1.added + $0.1.changed }
    let gone =
      report.hasAllContents
      ? Set(changes.flatMap { $0.1.removed }).subtracting(moved).sorted() : []
    let expected = coming + gone.map { Expectation(name: $0) }
    let left = earlier.sorted { $0.key < $1.key }
      .flatMap { Expectation.all(in: $0.value, of: $0.key, rendering) }
    let deadline = ContinuousClock.now + Self.patience
    var wrong: [(Expectation, [Difference])] = []
    for one in expected.prefix(Self.sample) + left.prefix(Self.mostLeft)
    where wrong.count < Self.sample {
      let found = try await differences(one, until: deadline)
      if !found.isEmpty { wrong.append((one, found)) }
    }
    guard wrong.isEmpty else { throw .of(wrong) }
    if driver == .pjsip { try await qualify(changes.flatMap { $0.1.added }) }
  }

  /// Without this, PJSIP would check the contact of a restored agent only after a minute, and queues would
  /// treat the phone as unreachable until then.
  private func qualify(_ names: [String]) async throws(Disagreement) {
    for name in names.prefix(Self.sample) { _ = try await answer("pjsip qualify \(name)") }
  }

  /// What Asterisk runs otherwise than it was written.
  private func differences(
    _ expected: Expectation, until deadline: ContinuousClock.Instant
  ) async throws(Disagreement) -> [Difference] {
    while true {
      let found = try await differences(expected)
      guard !found.isEmpty, ContinuousClock.now < deadline else { return found }
      try? await Task.sleep(for: .milliseconds(50))
    }
  }

  /// That it exists proves nothing: one with the same name may be the centre's own, or an old one.
  private func differences(_ expected: Expectation) async throws(Disagreement) -> [Difference] {
    guard !expected.objects.isEmpty else {
      let type = driver == .sip ? "peer" : "endpoint"
      return try await shown(expected.name, type) == nil ? [] : [.foreign]
    }
    var found: [Difference] = []
    for object in expected.objects where ["peer", "endpoint", "auth"].contains(object.type) {
      guard let shown = try await shown(object.name, object.type) else { return [.missing] }
      found += shown.differences(from: object, in: ShownObject.vital)
    }
    guard !found.isEmpty else { return [] }
    let overridden = OwnFiles(beside: directory).overridden(expected.name, driver.files)
    return found.filter { difference in
      guard case .value(let setting, _, _) = difference else { return true }
      return !overridden.contains(setting)
    }
  }

  private func shown(
    _ name: String, _ type: String
  ) async throws(Disagreement) -> ShownObject? {
    for question in ShownObject.questions(about: name, type: type) {
      if let shown = ShownObject(try await answer(question), type: type) { return shown }
    }
    return nil
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
  /// The console may print lines of its own before the answer.
  fileprivate func hasLine(startingWith words: String) -> Bool {
    split(whereSeparator: \.isNewline).contains { $0.hasPrefix(words) }
  }
}
