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
    let numbers = try names.map { _ in try Set(endpoints().map(\.internalNumber.text)) }
    for (name, state) in try facts.states.get() where ![.current, .unread].contains(state) {
      guard state != .unusable else {
        if names == nil { found.append(DiffReport.File(name: name, state: state, things: [])) }
        continue
      }
      guard let file = GeneratedFile(name: name), kinds.contains(file.kind.compared), isMeant(file)
      else { continue }
      let things = try things(in: file, numbers)
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
    let numbers = files.flatMap(\.things)
      .filter { ["mailbox", "extension"].contains($0.type) }.map(\.number)
    let owners = try facts.read { try $0.endpoints(numbered: Set(numbers)) }
    let names = Dictionary(
      owners.map { ($0.internalNumber.text, $0.username) }, uniquingKeysWith: { first, _ in first })
    for file in files.indices {
      for thing in files[file].things.indices {
        let found = files[file].things[thing]
        files[file].things[thing].agent =
          switch found.type {
          case "mailbox", "extension": names[found.number]
          case "queue", "include", "template": nil
          default: found.name
          }
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
    in file: GeneratedFile, _ numbers: Set<String>?
  ) throws -> [DiffReport.Thing] {
    let rendering = facts.files.rendering
    func objects(_ bytes: [UInt8]?) -> [WrittenObject]? {
      rendering.objects(in: bytes ?? [], of: file.kind) { name in
        guard let names, let numbers else { return true }
        return file.kind.compared == .endpoints
          ? names.contains(name) : numbers.contains(String(name.prefix { $0 != "@" }))
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

extension DiffReport.Thing {
  /// Of a mailbox or an extension.
  fileprivate var number: String { String(name.prefix { $0 != "@" }) }
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
