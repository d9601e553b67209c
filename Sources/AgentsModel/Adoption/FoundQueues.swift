internal import AsteriskConfig

/// A voice queue as queues.conf has it.
struct FoundQueue {
  let name: String
  let place: ConfigTree.Place
  let headers: [ConfigTree.Place]
  let strategy: String
  let note: String?
  let weight: Int
  /// Settings without a field, each with its line.
  let settings: [(line: AdoptionPlan.Line, place: ConfigTree.Place)]
  let members: [Member]

  /// A static member.
  struct Member {
    let interface: String
    let penalty: Int
    let name: String
    let ringsInUse: Bool
    let place: ConfigTree.Place

    /// `SIP`, `Local`, `Agent` and so on.
    var technology: Substring { interface.prefix { $0 != "/" } }
    /// What follows the technology.
    var device: Substring { interface.dropFirst(technology.count + 1) }
    /// The number of a member that is dialled through the dialplan.
    var number: Substring? {
      guard technology.lowercased() == "local" else { return nil }
      return device.prefix { !"@/".contains($0) }
    }
  }
}

/// The queues of queues.conf, as `app_queue.c` reads them.
struct FoundQueues {
  private(set) var queues: [FoundQueue] = []
  private(set) var warnings: [AdoptionPlan.Remark] = []

  init(_ tree: ConfigTree) {
    for section in tree.sections where !section.isTemplate && section.name.caseFolded != "general" {
      queues.append(queue(section))
    }
    let hasAgents = queues.contains { $0.members.contains { $0.technology == "Agent" } }
    if hasAgents, let entry = tree.general("persistentmembers"), entry.isTrue {
      warn(
        entry.place, "members.dynamic",
        "members added at run time are in Asterisk's own database, not here: asterisk -rx 'queue show' tells them"
      )
    }
  }

  private mutating func queue(_ section: ConfigTree.Section) -> FoundQueue {
    let strategies = section.settings.filter { $0.setting.name.caseFolded == "strategy" }
    let first = strategies.first
    var note: String?
    if let first, let last = strategies.last, last.value.caseFolded != first.value.caseFolded {
      let whose = first.isInherited ? "the template" : "an earlier line"
      warn(
        last.place, "strategy.ignored",
        "\(whose) says \(first.value), and of strategy Asterisk takes the first value")
      note =
        "of strategy Asterisk takes the first value: \(whose)'s \(first.value) runs, not \(last.value)"
    }
    let members = members(section)
    return FoundQueue(
      name: section.name, place: section.place, headers: [section.place] + section.additions,
      strategy: Self.strategy(first?.value.caseFolded), note: note,
      weight: min(10, max(0, section.last("weight").flatMap { Int($0.value) } ?? 0)),
      settings: settings(section), members: members)
  }

  /// The names of today for those that Asterisk still takes.
  private static func strategy(_ word: String?) -> String {
    switch word {
    case "roundrobin", "rrordered": "rrmemory"
    case let word?
    where ["ringall", "rrmemory", "leastrecent", "fewestcalls", "random", "linear", "wrandom"]
      .contains(word):
      word
    default: "ringall"
    }
  }

  /// The settings that are no field, each once, without what ours writes anyway.
  private func settings(
    _ section: ConfigTree.Section
  ) -> [(line: AdoptionPlan.Line, place: ConfigTree.Place)] {
    var lines: [(line: AdoptionPlan.Line, place: ConfigTree.Place)] = []
    for entry in section.settings {
      let key = entry.setting.name.caseFolded
      guard !["strategy", "weight", "member", "ringinuse"].contains(key), !entry.value.isEmpty
      else {
        continue
      }
      lines.removeAll { $0.line.key == key && !Self.repeated.contains(key) }
      lines.append((.init(key: key, value: entry.value), entry.place))
    }
    // Busy members ring where nobody says otherwise; ours says no.
    let rings = section.last("ringinuse")?.isTrue ?? true
    guard rings else { return lines }
    let place = section.last("ringinuse")?.place ?? section.place
    return lines + [(.init(key: "ringinuse", value: "yes"), place)]
  }

  private static let repeated: Set = ["periodic-announce"]

  private mutating func members(_ section: ConfigTree.Section) -> [FoundQueue.Member] {
    var members: [FoundQueue.Member] = []
    for entry in section.settings where entry.setting.name.caseFolded == "member" {
      let parts = Self.parts(of: entry.value)
      func part(_ index: Int) -> String { index < parts.count ? parts[index] : "" }
      guard !part(0).isEmpty else { continue }
      let member = FoundQueue.Member(
        interface: part(0), penalty: penalty(part(1), entry.place), name: part(2),
        ringsInUse: part(4).isAsteriskTrue, place: entry.place)
      if let index = members.firstIndex(where: {
        $0.interface.caseFolded == member.interface.caseFolded
      }) {
        warn(
          entry.place, "member.twice", "the same member twice: Asterisk keeps the last one")
        members.remove(at: index)
      }
      members.append(member)
    }
    return members
  }

  private mutating func penalty(_ text: String, _ place: ConfigTree.Place) -> Int {
    guard !text.isEmpty else { return 0 }
    guard let number = Int(text) else {
      warn(place, "penalty", "a penalty that is no number is 0 to Asterisk")
      return 0
    }
    if number < 0 { warn(place, "penalty", "a penalty below 0 is 0 to Asterisk") }
    return max(0, number)
  }

  /// The parts between commas; inside quotes and brackets a comma does not count.
  static func parts(of text: String) -> [String] {
    var (parts, part): ([String], [UInt8]) = ([], [])
    var (depth, isQuoted, isEscaped) = (0, false, false)
    for byte in text.utf8 {
      switch byte {
      case _ where isEscaped: part.append(byte)
      case UInt8(ascii: "\\"): break
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ",") where depth == 0 && !isQuoted:
        parts.append(String(decoding: part, as: UTF8.self))
        part = []
      default:
        if byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") { depth += 1 }
        if byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]") { depth -= 1 }
        part.append(byte)
      }
      isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
    }
    parts.append(String(decoding: part, as: UTF8.self))
    return parts.map { trimmed($0[...]) }
  }

  private mutating func warn(_ place: ConfigTree.Place, _ code: String, _ text: String) {
    warnings.append(.init(place: place, code: code, text: text))
  }
}
