internal import AsteriskConfig

/// The lines of the centre's files that a cut-over comments out.
package struct CommentedLines {
  private let trees: CentreTrees
  private var extents: [ConfigTree.Place: Extent] = [:]
  private(set) var ranges: [String: [ClosedRange<Int>]] = [:]
  private(set) var added: [String: [Int: [String]]] = [:]
  private(set) var byHand: [CutOverPlan.ByHand] = []
  private(set) var blocked: [String] = []
  /// By name.
  private let wizards: [String: [ConfigTree.Section]]
  private var generators: [String: String?] = [:]

  /// The lines of a section after its header.
  private struct Extent {
    var end: Int
    /// Settings of it stand in another file, or after an include.
    var isSplit = false
  }

  /// - Parameters:
  ///   - endings: Sections of users.conf that stay without what is taken over, by SIP name.
  ///   - extensions: Lines for the numbers that go with sections of users.conf.
  ///   - generated: Places in files of which somebody has to know that another program writes them.
  init(
    _ trees: CentreTrees, _ plan: AdoptionPlan, endings: [String: UsersEnding],
    extensions: [String],
    generated: [ConfigTree.Place]
  ) {
    self.trees = trees
    wizards = Dictionary(grouping: trees.wizard.sections.filter { !$0.isTemplate }, by: \.name)
    for tree in trees.read { measure(tree) }
    for phone in plan.agents + plan.telephones {
      for box in phone.boxes { comment(box.line...box.line, of: box.file) }
      if let ending = endings[phone.sipName] {
        turnOff(phone, ending)
        continue
      }
      for header in phone.headers + shadows(of: phone, plan) {
        comment(header, of: phone.sipName)
      }
    }
    for queue in plan.queues {
      for header in queue.headers { comment(header, of: "voice:\(queue.name)") }
    }
    for place in generated { _ = isGenerated(place.file) }
    if !extensions.isEmpty, let file = trees.dialplan.files.first { add(extensions, to: file) }
    for (file, list) in ranges { ranges[file] = merged(list, in: file) }
  }

  // MARK: - Sections

  private mutating func measure(_ tree: ConfigTree) {
    var header: ConfigTree.Place?
    var isInterrupted = false
    for statement in tree.statements {
      switch statement.content {
      case .section:
        header = statement.place
        isInterrupted = false
        extents[statement.place] = Extent(end: statement.place.line)
      case .setting, .lengthening:
        guard let header else { continue }
        if statement.place.file == header.file, !isInterrupted {
          extents[header]?.end = statement.place.line
        } else {
          extents[header]?.isSplit = true
        }
      case .include, .execute: isInterrupted = true
      }
    }
  }

  /// A wizard of a phone that pjsip.conf has too: it would come alive when ours is locked.
  private func shadows(
    of phone: AdoptionPlan.Phone, _ plan: AdoptionPlan
  ) -> [ConfigTree.Place] {
    guard plan.driver == .pjsip else { return [] }
    return (wizards[phone.sipName] ?? []).filter { $0.place != phone.place }
      .flatMap { [$0.place] + $0.additions }
  }

  private mutating func comment(_ header: ConfigTree.Place, of name: String) {
    guard let extent = extents[header] else { return }
    if extent.isSplit {
      blocked.append("\(name): an include stands inside its section at \(trees.text(header))")
    }
    comment(header.line...extent.end, of: header.file)
  }

  private mutating func comment(_ lines: ClosedRange<Int>, of file: String) {
    guard !isGenerated(file) else { return }
    ranges[file, default: []].append(lines)
  }

  /// The section makes more than what is taken over: it gets lines that end this only.
  private mutating func turnOff(_ phone: AdoptionPlan.Phone, _ ending: UsersEnding) {
    let section = ending.section
    let own = [section.place] + section.additions
    for header in phone.headers where !own.contains(header) { comment(header, of: phone.sipName) }
    let file = section.place.file
    guard let extent = extents[section.place], !isGenerated(file) else { return }
    // Asterisk takes the first value, so no other one may stay.
    for entry in section.settings where ending.words.contains(entry.setting.name.caseFolded) {
      if !entry.isInherited {
        comment(entry.place.line...entry.place.line, of: entry.place.file)
      } else if entry.isTrue {
        blocked.append(
          "\(phone.sipName): its section makes \(ending.rest), too, and its template says \(entry.text) (\(trees.text(entry.place))), of which Asterisk takes the first value"
        )
      }
    }
    let lines = ending.words.map { "\($0) = no" }
    added[file, default: [:]][extent.end] = lines
    byHand.append(
      .init(
        file: file,
        why:
          "[\(phone.sipName)]: put \(lines.joined(separator: " and ")) into it; the section also makes \(ending.rest)",
        isDone: true))
  }

  /// Writes lines at the end of a file.
  private mutating func add(_ texts: [String], to file: String) {
    guard !isGenerated(file) else {
      blocked.append(
        "the numbers of users.conf cannot be kept: \(trees.shortened(file)) is written by another program"
      )
      return
    }
    let lines = trees.lines(file) ?? []
    added[file, default: [:]][lines.last?.isEmpty == true ? lines.count - 1 : lines.count] = texts
  }

  /// Sorted; ranges with nothing but blank lines between them are one.
  private func merged(_ list: [ClosedRange<Int>], in file: String) -> [ClosedRange<Int>] {
    let lines = trees.lines(file) ?? []
    func isBlank(_ line: Int) -> Bool {
      line > lines.count || lines[line - 1].utf8.allSatisfy { $0 <= 32 }
    }
    var merged: [ClosedRange<Int>] = []
    for range in list.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last,
        range.lowerBound <= last.upperBound
          || (last.upperBound + 1..<range.lowerBound).allSatisfy(isBlank)
      {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }

  // MARK: - Files of other programs

  /// Whether another program writes the file, and would write it again.
  private mutating func isGenerated(_ file: String) -> Bool {
    if let known = generators[file] { return known != nil }
    let program = Self.generator(trees.lines(file) ?? [])
    generators[file] = .some(program)
    guard let program else { return false }
    let isPBX = program.hasSuffix("PBX")
    byHand.append(
      .init(
        file: file,
        why: isPBX
          ? "generated by \(program): the next Apply Config writes it again; remove the extensions there"
          : "generated by \(program), which writes it again; remove the phones there"))
    return true
  }

  /// The program that a banner names, in the first lines of a file.
  package static func generator(_ lines: [Substring]) -> String? {
    for line in lines.prefix(12) where line.hasPrefix(";") {
      let text = line.lowercased()
      guard
        text.contains("auto-generated") || text.contains("do not edit")
          || text.contains("should not be modified")
      else { continue }
      for mark in ["generated by ", "part of the "] {
        guard let range = text.range(of: mark) else { continue }
        let start = line.index(
          line.startIndex, offsetBy: text.distance(from: text.startIndex, to: range.upperBound))
        let name = line[start...].prefix { $0.isLetter || $0.isNumber }
        if !name.isEmpty { return String(name) }
      }
      return "another program"
    }
    return nil
  }
}

extension CutOverPlan {
  /// - Parameter shared: What keeps phones where they are.
  mutating func take(_ lines: CommentedLines, shared: [String: String]) {
    (commented, added) = (lines.ranges, lines.added)
    byHand = lines.byHand
    blocked += lines.blocked + shared.map { "\($0): \($1)" }.sorted()
  }
}
