internal import AgentsModel
internal import AgentsStore
internal import AsteriskConfig

/// Prevents conflicts with the files that the centre maintains itself: our sections must not use a name
/// from there, and a section that is extended there with `(+)` must not be removed.
///
/// Those files are read only when a name is added or removed, and each only once.
final class NameGuard {
  private let own: OwnFiles
  private let isElsewhere: Bool
  private let dialect: Dialect
  private var contexts: Set<String>?
  private var told: Set<FileKind> = []
  /// Kinds of files with which no name of ours can be in conflict, once that is known.
  private var quiet: Set<FileKind> = []

  /// - Parameter directory: The directory that was named for this run only.
  init(_ settings: Settings, _ dialect: Dialect, directory: String?) {
    self.dialect = dialect
    own = OwnFiles(beside: settings.asteriskDir.text)
    // A preview is not beside the files of a centre.
    isElsewhere = directory != nil && directory != settings.asteriskDir.text
  }

  /// The guard of a change.
  convenience init(
    _ settings: Settings, _ mode: Mode, _ reader: StoreReader
  ) throws {
    self.init(settings, try reader.dialect(settings), directory: mode.directory)
  }

  /// Conflicts if Asterisk sees `new` instead of `old`.
  ///
  /// - Parameter reader: For the contexts from which other agents call.
  func findings(
    for new: Endpoint?, insteadOf old: Endpoint?, _ reader: StoreReader
  ) throws -> [Finding] {
    guard !isElsewhere else { return [] }
    let before = old?.things(dialect, besides: quiet) ?? []
    let after = new?.things(dialect, besides: quiet) ?? []
    guard before != after else { return [] }
    var findings: [Finding] = []
    if let new {
      let coming = after.subtracting(before)
      findings += try doubled(coming, new, reader)
      // An import asks for every row, and to tell the names of one costs as much as rendering it.
      quiet.formUnion(coming.map(\.kind).filter(isQuiet))
    }
    // A phone that loses only one of its objects still exists.
    let stays = Set(after.map(\.sectionKey))
    return findings
      + orphans(
        of: before.filter { !stays.contains($0.sectionKey) }, field: old?.nameField ?? "name")
  }

  /// Conflicts of a new voice queue.
  func findings(forNew queue: QueueName) -> [Finding] {
    guard !isElsewhere, queue.channel == .voice else { return [] }
    let thing = AsteriskThing.queue(named: queue)
    return doubled([thing], field: { _ in "queue" })
  }

  /// Conflicts of removing a voice queue.
  func findings(forGone queue: QueueName) -> [Finding] {
    guard !isElsewhere, queue.channel == .voice else { return [] }
    return orphans(of: [.queue(named: queue)], field: "queue")
  }

  /// Whether the centre's own files use this number: as a mailbox, or as an extension that callers would
  /// reach instead of ours.
  ///
  /// Such a number is not given automatically.
  func has(number: String, for context: String, _ reader: StoreReader) throws -> Bool {
    guard !isElsewhere else { return false }
    if own.names(.voicemail).places[.box(number)] != nil { return true }
    return try !own.dialplan.isEmpty
      && callers(in: context, reader).contains { context in
        if case .number = own.dialplan.shadow(of: number, in: context) { true } else { false }
      }
  }

  /// Conflicts of removing all phones of a driver.
  func findings(forLeaving driver: Dialect.Driver, _ reader: StoreReader) throws -> [Finding] {
    guard !isElsewhere else { return [] }
    var findings: [Finding] = []
    for block in try reader.blocks() {
      for endpoint in try reader.endpoints(in: block) {
        let phones = endpoint.things(dialect).filter { $0.kind == driver.files }
        findings += orphans(of: phones, field: endpoint.nameField).map {
          $0.about(endpoint.username)
        }
      }
    }
    return findings
  }

  /// All names of ours that the centre's own files also have, and files that could not be read.
  func findings(forAll reader: StoreReader) throws -> [Finding] {
    guard !isElsewhere else { return [] }
    var findings: [Finding] = []
    for endpoint in try concerned(reader) {
      findings += try doubled(endpoint.things(dialect), endpoint, reader)
        .map { $0.about(endpoint.username) }
    }
    for queue in try reader.runningQueues() {
      findings += self.findings(forNew: queue.name).map { $0.about(queue.name.text) }
    }
    for kind in dialect.kinds {
      let trees = kind == .extensions ? [own.dialplan.tree] : own.names(kind).trees
      findings += unknown(kind, trees)
    }
    return findings
  }

  /// The phones of ours whose names the centre's own files can have: there are far fewer names in these.
  private func concerned(_ reader: StoreReader) throws -> [Endpoint] {
    let kinds = FileKind.blockKinds(dialect).filter { $0 != .extensions }
    let names = Set(kinds.flatMap { own.names($0).usernames })
    var numbers = Set(kinds.flatMap { own.names($0).numbers })
    let callers = try reader.contexts()
    let hiding = own.dialplan.hiding(from: callers)
    numbers.formUnion(hiding.numbers)
    if hiding.hasPatterns {
      let dialplan = own.dialplan
      numbers.formUnion(
        try reader.internals().filter { number in
          callers.contains { dialplan.shadow(of: number, in: $0) != nil }
        })
    }
    return try reader.endpoints(named: names, numbered: numbers)
  }

  // MARK: - Names that come

  private func doubled(
    _ things: Set<AsteriskThing>, _ endpoint: Endpoint, _ reader: StoreReader
  ) throws -> [Finding] {
    var findings = doubled(things) { $0.kind == .voicemail ? "internal" : endpoint.nameField }
    for case .number(let number) in things where !number.isEmpty {
      findings += try shadows(of: number, also: endpoint.voice.context.text, reader)
    }
    return findings
  }

  private func doubled(
    _ things: Set<AsteriskThing>, field: (AsteriskThing) -> String
  ) -> [Finding] {
    var findings: [Finding] = []
    for kind in Set(things.map(\.kind)).sorted() where kind != .extensions {
      let names = own.names(kind)
      findings += unknown(kind, names.trees)
      let hits = things.filter { $0.kind == kind }
        .compactMap { thing in names.places[thing].map { (thing, $0) } }
        .sorted { ($0.1.file, $0.1.line) < ($1.1.file, $1.1.line) }
      // Endpoint, auth and aor of the same name are reported once.
      findings += hits.prefix(1).map { thing, place in
        thing.doubled(at: place, field: field(thing))
      }
    }
    return findings
  }

  private func shadows(
    of number: String, also context: String, _ reader: StoreReader
  ) throws -> [Finding] {
    let dialplan = own.dialplan
    var findings = unknown(.extensions, [dialplan.tree])
    guard !dialplan.isEmpty else { return findings }
    for context in try callers(in: context, reader) {
      switch dialplan.shadow(of: number, in: context) {
      case .number(let place):
        findings.append(
          Finding(
            .error, "own.extension", field: "internal",
            "extension \(number) is also in \(place.text)",
            hint: "callers in [\(context)] would reach that one; choose another internal"
          ).at(place))
        return findings
      case .pattern(let pattern, let place):
        findings.append(
          Finding(
            .warning, "own.extension", field: "internal",
            "callers in [\(context)] reach \(pattern) in \(place.text), not this agent",
            hint: "put \"include => xcally-agents\" before it, in a context of its own"
          ).at(place))
        return findings
      case nil: continue
      }
    }
    return findings
  }

  /// Whether its findings are of the contexts from which agents call now; if it needed none, they are.
  func knowsContexts(of reader: StoreReader) throws -> Bool {
    try contexts.map { try $0 == reader.contexts() } ?? true
  }

  /// The contexts from which agents call, and `context`; reads all agents.
  private func callers(in context: String, _ reader: StoreReader) throws -> [String] {
    let known = try contexts ?? reader.contexts()
    contexts = known
    return known.union([context]).sorted()
  }

  /// A context that the centre's extensions.conf, as far as it can be read, does not have.
  func finding(forContext context: String) -> Finding? {
    let dialplan = own.dialplan
    guard !isElsewhere, dialplan.lacks(context), !context.hasPrefix(Extensions.context) else {
      return nil
    }
    return Finding(
      .warning, "context.missing", field: "context",
      "extensions.conf has no [\(context)]: without another dialplan that has it, phones of it can call nobody",
      hint: "make the context, or give these agents another")
  }

  // MARK: - Names that go

  private func orphans(of things: Set<AsteriskThing>, field: String) -> [Finding] {
    for thing in things where thing.kind != .extensions && thing.kind != .voicemail {
      guard let place = own.names(thing.kind).addition(to: thing) else { continue }
      return [
        Finding(
          .error, "own.continued", field: field,
          "\(place.text) continues this section with (+)",
          hint: "without it Asterisk rejects the whole file; take that section out first")
      ]
    }
    return []
  }

  /// Whether the centre's own files of a kind were read, and have no names.
  private func isQuiet(_ kind: FileKind) -> Bool {
    kind == .extensions ? own.dialplan.isEmpty : own.names(kind).isEmpty
  }

  // MARK: - What is not known

  /// Reported once for each kind of file.
  private func unknown(_ kind: FileKind, _ trees: [ConfigTree]) -> [Finding] {
    guard told.insert(kind).inserted else { return [] }
    return trees.flatMap(\.findings)
  }
}
