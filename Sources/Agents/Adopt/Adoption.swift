public import AgentsModel
internal import AgentsStore
internal import AgentsSystem
package import AsteriskConfig
internal import SystemPackage

extension Centre {
  /// Tells what taking over a running centre would come to; nothing is stored.
  ///
  /// - Parameters:
  ///   - directory: Asterisk's configuration directory, or a copy of it.
  ///   - request: What is asked for; made once it is known that the actor may ask.
  ///   - withChanges: Also works out which lines of the centre's files a cut-over would change.
  /// - Throws: `AgentsError.file(.unusable)` when there is no such directory; `.refused` for a request that cannot be.
  public func adoption(
    of directory: String,
    _ request: @autoclosure () throws -> AdoptionRequest = AdoptionRequest(),
    withChanges: Bool = false
  ) throws -> AdoptionReport {
    try perform(OperatorTask("adopt", needs: .admin, .dryRun)) { session in
      // A centre may be looked at before there is a database.
      let store = try session.path.isPresent() ? session.reading() : session.writing()
      let place = try session.configurationDirectory(directory)
      var (report, own) = try session.look(at: place, request(), store)
      guard withChanges, let driver = report.plan.driver else { return report }
      let settings = try store.read { try $0.settings() }
      report.changes = try CentreFiles(
        place, report.plan.cutOver, including: report.plan.kinds(driver),
        Inclusion(directory: settings.asteriskDir.text, own), own
      ).differences
      return report
    }
  }
}

/// What taking over a centre came to, or would come to.
public struct AdoptionReport: Sendable {
  /// Asterisk's configuration directory, with links resolved.
  public let directory: String
  /// Everything that was found.
  package let plan: AdoptionPlan

  /// What was done; nil = nothing was stored.
  public internal(set) var outcome: Outcome?
  /// What became of our files; nil where none were to be written.
  public internal(set) var files: FileReport?
  /// For how many minutes at least the phones were in no file, before they became live; nil = it is not known, or they
  /// were not.
  public internal(set) var outMinutes: Int?
  /// The directory with copies of the centre's files as they were, with the passwords that they have.
  public internal(set) var copies: String?
  /// What should be known of what was done.
  public internal(set) var warnings: [Finding] = []
  /// The lines of the centre's files that change, as unified differences, by path.
  package internal(set) var changes: [(path: String, lines: [String])] = []

  /// How far a taking over went.
  public enum Outcome: Sendable {
    /// Stored and held: in no file of Asterisk.
    case stored(agents: Int, telephones: Int, queues: Int)
    /// Asterisk runs them from our files.
    case live(name: String)
    /// The centre's files are as they were before; what was taken over is held, or forgotten: agents are in the bin,
    /// telephones and queues deleted.
    case rolledBack(name: String, isForgotten: Bool)
  }

  /// Something would be taken over, if it were not for a rule.
  public var isRefused: Bool { !plan.refused.isEmpty }

  /// - Parameter cutsOver: The files are to change, not only the database.
  /// - Throws: `AgentsError.refused` with what must be consented to, or done elsewhere first.
  func check(_ consent: AdoptionConsent, cutsOver: Bool) throws {
    var findings: [Finding] = []
    if !consent.keepsGoing {
      findings += plan.refused.map { refused in
        var finding = Finding(
          .error, refused.code, "\(text(refused.place)): \(refused.what): \(refused.why)",
          hint: .goOnWithout)
        finding.place = refused.place
        return finding
      }
    }
    guard cutsOver else { return _ = try findings.orRefused() }
    for file in plan.cutOver.byHand where !file.isDone {
      findings.append(
        Finding(
          .error, "adopt.generated", "\(shortened(file.file)): \(file.why)",
          hint: .storeAndFinish))
    }
    let rules = plan.lost.filter { $0.isAccessRule && !$0.isKept }
    if !consent.losesAccessRules {
      findings += rules.map { rule in
        Finding(
          .error, "adopt.access",
          "\(text(rule.place)): \(rule.phones.joined(separator: ", ")) would lose \(rule.key)=\(rule.value)",
          hint: .giveUpRules)
      }
    }
    findings += plan.cutOver.blocked.filter { !$0.hasPrefix("voice:") }.map {
      Finding(.error, "adopt.blocked", $0, hint: .leaveOut)
    }
    _ = try findings.orRefused()
  }

  /// How many phones are taken over.
  public var phones: Int { plan.agents.count + plan.telephones.count }
  /// How many of Asterisk's files a cut-over changes, without those that get a line for ours.
  public var changedFiles: Int {
    Set(plan.cutOver.commented.keys).union(plan.cutOver.added.keys).count
  }
  /// The changes as `patch(1)` takes them; they have secrets.
  public var patch: [String] { changes.flatMap(\.lines) }

  /// `file:line`, with the file relative to the directory.
  package func text(_ place: ConfigTree.Place) -> String {
    "\(shortened(place.file)):\(place.line)"
  }

  /// A path relative to the directory.
  package func shortened(_ path: String) -> String {
    path.hasPrefix(directory + "/") ? String(path.dropFirst(directory.utf8.count + 1)) : path
  }
}

extension Session {
  /// The directory, with links resolved.
  func configurationDirectory(_ text: String) throws -> FilePath {
    let path = try FilePath(text).resolved()
    guard try path.isDirectory() else {
      throw AgentsError.file(.unusable(path: text, reason: "is no directory"))
    }
    return path
  }

  /// Reads a centre and makes the plan.
  func look(
    at directory: FilePath, _ request: AdoptionRequest, _ store: Store
  ) throws -> (report: AdoptionReport, own: OwnFiles) {
    let surroundings = try store.read { try $0.surroundings() }
    let own = ownFiles(in: directory, surroundings.settings)
    let trees = Self.trees(directory, own)
    guard trees.hasAnything else {
      throw AgentsError.file(
        .unusable(
          path: directory.string, reason: "has none of Asterisk's files for phones and queues"))
    }
    let plan = AdoptionPlanner.plan(trees, request, surroundings)
    return (AdoptionReport(directory: directory.string, plan: plan), own)
  }

  /// The centre's own files; ours are left out.
  func ownFiles(in directory: FilePath, _ settings: Settings) -> OwnFiles {
    let ours = FilePath(settings.asteriskDir.text).lexicallyNormalized()
    let original = ours.removingLastComponent()
    let isCopy = ((try? original.resolved()) ?? original) != directory
    let name = ours.lastComponent.map { directory.appending($0) } ?? directory.appending("xcally")
    return OwnFiles(in: directory, ours: isCopy ? name : ours, copyOf: isCopy ? original : nil)
  }

  private static func trees(_ directory: FilePath, _ own: OwnFiles) -> CentreTrees {
    var texts: [String: [Substring]?] = [:]
    let isThere: (String) -> Bool = { (try? directory.appending($0).isPresent()) ?? true }
    return CentreTrees(directory.string, tree: own.tree, isThere: isThere) { path in
      if let known = texts[path] { return known }
      let lines = own.text(path)?.split(separator: "\n", omittingEmptySubsequences: false)
      texts[path] = .some(lines)
      return lines
    }
  }
}
