public import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import SystemPackage

/// Which checks are made, and how.
public struct HealthRequest: Sendable {
  /// What may be looked at.
  public enum Extent: Sendable {
    case everything
    /// Asterisk is not asked.
    case offline
    /// Only what the running Asterisk says.
    case running
  }

  /// Ids or groups of checks; empty = all.
  public var only: [String] = []
  /// Ids or groups, each also with `:SUBJECT`; as well as those of the setting `doctorSkip`.
  public var skip: [String] = []
  /// What may be looked at.
  public var extent = Extent.everything
  /// Also the checks that take long or find much.
  public var isThorough = false
  /// Another directory of files, for this run only.
  public var directory: String?
  /// What is done about the findings.
  public var mending = Mending.none
  /// How long one answer is waited for.
  var answerPatience = Duration.seconds(2)
  /// How long Asterisk is asked, all in all.
  public var patience = Duration.seconds(10)

  /// What is done about the findings that are safe to mend: rights on our own files, and files to write.
  public enum Mending: Sendable {
    case none
    /// It is told what would be done.
    case dryRun
    /// It is done, and then the checks are made again.
    case carryOut
  }

  /// Everything that is usually looked at, and nothing is done.
  public init() {}
}

/// What the checks found.
public struct HealthReport: Sendable {
  /// Worst first, and then in the order of the checks.
  public internal(set) var findings: [HealthFinding]
  /// How many checks were made.
  public internal(set) var checked = 0
  /// Checks that could not be made, and why.
  public internal(set) var unchecked: [(code: String, reason: String)] = []
  /// What was left out because somebody wants it so: ids, each perhaps with `:SUBJECT`.
  public internal(set) var skipped: [String] = []
  /// What stood in the way of mending.
  public internal(set) var failure: AgentsError?
  /// What was done, or in a dry run would be.
  public internal(set) var mended: [HealthFinding.Command] = []
  /// The Asterisk that was asked.
  public internal(set) var asterisk: Asterisk
  /// How long it took.
  public internal(set) var seconds = 0.0

  /// What is known of the running Asterisk.
  public struct Asterisk: Sendable {
    /// How it answered.
    public internal(set) var state: FileReport.AsteriskState
    /// Its version, as it says it.
    public internal(set) var version: String?
    /// The number of its process.
    public internal(set) var process: Int?
    /// The account under which it runs.
    public internal(set) var user: String?
    /// When it was started.
    public internal(set) var started: Moment?
  }

  /// How many findings there are of a severity.
  public func count(_ severity: HealthFinding.Severity) -> Int {
    findings.count { $0.severity == severity }
  }

  /// Whether nothing was found of this severity or worse.
  public func isHealthy(_ severity: HealthFinding.Severity = .warning) -> Bool {
    findings.allSatisfy { $0.severity < severity }
  }
}

extension Centre {
  /// Tells what keeps phones, mailboxes and queues from working.
  ///
  /// Looks at the database, the files, the centre's own files and the running Asterisk. Writes nothing, unless it is to mend
  /// what is safe to mend.
  ///
  /// - Throws: `AgentsError.notFound` for a check that there is not; `.asterisk(.unexamined)` where the running Asterisk is
  ///   all that is to be looked at, and does not answer.
  public func doctor(_ request: HealthRequest = HealthRequest()) async throws -> HealthReport {
    let mode = Mode(request.mending == .dryRun ? .dryRun : .apply, directory: request.directory)
    let isMending = request.mending == .carryOut
    let task = OperatorTask(isMending ? AuditVerb.mend : "doctor", needs: .admin, mode)
    return try await perform(task) { session in
      let first = try await session.examination(request)
      guard request.mending != .none else { return first }
      var report = first
      let mends = Mend.inOrder(first.findings.compactMap(\.mend))
      guard isMending, !mends.isEmpty else {
        report.mended = mends.map(\.command)
        return report
      }
      try await session.carryOut(mends, in: &report)
      var second = try await session.examination(request)
      (second.mended, second.failure) = (report.mended, report.failure)
      return second
    }
  }
}

extension Session {
  fileprivate func examination(_ request: HealthRequest) async throws -> HealthReport {
    let examination = try Examination(self, request)
    let checks = try request.checks()
    if request.extent == .running, let silence = await examination.silence() {
      throw AgentsError.asterisk(.unexamined(silence))
    }
    return try await examination.report(checks)
  }
}

extension HealthRequest {
  /// The checks that are made, in their order.
  ///
  /// - Throws: `AgentsError.notFound` for a check that there is not.
  public func checks() throws(AgentsError) -> [HealthCheck] {
    let known = HealthCheck.names
    for word in only + skip.map(Exception.init).map(\.check) where !known.contains(word) {
      throw .notFound(.key(word, kind: "check", nearest: nearest(to: word, in: known)))
    }
    return HealthCheck.all.filter { check in
      let isMeant = only.isEmpty || only.contains(where: check.isNamed)
      let isNamed = only.contains(check.id)
      let isWithin =
        switch extent {
        case .everything: true
        case .offline: !check.needsAsterisk
        case .running: check.needsAsterisk
        }
      return isMeant && isWithin && (isThorough || isNamed || !check.isThorough)
    }
  }

  /// `ID`, `GROUP` or either with `:SUBJECT`.
  struct Exception {
    let text: String
    let check: String
    /// nil = all.
    let subject: String?

    init(_ text: String) {
      self.text = text
      let halves = text.split(separator: ":", maxSplits: 1).map(String.init)
      check = halves.first ?? ""
      subject = halves.dropFirst().first
    }
  }
}

extension Examination {
  /// Makes the checks, one after the other.
  func report(_ checks: [HealthCheck]) async throws -> HealthReport {
    let start = ContinuousClock.now
    let exceptions = (settings.doctorSkip.words + request.skip).map(HealthRequest.Exception.init)
    var report = HealthReport(findings: [], asterisk: .init(state: .notAsked))
    for check in checks {
      let meant = exceptions.filter { check.isNamed(by: $0.check) }
      if let whole = meant.first(where: { $0.subject == nil }) {
        report.skipped.append(whole.check == check.id ? whole.text : check.id)
        continue
      }
      do {
        let found = try await check.body(self).map(check.finding)
        report.checked += 1
        let left = found.filter { finding in !meant.contains { $0.subject == finding.subject } }
        let names = Set(found.map(\.subject))
        report.skipped += meant.filter { names.contains($0.subject ?? "") }.map(\.text)
        report.findings += left
        findings += left
      } catch let error as Unchecked {
        report.unchecked.append((check.id, error.reason))
      } catch let error as SystemError {
        // What stands in the way of one look is a finding, and the others are made all the same.
        let path = error.path?.string ?? ""
        report.checked += 1
        report.findings.append(
          check.finding(
            Symptom(path, "could not be looked at: \(reason(error.errno.rawValue))").at(path)
              .with(.error, consequence: "What is there is not known.", remedy: "look at it")))
      }
    }
    report.fold(checks)
    report.findings = HealthFinding.Severity.allCases.reversed().flatMap { severity in
      report.findings.filter { $0.severity == severity }
    }
    report.asterisk = await knownAsterisk()
    report.seconds = (ContinuousClock.now - start) / .seconds(1)
    return report
  }

  private func knownAsterisk() async -> HealthReport.Asterisk {
    guard silenced == nil else { return .init(state: .notAsked) }
    if let silence = await silence() { return .init(state: .init(silence)) }
    return .init(
      state: .reloaded, version: running.greeting?.version, process: process?.number,
      user: process?.account.name,
      started: process.map {
        Moment(seconds: $0.started.seconds, nanoseconds: $0.started.nanoseconds)
      })
  }
}

extension HealthReport {
  /// Puts what follows from an error under it: who mends the cause mends the effect.
  fileprivate mutating func fold(_ checks: [HealthCheck]) {
    for check in checks where !check.effects.isEmpty {
      guard
        let cause = findings.firstIndex(where: { $0.code == check.id && $0.severity == .error })
      else { continue }
      let effects = findings.filter { check.effects.contains($0.code) }.map(\.code)
      for code in effects where !findings[cause].causes.contains(code) {
        findings[cause].causes.append(code)
      }
      findings.removeAll { check.effects.contains($0.code) }
    }
  }
}
