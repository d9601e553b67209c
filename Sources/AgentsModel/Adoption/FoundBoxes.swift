internal import AsteriskConfig

/// A mailbox: `box => pin,name,email|email,pager,options`.
struct FoundBox {
  let number: String
  let context: String
  let pin: String
  let name: String
  let emails: [String]
  let pager: String
  let options: String
  let place: ConfigTree.Place
  /// Whether its line can be commented out; one of users.conf has no line of its own.
  let hasLine: Bool

  init(_ entry: ConfigTree.Entry, context: String) {
    // A comma always splits; Asterisk knows no quotes here.
    let parts = entry.value.split(
      separator: ",", maxSplits: 4, omittingEmptySubsequences: false
    ).map(trimmed)
    func part(_ index: Int) -> String { index < parts.count ? parts[index] : "" }
    (number, self.context, place) = (entry.setting.name, context, entry.place)
    (pin, name, pager, options) = (part(0), part(1), part(3), part(4))
    emails = part(2).split(separator: "|").map(trimmed).filter { !$0.isEmpty }
    hasLine = true
  }

  /// A box of users.conf.
  init(_ section: ConfigTree.Section, _ entries: [ConfigTree.Entry]) {
    func value(_ name: String) -> String {
      entries.last { $0.setting.name.caseFolded == name }?.value ?? ""
    }
    let mailbox = value("mailbox").split(separator: "@").first.map(String.init)
    (number, context, place) = (mailbox ?? section.name, FoundBoxes.ours, section.place)
    (pin, name, pager, options) = (value("vmsecret"), value("fullname"), "", "")
    emails = value("email").isEmpty ? [] : [value("email")]
    hasLine = false
  }

  /// Why the PIN cannot be kept; nil when it can.
  func objection(internal number: String) -> String? {
    if pin.isEmpty { return "it has no PIN" }
    if pin == number { return "its PIN is the internal" }
    if pin.hasPrefix("-") { return "its owner must not change the PIN, and we have no such field" }
    guard (4...10).contains(pin.utf8.count), pin.utf8.allSatisfy(isASCIIDigit) else {
      return "its PIN is not 4 to 10 digits"
    }
    return nil
  }
}

/// The mailboxes of users.conf and voicemail.conf.
struct FoundBoxes {
  private(set) var all: [FoundBox] = []
  private var places: [String: Int] = [:]

  /// The context of our boxes.
  static let ours = "default"

  init(_ trees: CentreTrees) {
    let common = trees.users.section("general")?.settings ?? []
    for section in trees.users.sections where !section.isTemplate {
      guard section.name.caseFolded != "general" else { continue }
      let entries = common + section.settings
      let has = entries.last { $0.setting.name.caseFolded == "hasvoicemail" }?.isTrue
      if has == true { add(FoundBox(section, entries)) }
    }
    let aliases = trees.voicemail.general("aliasescontext")?.value
    for section in trees.voicemail.sections where !section.isTemplate {
      let others = ["general", "zonemessages"] + (aliases.map { [$0.caseFolded] } ?? [])
      guard !others.contains(section.name.caseFolded) else { continue }
      for entry in section.settings { add(FoundBox(entry, context: section.name)) }
    }
  }

  /// Of two boxes with one number, Asterisk keeps the first.
  private mutating func add(_ box: FoundBox) {
    let key = "\(box.number)@\(box.context)"
    guard places[key] == nil else { return }
    places[key] = all.count
    all.append(box)
  }

  subscript(number: String, context: String) -> FoundBox? {
    places["\(number)@\(context)"].map { all[$0] }
  }

  /// The box that a peer names: `box`, `box@context`; FreePBX writes a context `device` that does not exist.
  func box(named text: String) -> FoundBox? {
    let parts = text.split(separator: "@", maxSplits: 1).map(String.init)
    guard let number = parts.first else { return nil }
    let context = parts.count == 2 ? parts[1] : Self.ours
    return self[number, context] ?? (context == "device" ? self[number, Self.ours] : nil)
  }
}
