internal import Agents
internal import AgentsModel
internal import AgentsSystem

extension Answer {
  /// What differs.
  init(_ report: DiffReport) {
    let columns = ["side", "place", "type", "name", "setting", "difference", "database", "other"]
    self.init([], report.json, Rows(columns, report.cells))
    names = Rows(["name"], report.agents.map { [.string($0)] })
    lines = report.lines
  }
}

extension DiffReport {
  /// Agents and telephones that differ, each once.
  fileprivate var agents: [String] {
    var things = files.flatMap(\.things)
    if let running {
      things += DiffKind.allCases.flatMap { running.things[$0] ?? [] }
      things += running.queues.flatMap(\.members)
    }
    // Who is not in the database is no agent.
    return Set(things.filter { $0.differences != [.foreign] }.compactMap(\.agent)).sorted()
  }

  // MARK: - For people

  fileprivate var lines: [Line] {
    var lines: [Line] = []
    for file in files {
      let state = file.state?.words ?? "does not include ours"
      lines.append(.sides("\(file.name): \(state)", "database", "file"))
      if file.things.isEmpty { lines.append(Line("  cannot be read").kept) }
      lines += file.things.flatMap { $0.lines("[\($0.name)] ", lacking: "the file") }
    }
    if let running { lines += running.lines }
    if let silence { lines.append(Line("not compared: \(Terminal.printable(silence))").kept) }
    guard lines.isEmpty else { return lines }
    return [Line("nothing differs")]
  }

  /// What should be known and is no difference.
  var notes: [String] {
    (running?.queues ?? []).flatMap { queue in
      queue.guests.map { "\(queue.name): \($0.name) is not in the database (\($0.membership))" }
        + queue.paused.map { member in
          let reason = member.reason.isEmpty ? "" : "\(member.reason), "
          return
            "\(queue.name): \(member.name) is paused (\(reason)\(member.seconds / 60) min)"
        }
    }
  }
}

extension DiffReport.Running {
  fileprivate var lines: [Line] {
    var lines: [Line] = []
    for kind in DiffKind.allCases {
      let things = things[kind] ?? []
      let others = foreign[kind] ?? []
      if let count = counts[kind], !things.isEmpty || !others.isEmpty {
        lines.append(
          .sides(
            "\(kind.rawValue): \(count.stored) in the database, \(count.running) in Asterisk",
            "database", "Asterisk"))
      }
      lines += things.flatMap { $0.lines("\($0.name) ", lacking: "Asterisk") }
      lines += others.map { Line(Terminal.printable("  \($0): not of ours")).kept }
    }
    for queue in queues where !queue.isSame {
      lines.append(.sides("queue \(queue.name)", "database", "Asterisk"))
      lines += queue.differences.flatMap { $0.lines("", lacking: "Asterisk") }
      lines += queue.members.flatMap { $0.lines("\($0.name) ", lacking: "Asterisk") }
    }
    return lines
  }
}

extension DiffReport.Thing {
  fileprivate func lines(_ head: String, lacking side: String) -> [Line] {
    differences.flatMap { $0.lines(head, lacking: side) }
  }
}

extension Difference {
  fileprivate func lines(_ head: String, lacking side: String) -> [Line] {
    let name = head.last == " " ? String(head.dropLast()) : head
    let subject = name.isEmpty ? "" : "\(name): "
    return switch self {
    case .missing: [Line(Terminal.printable("  \(subject)not in \(side)")).kept]
    case .foreign: [Line(Terminal.printable("  \(subject)not in the database")).kept]
    case .value(let setting, let expected, let actual):
      [.sides("  \(head)\(setting)", expected, actual)]
    case .secret("pin"): [.sides("  \(head)PIN", "differs", nil)]
    case .secret(let setting) where holdsSecret(setting: setting):
      [.sides("  \(head)password (\(setting))", "differs", nil)]
    case .secret(let setting): [.sides("  \(head)\(setting)", "differs", nil)]
    }
  }
}

extension Line {
  /// Where the values of the second side begin.
  private static let middle = 56
  /// The longest part of a value that is shown.
  private static let longest = 24

  /// `NAME          LEFT | RIGHT`, with the strokes below each other.
  fileprivate static func sides(_ head: String, _ left: String, _ right: String?) -> Line {
    func cut(_ text: String) -> String {
      Terminal.truncated(Terminal.printable(text), toColumns: longest)
    }
    let (head, left) = (Terminal.printable(head), cut(left))
    let width = Terminal.displayWidth(head) + Terminal.displayWidth(left)
    let space = String(repeating: " ", count: max(2, middle - width))
    return Line(head + space + left + (right.map { " | \(cut($0))" } ?? "")).kept
  }
}

extension FileState {
  fileprivate var words: String { self == .edited ? "edited by hand" : rawValue }
}

// MARK: - For scripts

extension DiffReport {
  fileprivate var cells: [[JSON]] {
    var cells = files.flatMap { file in
      file.things.isEmpty
        ? [Self.cells("file", file.name, "file", "", file.state?.rawValue ?? "")]
        : file.things.flatMap { thing in
          thing.differences.map { Self.cells("file", file.name, thing.type, thing.name, $0) }
        }
    }
    guard let running else { return cells }
    for kind in DiffKind.allCases {
      for thing in running.things[kind] ?? [] {
        cells += thing.differences.map {
          Self.cells("asterisk", kind.rawValue, thing.type, thing.name, $0)
        }
      }
    }
    for queue in running.queues {
      cells += queue.differences.map {
        Self.cells("asterisk", queue.name, "queue", queue.name, $0)
      }
      cells += queue.members.flatMap { member in
        member.differences.map { Self.cells("asterisk", queue.name, "member", member.name, $0) }
      }
    }
    return cells
  }

  private static func cells(
    _ side: String, _ place: String, _ type: String, _ name: String, _ difference: Difference
  ) -> [JSON] {
    let (setting, word, expected, actual): (String?, String, String?, String?) =
      switch difference {
      case .missing: (nil, "missing", nil, nil)
      case .foreign: (nil, "foreign", nil, nil)
      case .value(let setting, let expected, let actual): (setting, "value", expected, actual)
      case .secret(let setting): (setting, "secret", nil, nil)
      }
    return cells(side, place, type, name, word, setting, expected, actual)
  }

  private static func cells(
    _ side: String, _ place: String, _ type: String, _ name: String, _ word: String,
    _ setting: String? = nil, _ expected: String? = nil, _ actual: String? = nil
  ) -> [JSON] {
    func text(_ value: String?) -> JSON { value.map(JSON.string) ?? .null }
    return [
      .string(side), .string(place), .string(type), .string(name), text(setting), .string(word),
      text(expected), text(actual),
    ]
  }

  fileprivate var json: JSON {
    .object([
      ("same", .bool(isSame)),
      (
        "files",
        .array(
          files.map { file in
            .object([
              ("file", .string(file.name)),
              ("state", file.state.map { .string($0.rawValue) } ?? .null),
              ("sections", .array(file.things.map { $0.json("file") })),
            ])
          })
      ),
      ("running", running?.json ?? .object([("compared", .bool(false)), ("reason", reason)])),
    ])
  }

  private var reason: JSON { silence.map(JSON.string) ?? .null }
}

extension DiffReport.Running {
  fileprivate var json: JSON {
    let listed = DiffKind.allCases.filter { $0 != .queues && counts[$0] != nil }
    return .object(
      [("compared", .bool(true)), ("values", .bool(hasValues))]
        + listed.map { kind in
          let found = things[kind] ?? []
          return (
            kind.rawValue,
            .object([
              ("missing", names(found.filter { $0.differences == [.missing] }.map(\.name))),
              ("foreign", names(foreign[kind] ?? [])),
              (
                "different",
                .array(
                  found.filter { $0.differences != [.missing] }.map { $0.json("asterisk") })
              ),
            ])
          )
        } + (counts[.queues] == nil ? [] : [("queues", .array(queues.map(\.json)))]))
  }

  private func names(_ names: [String]) -> JSON { .array(names.map(JSON.string)) }
}

extension DiffReport.Queue {
  fileprivate var json: JSON {
    .object([
      ("queue", .string(name)),
      ("missing", .bool(differences == [.missing])),
      ("settings", .array(differences.compactMap { $0.json("asterisk") })),
      ("members", .array(members.map { $0.json("asterisk") })),
      (
        "extra",
        .array(
          guests.map {
            .object([("name", .string($0.name)), ("membership", .string($0.membership))])
          })
      ),
      ("paused", .array(paused.map { .string($0.name) })),
    ])
  }
}

extension DiffReport.Thing {
  /// - Parameter other: What the second side is called.
  fileprivate func json(_ other: String) -> JSON {
    .object([
      ("name", .string(name)), ("type", .string(type)),
      ("missing", .bool(differences == [.missing])),
      ("foreign", .bool(differences == [.foreign])),
      ("settings", .array(differences.compactMap { $0.json(other) })),
    ])
  }
}

extension Difference {
  fileprivate func json(_ other: String) -> JSON? {
    switch self {
    case .missing, .foreign: nil
    case .value(let setting, let expected, let actual):
      .object([
        ("name", .string(setting)), ("store", .string(expected)), (other, .string(actual)),
      ])
    case .secret(let setting):
      .object([("name", .string(setting)), ("differs", .bool(true))])
    }
  }
}
