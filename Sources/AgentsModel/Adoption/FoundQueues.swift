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
  /// What ours does not say as the file does.
  let losses: [Loss]

  /// A line, and what becomes of it.
  struct Loss {
    let entry: ConfigTree.Entry
    let why: String
  }

  /// A static member.
  struct Member {
    let interface: String
    let penalty: Int
    let name: String
    /// The device whose state tells whether it is free, where that is another than the one that rings.
    let state: String
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
    let (strategy, isOurs) = Self.strategy(first?.value.caseFolded)
    let weight = Self.weight(section.last("weight"))
    let losses = [isOurs.flatMap { why in first.map { .init(entry: $0, why: why) } }, weight.loss]
    return FoundQueue(
      name: section.name, place: section.place, headers: [section.place] + section.additions,
      strategy: strategy, note: note, weight: weight.value, settings: settings(section),
      members: members, losses: losses.compactMap(\.self))
  }

  /// The strategy that ours has, and why that is not what the file says.
  ///
  /// `roundrobin` is the old name of `rrmemory`.
  private static func strategy(_ word: String?) -> (String, why: String?) {
    switch word {
    case nil: ("ringall", nil)
    case "roundrobin": ("rrmemory", nil)
    case "rrordered": ("rrmemory", "ours has no such strategy: it gets rrmemory")
    case let word? where (try? QueueStrategy(parsing: word)) != nil: (word, nil)
    default: ("ringall", "Asterisk knows no such strategy, and takes ringall")
    }
  }

  private static func weight(
    _ entry: ConfigTree.Entry?
  ) -> (value: Int, loss: FoundQueue.Loss?) {
    guard let entry, !entry.value.isEmpty else { return (0, nil) }
    let number = number(entry.value)
    let value = min(WeightBounds.range.upperBound, max(WeightBounds.range.lowerBound, number))
    guard value != number else { return (value, nil) }
    return (value, .init(entry: entry, why: "the weight of ours is 0 to 10: it gets \(value)"))
  }

  /// The number with which the text begins, as `atoi` of a C of 32 bits reads it: what follows does not count.
  static func number(_ text: String) -> Int {
    let text = trimmed(text[...])
    let hasSign = text.first.map { "+-".contains($0) } ?? false
    let digits = text.dropFirst(hasSign ? 1 : 0).prefix { $0.isASCII && $0.isNumber }
    let number = Int(digits) ?? (digits.isEmpty ? 0 : Int.max)
    return Int(Int32(truncatingIfNeeded: text.hasPrefix("-") ? -number : number))
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
        state: part(3), ringsInUse: part(4).isAsteriskTrue, place: entry.place)
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
    let number = Self.number(text)
    if number < 0 {
      warn(place, "penalty", "a penalty below 0 is 0 to Asterisk")
    } else if Int(text) != number {
      warn(place, "penalty", "a penalty that is no number is \(number) to Asterisk")
    }
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
