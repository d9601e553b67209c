package import AsteriskConfig

/// Compares the centre's files as they are with the files as a cut-over leaves them, both read by our own reader.
package struct CutOverProof {
  /// What would be wrong; empty when every phone stays or moves as it should.
  package private(set) var objections: [String] = []

  package init() {}

  /// Everything that is not taken over must be as it was.
  ///
  /// - Parameters:
  ///   - before: A tree without our files.
  ///   - after: The same after the cut-over, also without them.
  ///   - plan: Which lines go and which come.
  ///   - shortened: A path as it is told.
  package mutating func compare(
    _ before: ConfigTree, _ after: ConfigTree, _ plan: CutOverPlan, shortened: (String) -> String
  ) {
    for refusal in after.refusals
    where !before.refusals.contains(where: { $0.reason == refusal.reason }) {
      objections.append(
        "\(shortened(refusal.place.file)):\(refusal.place.line): \(refusal.reason.text)")
    }
    let (left, right) = (before.stays(of: plan), after.remains(of: plan))
    guard left != right else { return }
    let names = zip(left, right).first { $0 != $1 }.map { "[\($0.0.name)] and [\($0.1.name)]" }
    objections.append(
      "\(before.files.first.map(shortened) ?? ""): what stays would be read differently: \(names ?? "\(left.count) sections and \(right.count)")"
    )
  }

  /// Every mailbox that is taken over must be there once, and in our files: Asterisk takes the first of a number.
  ///
  /// - Parameters:
  ///   - boxes: Their numbers.
  ///   - users: users.conf after the cut-over.
  ///   - voicemail: voicemail.conf after the cut-over, with our files.
  ///   - isOurs: Whether a path is in our directory.
  ///   - shortened: A path as it is told.
  package mutating func count(
    boxes: [String], users: ConfigTree, _ voicemail: ConfigTree, isOurs: (String) -> Bool,
    shortened: (String) -> String
  ) {
    let wanted = Set(boxes)
    let found = FoundBoxes(
      UsersFile(users, voicemail: voicemail, dialplan: ConfigTree()), voicemail)
    var ours: Set<String> = []
    for box in found.all + found.shadowed
    where box.context == FoundBoxes.ours && wanted.contains(box.number) {
      if isOurs(box.place.file), ours.insert(box.number).inserted { continue }
      objections.append(
        "\(shortened(box.place.file)):\(box.place.line): box \(box.number) would still be there")
    }
    for box in boxes where !ours.contains(box) {
      objections.append("box \(box) would be in no file")
    }
  }

  /// Every object of PJSIP that a line names must be there, if it is now.
  ///
  /// - Parameters:
  ///   - before: pjsip.conf and pjsip_wizard.conf without our files.
  ///   - after: The same after the cut-over, with our files.
  ///   - shortened: A path as it is told.
  package mutating func resolve(
    _ before: (pjsip: ConfigTree, wizard: ConfigTree),
    _ after: (pjsip: ConfigTree, wizard: ConfigTree), shortened: (String) -> String
  ) {
    let open = Set(PJSIPReferences(before.pjsip, before.wizard).dangling.map(\.line))
    for reference in PJSIPReferences(after.pjsip, after.wizard).dangling
    where !open.contains(reference.line) {
      let place = reference.entry.place
      objections.append(
        "\(shortened(place.file)):\(place.line): the \(reference.target.type) \(reference.target.name) would be gone, which is the \(reference.text)"
      )
    }
  }

  /// Every name that is taken over must be there once, and in our files.
  ///
  /// - Parameters:
  ///   - after: The trees after the cut-over, with our files.
  ///   - names: The SIP names.
  ///   - isOurs: Whether a path is in our directory.
  package mutating func count(
    _ after: [ConfigTree], _ driver: Dialect.Driver, _ names: [String], isOurs: (String) -> Bool
  ) {
    let wanted = Set(names.map { driver == .sip ? $0.caseFolded : $0 })
    var found: [String: Int] = [:]
    for tree in after {
      for section in tree.sections where !section.isTemplate {
        let type = driver == .pjsip ? section["type"] ?? "" : "peer"
        let name = driver == .sip ? section.name.caseFolded : section.name
        guard wanted.contains(name), type != "wizard" || driver == .pjsip else { continue }
        if !isOurs(section.place.file) {
          // A section of users.conf that is turned off is no phone.
          guard section.last("hassip")?.isTrue != false else { continue }
          objections.append("[\(section.name)] would still be in \(section.place.file)")
        }
        found["\(name)/\(type)", default: 0] += 1
      }
    }
    let types = driver == .sip ? ["peer"] : ["endpoint", "auth", "aor"]
    for name in names {
      for type in types {
        let key = driver == .sip ? name.caseFolded : name
        let count = found["\(key)/\(type)"] ?? 0
        guard count != 1 else { continue }
        objections.append("\(name) would be there \(count) times as \(type)")
      }
    }
  }
}

/// A section without its place.
private struct SectionShape: Equatable {
  let name: String
  let isTemplate: Bool
  let settings: [Setting]
}

extension ConfigTree {
  /// The sections without the lines that a cut-over comments out.
  fileprivate func stays(of plan: CutOverPlan) -> [SectionShape] {
    func isTaken(_ place: Place) -> Bool {
      plan.commented[place.file]?.contains { $0.contains(place.line) } ?? false
    }
    return sections.filter { !isTaken($0.place) }
      .map { section in SectionShape(section) { !isTaken($0.place) } }
  }

  /// The sections without the lines that a cut-over writes.
  fileprivate func remains(of plan: CutOverPlan) -> [SectionShape] {
    var written: Set<Place> = []
    for (file, texts) in plan.added {
      var moved = 0
      for (line, lines) in texts.sorted(by: { $0.key < $1.key }) {
        for index in lines.indices {
          written.insert(Place(file: file, line: line + moved + index + 1))
        }
        moved += lines.count
      }
    }
    return sections.filter { !written.contains($0.place) }
      .map { section in SectionShape(section) { !written.contains($0.place) } }
  }
}

extension SectionShape {
  init(_ section: ConfigTree.Section, _ isMeant: (ConfigTree.Entry) -> Bool) {
    self.init(
      name: section.name, isTemplate: section.isTemplate,
      settings: section.settings.filter(isMeant).map(\.setting))
  }
}
