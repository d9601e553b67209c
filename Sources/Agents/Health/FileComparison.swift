internal import AgentsModel
internal import AgentsStore
internal import AsteriskConfig

// The database against the files.

extension Comparison {
  /// The files that are not as the database would have them.
  ///
  /// One that has the checksum with which it was written need not be rendered.
  func files() throws -> [DiffReport.File] {
    var found: [DiffReport.File] = []
    let meant = try names.map { try Meant(usernames: $0, endpoints()) }
    for (name, state) in try facts.states.get() where ![.current, .unread].contains(state) {
      guard state != .unusable else {
        if names == nil { found.append(DiffReport.File(name: name, state: state, things: [])) }
        continue
      }
      guard let file = GeneratedFile(name: name), kinds.contains(file.kind.compared), isMeant(file)
      else { continue }
      let things = try things(in: file, meant)
      // Of a file that is shared with others, only what is of the agents that are meant.
      if names == nil || !things.isEmpty {
        found.append(DiffReport.File(name: name, state: state, things: things))
      }
    }
    try name(&found)
    if kinds.contains(.includes) { found += missingIncludes() }
    return found
  }

  /// Says whose the things are.
  private func name(_ files: inout [DiffReport.File]) throws {
    let things = files.flatMap(\.things)
    let phones = things.filter(\.isOfPhone).map(\.name)
    let numbers = things.filter(\.isOfNumber).map(\.name.internalNumber)
    let owners = try facts.read { reader in
      try reader.endpoints(named: Set(phones), numbered: Set(numbers))
    }
    func usernames(by key: (Endpoint) -> String) -> [String: String] {
      Dictionary(owners.map { (key($0), $0.username) }, uniquingKeysWith: { first, _ in first })
    }
    let byName = usernames { $0.name.text }
    let byNumber = usernames { $0.internalNumber.text }
    for file in files.indices {
      for thing in files[file].things.indices {
        let found = files[file].things[thing]
        files[file].things[thing].agent =
          found.isOfNumber
          ? byNumber[found.name.internalNumber] : found.isOfPhone ? byName[found.name] : nil
      }
    }
  }

  private func isMeant(_ file: GeneratedFile) -> Bool {
    switch file {
    case .root: names == nil && request.queues.isEmpty
    case .block: true
    case .queue(let queue): request.queues.isEmpty || request.queues.contains(queue)
    }
  }

  private func things(
    in file: GeneratedFile, _ meant: Meant?
  ) throws -> [DiffReport.Thing] {
    let rendering = facts.files.rendering
    func objects(_ bytes: [UInt8]?) -> [WrittenObject]? {
      rendering.objects(in: bytes ?? [], of: file.kind) { name in
        meant?.includes(name, file.kind.compared) ?? true
      }
    }
    guard let wanted = objects(try facts.files.rendered(file)),
      let actual = objects(try facts.files.contents(of: file))
    else { return [] }
    let there = Dictionary(actual.map { ($0.key, $0) }, uniquingKeysWith: { $1 })
    let known = Set(wanted.map(\.key))
    return wanted.compactMap { object in
      let differences = there[object.key].map { object.differences(from: $0) } ?? [.missing]
      return differences.isEmpty
        ? nil : DiffReport.Thing(name: object.name, type: object.type, differences: differences)
    }
      + actual.filter { !known.contains($0.key) }.map {
        DiffReport.Thing(name: $0.name, type: $0.type, differences: [.foreign])
      }
  }

  /// Asterisk's own files that do not include ours.
  private func missingIncludes() -> [DiffReport.File] {
    facts.files.kinds.filter { !facts.inclusion.isMade(for: $0) }.map { kind in
      let line = facts.inclusion.line(for: kind)
      return DiffReport.File(
        name: kind.includedBy, state: nil,
        things: [.init(name: line, type: "include", differences: [.missing])])
    }
  }
}

/// The names that the files have for the agents that are meant.
private struct Meant {
  /// Of phones; the usernames, too, which are no other phone's and may be in a file that is older than the `sipName`.
  private let phones: Set<String>
  private let numbers: Set<String>

  init(usernames: Set<String>, _ endpoints: [Endpoint]) {
    phones = usernames.union(endpoints.map(\.name.text))
    numbers = Set(endpoints.map(\.internalNumber.text))
  }

  func includes(_ name: String, _ kind: DiffKind) -> Bool {
    kind == .endpoints ? phones.contains(name) : numbers.contains(name.internalNumber)
  }
}

extension String {
  /// The internal of `1000` and of `1000@context`.
  fileprivate var internalNumber: String { String(prefix { $0 != "@" }) }
}

extension DiffReport.Thing {
  fileprivate var isOfNumber: Bool { ["mailbox", "extension"].contains(type) }
  fileprivate var isOfPhone: Bool {
    !isOfNumber && !["queue", "include", "template"].contains(type)
  }
}

extension WrittenObject {
  /// What tells it from others of one file.
  fileprivate var key: [String] { [type, name] }
}

extension FileKind {
  /// What `diff` calls it.
  var compared: DiffKind {
    switch self {
    case .sip, .pjsip: .endpoints
    case .voicemail: .mailboxes
    case .queues: .queues
    case .extensions: .extensions
    }
  }
}
