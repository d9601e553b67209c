internal import AgentsModel
internal import AgentsStore
internal import AsteriskConfig

/// Keeps apart what is ours and what the centre writes itself: nothing of ours gets a name that stands there
/// already, and nothing of ours goes that the centre continues with `(+)`.
///
/// The centre's files are read only when a name comes or goes, and each once.
final class CentreGuard {
  private let centre: CentreFiles
  private let isElsewhere: Bool
  private let dialect: Dialect
  private var contexts: Set<String>?
  private var told: Set<FileKind> = []

  /// - Parameter directory: The one that was named for this run.
  init(_ settings: Settings, _ dialect: Dialect, directory: String?) {
    self.dialect = dialect
    centre = CentreFiles(beside: settings.asteriskDir.text)
    // A preview has no centre beside it.
    isElsewhere = directory != nil && directory != settings.asteriskDir.text
  }

  /// The guard of a change.
  convenience init(
    _ settings: Settings, _ mode: Mode, _ reader: StoreReader
  ) throws {
    self.init(settings, try reader.dialect(settings), directory: mode.directory)
  }

  /// What stands in the way of showing `new` to Asterisk in place of `old`.
  ///
  /// - Parameter reader: Says what contexts the others call from.
  func findings(
    for new: Endpoint?, insteadOf old: Endpoint?, _ reader: StoreReader
  ) throws -> [Finding] {
    guard !isElsewhere else { return [] }
    let (before, after) = (old?.things(dialect) ?? [], new?.things(dialect) ?? [])
    guard before != after else { return [] }
    var findings: [Finding] = []
    if let new { findings += try doubled(after.subtracting(before), new, reader) }
    // A phone that only loses one of its objects is still there.
    let stays = Set(after.map(\.sectionKey))
    return findings + orphans(of: before.filter { !stays.contains($0.sectionKey) }, field: "name")
  }

  /// What stands in the way of new voice queues.
  func findings(forNew queue: QueueName) -> [Finding] {
    guard !isElsewhere, queue.channel == .voice else { return [] }
    let thing = CentreThing.queue(named: queue)
    return doubled([thing], field: { _ in "queue" })
  }

  /// What stands in the way of removing a voice queue.
  func findings(forGone queue: QueueName) -> [Finding] {
    guard !isElsewhere, queue.channel == .voice else { return [] }
    return orphans(of: [.queue(named: queue)], field: "queue")
  }

  /// Whether the centre has this number itself, as a mailbox or as an extension that callers reach before
  /// ours: not one to give away.
  func has(number: String, for context: String, _ reader: StoreReader) throws -> Bool {
    guard !isElsewhere else { return false }
    return try centre.names(.voicemail).places[.box(number)] != nil
      || callers(in: context, reader).contains { context in
        if case .number = centre.dialplan.shadow(of: number, in: context) { true } else { false }
      }
  }

  /// What stands in the way of removing all phones of a driver.
  func findings(forLeaving driver: Dialect.Driver, _ reader: StoreReader) throws -> [Finding] {
    guard !isElsewhere else { return [] }
    var findings: [Finding] = []
    for block in try reader.blocks() {
      for endpoint in try reader.endpoints(in: block) {
        let phones = endpoint.things(dialect).filter { $0.kind == driver.files }
        findings += orphans(of: phones, field: "name").map { $0.about(endpoint.name.text) }
      }
    }
    return findings
  }

  /// Everything of ours that stands in the centre's own files, too, or is continued there; and what is not known.
  func findings(forAll reader: StoreReader) throws -> [Finding] {
    guard !isElsewhere else { return [] }
    var findings: [Finding] = []
    for block in try reader.blocks() {
      for endpoint in try reader.endpoints(in: block) {
        findings += try doubled(endpoint.things(dialect), endpoint, reader)
          .map { $0.about(endpoint.name.text) }
      }
    }
    for queue in try reader.queues(of: .voice) {
      findings += self.findings(forNew: queue.name).map { $0.about(queue.name.text) }
    }
    for kind in dialect.kinds {
      let trees = kind == .extensions ? [centre.dialplan.tree] : centre.names(kind).trees
      findings += unknown(kind, trees)
    }
    return findings
  }

  // MARK: - Names that come

  private func doubled(
    _ things: Set<CentreThing>, _ endpoint: Endpoint, _ reader: StoreReader
  ) throws -> [Finding] {
    var findings = doubled(things) { $0.kind == .voicemail ? "internal" : "name" }
    for case .number(let number) in things where !number.isEmpty {
      findings += try shadows(of: number, also: endpoint.voice.context.text, reader)
    }
    return findings
  }

  private func doubled(
    _ things: Set<CentreThing>, field: (CentreThing) -> String
  ) -> [Finding] {
    var findings: [Finding] = []
    for kind in Set(things.map(\.kind)).sorted() where kind != .extensions {
      let names = centre.names(kind)
      findings += unknown(kind, names.trees)
      let hits = things.filter { $0.kind == kind }
        .compactMap { thing in names.places[thing].map { (thing, $0) } }
        .sorted { ($0.1.file, $0.1.line) < ($1.1.file, $1.1.line) }
      // Endpoint, auth and aor of one name are one fault.
      findings += hits.prefix(1).map { thing, place in
        thing.doubled(at: place, field: field(thing))
      }
    }
    return findings
  }

  private func shadows(
    of number: String, also context: String, _ reader: StoreReader
  ) throws -> [Finding] {
    let dialplan = centre.dialplan
    var findings = unknown(.extensions, [dialplan.tree])
    for context in try callers(in: context, reader) {
      switch dialplan.shadow(of: number, in: context) {
      case .number(let place):
        findings.append(
          Finding(
            .error, "own.extension", field: "internal",
            "extension \(number) is also in \(place.text)",
            hint: "callers in [\(context)] would reach that one; choose another internal"))
        return findings
      case .pattern(let pattern, let place):
        findings.append(
          Finding(
            .warning, "own.extension", field: "internal",
            "callers in [\(context)] reach \(pattern) in \(place.text), not this agent",
            hint: "put \"include => xcally-agents\" before it, in a context of its own"))
        return findings
      case nil: continue
      }
    }
    return findings
  }

  /// The contexts that agents call from, and one more.
  private func callers(in context: String, _ reader: StoreReader) throws -> [String] {
    let known = try contexts ?? reader.contexts()
    contexts = known
    return known.union([context]).sorted()
  }

  // MARK: - Names that go

  private func orphans(of things: Set<CentreThing>, field: String) -> [Finding] {
    for thing in things where thing.kind != .extensions && thing.kind != .voicemail {
      guard let place = centre.names(thing.kind).addition(to: thing) else { continue }
      return [
        Finding(
          .error, "own.continued", field: field,
          "\(place.text) continues this section with (+)",
          hint: "without it Asterisk rejects the whole file; take that section out first")
      ]
    }
    return []
  }

  // MARK: - What is not known

  /// Said once for each kind.
  private func unknown(_ kind: FileKind, _ trees: [ConfigTree]) -> [Finding] {
    guard told.insert(kind).inserted else { return [] }
    return trees.flatMap(\.findings)
  }
}

extension [Finding] {
  /// Those that are no errors.
  ///
  /// - Throws: `AgentsError.refused` with all, when one is.
  func orRefused() throws -> [Finding] {
    guard errors.isEmpty else { throw AgentsError.refused(self) }
    return self
  }
}

extension Finding {
  /// The same about one of several agents.
  func about(_ name: String) -> Finding {
    var finding = self
    if finding.field != nil { finding.subject = name }
    return finding
  }
}

extension Endpoint {
  /// nil for an agent that Asterisk does not know.
  init?(rendered agent: Agent, digest: SIPDigest?) {
    guard agent.isRendered else { return nil }
    self.init(agent, digest: digest)
  }
}

extension SIPDigest {
  /// Of a phone that has one, whichever.
  static var unknown: SIPDigest { SIPDigest(realm: "", md5: "", sha256: "") }
}

extension CentreThing {
  /// What keeps a `(+)` valid: a section of this name in this kind of file.
  fileprivate var sectionKey: CentreThing {
    if case .object(let name, _) = self { .object(name, type: "") } else { self }
  }

  fileprivate func doubled(at place: ConfigTree.Place, field: String) -> Finding {
    let (code, what, hint) =
      switch self {
      case .peer, .object:
        ("own.endpoint", "a phone of this name", "choose another username, or rename that one")
      case .box(let box):
        ("own.mailbox", "mailbox \(box)", "choose another internal, or take that mailbox out")
      case .queue(let queue):
        (
          "own.queue", "a queue of this name",
          "rename one of them; settings for ours go into [\(queue)](+), below the line that includes ours"
        )
      case .number(let number): ("own.extension", "extension \(number)", "choose another internal")
      }
    return Finding(
      .error, code, field: field, "\(what) is also in \(place.text)", hint: .words(hint))
  }
}
