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
  ///
  /// Its number is the name of the section, whatever `mailbox` says, and `[general]` has no say in it.
  init(_ section: ConfigTree.Section, context: String) {
    func value(_ name: String) -> String { section.last(name)?.value ?? "" }
    (number, self.context, place) = (section.name, context, section.place)
    let password = section.settings.first { entry in
      ["secret", "password"].contains(entry.setting.name.caseFolded) && !entry.value.isEmpty
    }
    pin = value("vmsecret").isEmpty ? password?.value ?? "" : value("vmsecret")
    (name, pager, options) = (value("fullname"), value("pager"), "")
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
  /// Those that Asterisk does not take because their number is there already.
  private(set) var shadowed: [FoundBox] = []
  private var places: [String: Int] = [:]

  /// The context of our boxes.
  static let ours = "default"

  init(_ users: UsersFile, _ voicemail: ConfigTree) {
    for section in users.sections where users.has("hasvoicemail", section) {
      add(FoundBox(section, context: users.boxContext))
    }
    let aliases = voicemail.general("aliasescontext")?.value
    for section in voicemail.sections where !section.isTemplate {
      let others = ["general", "zonemessages"] + (aliases.map { [$0.caseFolded] } ?? [])
      guard !others.contains(section.name.caseFolded) else { continue }
      for entry in section.settings { add(FoundBox(entry, context: section.name)) }
    }
  }

  /// Of two boxes with one number, Asterisk keeps the first.
  private mutating func add(_ box: FoundBox) {
    let key = "\(box.number)@\(box.context)"
    guard places[key] == nil else { return shadowed.append(box) }
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
