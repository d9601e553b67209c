internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import SystemPackage

extension HealthCheck {
  static let asterisk = [
    HealthCheck(
      "asterisk.unreachable", .error, asksAsterisk: true,
      what: "Whether Asterisk answers on its console.",
      why: "Changes are written and not taken over, and what Asterisk runs is not known.",
      mend: "systemctl status asterisk", unreachable),
    HealthCheck(
      "asterisk.booting", .warning, asksAsterisk: true,
      what: "Whether Asterisk has loaded all its modules.",
      why: "Phones and queues come when it has; what it runs is not checked before.",
      mend: "wait, and check again"
    ) { facts in
      guard await facts.silence() == .starting else {
        _ = try await facts.answer("core show version")
        return []
      }
      return [Symptom("Asterisk", "is still starting")]
    },
    HealthCheck(
      "asterisk.restarted", .info, asksAsterisk: true,
      what: "Whether Asterisk was started since the last change, while an error waited for that.",
      why: "What these errors keep from being loaded is gone since then.",
      mend: "mend the errors that are felt at a restart", restarted),
    HealthCheck(
      "asterisk.version", .error, asksAsterisk: true, commands: true,
      what: "Whether the files are for the release of Asterisk that runs.",
      why: "Asterisk takes the files otherwise than they are meant, or not at all.",
      mend: "write the files anew", version),
    HealthCheck(
      "asterisk.stale", .error, asksAsterisk: true, commands: true,
      what:
        "Password, caller ID, context and codecs of one phone of each file, as Asterisk runs them.",
      why: "Old passwords still work and new ones do not, for all phones of the file.",
      mend: "look for a file that Asterisk rejects, then write the files anew", stale),
  ]

  @Sendable private static func unreachable(_ facts: Examination) async throws -> [Symptom] {
    if let silenced = facts.silenced { throw Unchecked(silenced) }
    guard let silence = await facts.silence(), silence != .starting else { return [] }
    let symptom = Symptom("Asterisk", silence.predicate)
    switch silence {
    case .notInstalled:
      return [symptom.with(remedy: "install it, or set asteriskReload to never")]
    case .notAllowed:
      return [
        symptom.with(
          consequence: "What Asterisk runs is not known, and changes are not taken over.",
          remedy: "check as root, or as a member of the group in astctlgroup of asterisk.conf")
      ]
    case .noAnswer:
      return [
        symptom.with(
          consequence: "Calls hang as well, most likely; changes are not taken over.",
          remedy: "systemctl restart asterisk, if it does not come back by itself")
      ]
    case .notRunning, .starting, .failed: return [symptom]
    }
  }

  @Sendable private static func restarted(_ facts: Examination) async throws -> [Symptom] {
    _ = try await facts.answer("core show version")
    guard let process = facts.process else {
      throw Unchecked("when Asterisk was started is not known")
    }
    let isWaiting = facts.findings.contains { $0.severity == .error && $0.when == .restart }
    guard isWaiting, let written = try facts.files.lastWritten(), written < process.started else {
      return []
    }
    let time = Moment(seconds: process.started.seconds)
    return [Symptom("Asterisk", "was started at \(time.text), after the last change")]
  }

  @Sendable private static func version(_ facts: Examination) async throws -> [Symptom] {
    let text = try await facts.answer("core show version")
    guard let running = facts.running.version ?? AsteriskVersion(answer: text) else {
      throw Unchecked("Asterisk tells no version of a release")
    }
    let setting = facts.settings.asteriskVersion.text
    guard let known = AsteriskVersion(setting) ?? facts.files.seen else { return [] }
    guard known != running else { return [] }
    var settings = facts.settings
    settings.asteriskVersion = .init()
    let isSame =
      Dialect(settings, seen: running, leaving: facts.dialect.left) == facts.dialect
    let symptom = Symptom(
      "Asterisk", "is \(running.text), and the files are for \(known.text)")
    let mended =
      setting.isEmpty
      ? symptom.mended(by: .apply(force: false))
      : symptom.mended(by: .set("asteriskVersion", to: running.text))
    return [
      isSame ? mended.with(.info, consequence: "The files of both are the same.") : mended
    ]
  }

  // MARK: - One phone of each file

  @Sendable private static func stale(_ facts: Examination) async throws -> [Symptom] {
    let states = Dictionary(try facts.states.get(), uniquingKeysWith: { first, _ in first })
    let rendering = facts.files.rendering
    let kind = facts.dialect.driver.files
    guard facts.dialect.left == nil else {
      throw Unchecked("the change of the driver is not finished")
    }
    _ = try await facts.answer("core show version")
    var symptoms: [Symptom] = []
    for phone in try facts.read({ try $0.newestPhones() }) {
      let file = GeneratedFile.block(kind, NumberBlock(containing: phone.internalNumber)).name
      // What is not written, or by hand, is a finding of its own.
      guard let state = states[file], [.current, .unread].contains(state) else { continue }
      let found = try await differences(rendering.objects(of: phone), kind, facts)
      guard let words = words(found) else { continue }
      symptoms.append(
        Symptom(agent: phone.username, words).at(facts.files.path(file).string)
          .mended(by: .reload))
    }
    return symptoms
  }

  private static func differences(
    _ objects: [WrittenObject], _ kind: FileKind, _ facts: Examination
  ) async throws -> [Difference] {
    var found: [Difference] = []
    for object in objects where ["peer", "endpoint", "auth"].contains(object.type) {
      guard let shown = try await facts.shown(object.name, type: object.type) else {
        return [.missing]
      }
      let overridden = facts.own.overridden(object.name, kind)
      found += shown.differences(from: object, in: ShownObject.vital).filter { difference in
        guard case .value(let setting, _, _) = difference else { return true }
        return !overridden.contains(setting)
      }
    }
    return found
  }

  private static func words(_ found: [Difference]) -> String? {
    guard let first = found.first else { return nil }
    if first == .missing { return "is written, and Asterisk does not know it" }
    let settings = found.map(\.words).joined(separator: ", ")
    return "does not run as it was written: \(settings)"
  }
}

extension Difference {
  /// What it is about, in one word.
  var words: String {
    if case .secret = self { "password" } else { setting ?? "" }
  }
}

extension AsteriskSilence {
  /// The end of a sentence that begins with "Asterisk".
  fileprivate var predicate: String {
    switch self {
    case .notInstalled: "is not installed here"
    case .notRunning: "does not run here"
    case .notAllowed(let path): "may not be asked by this account: \(path)"
    case .starting: "is still starting"
    case .noAnswer(let seconds): "does not answer within \(count(seconds, "second"))"
    case .failed(let reason): "cannot be asked: \(reason)"
    }
  }
}

extension AsteriskFiles {
  /// When the newest of our files was written; nil when there is none.
  fileprivate func lastWritten() throws -> WallTime? {
    var newest: WallTime?
    for kind in kinds where try path(kind.directory).isPresent() {
      for entry in try PlainDirectory(at: path(kind.directory)).entries()
      where entry.kind == .file && newest.map({ $0 < entry.modified }) ?? true {
        newest = entry.modified
      }
    }
    return newest
  }
}
