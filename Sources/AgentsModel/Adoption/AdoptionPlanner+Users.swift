internal import AsteriskConfig

// What users.conf makes besides phones: mailboxes, numbers, logins of managers.

/// A section of users.conf that stays without the phone that it made.
struct UsersEnding {
  let section: ConfigTree.Section
  /// What it makes, too: the word that says so.
  let reason: String
  /// The words that end what is taken over.
  let words: [String]

  /// What it makes, too.
  var rest: String {
    switch reason {
    case "hasmanager": "a manager login"
    case "hasvoicemail": "a mailbox that is not taken over"
    default: "a peer of another driver"
    }
  }
}

extension AdoptionPlanner {
  /// The phones that are taken over out of users.conf.
  private var ofUsers: [(phone: AdoptionPlan.Phone, section: ConfigTree.Section)] {
    let sections = Dictionary(
      phones.compactMap { phone in phone.users.map { (phone.name, $0) } },
      uniquingKeysWith: { first, _ in first })
    guard !sections.isEmpty else { return [] }
    return (plan.agents + plan.telephones).compactMap { phone in
      sections[phone.sipName].map { (phone, $0) }
    }
  }

  /// Finds the sections that stay because they make more than is taken over.
  mutating func findEndings() {
    for (phone, section) in ofUsers {
      let hasBox = trees.usersFile.has("hasvoicemail", section)
      let takesBox =
        hasBox && phone.values["voicemail"] == "true" && phone.values["internal"] == section.name
        && boxes[section.name, FoundBoxes.ours]?.place == section.place
      let keepsBox = hasBox && !takesBox
      guard
        let reason = trees.usersFile.furtherUse(of: section) ?? (keepsBox ? "hasvoicemail" : nil)
      else { continue }
      endings[phone.sipName] = UsersEnding(
        section: section, reason: reason, words: ["hassip"] + (takesBox ? ["hasvoicemail"] : []))
    }
  }

  /// The lines of extensions.conf for the numbers that go with the phones: pbx_config makes them of users.conf.
  mutating func extensionsOfUsers() -> [String] {
    guard let context = trees.usersFile.numberContext else { return [] }
    var there = extensions(in: context)
    var (lines, numbers): ([String], [String]) = ([], [])
    for (phone, section) in ofUsers {
      let coming = trees.usersFile.extensions(of: section)
        .filter { there.insert(Self.position(ofLine: $0)).inserted }
      guard !coming.isEmpty else { continue }
      lines += coming
      numbers.append(phone.sipName)
    }
    guard !lines.isEmpty else { return [] }
    plan.notes.append(
      "users.conf also makes the number\(numbers.count == 1 ? "" : "s") \(numbers.joined(separator: ", ")) in the context \(context); a cut-over writes the same lines to extensions.conf"
    )
    return ["[\(context)]"] + lines
  }

  /// The numbers and priorities of a context: `6001,hint` and `6001,1`.
  private func extensions(in context: String) -> Set<String> {
    Set(
      trees.dialplan.sections.filter { $0.name == context && !$0.isTemplate }.flatMap(\.settings)
        .filter { $0.setting.name.caseFolded == "exten" }.map { Self.position(of: $0.value) })
  }

  private static func position(ofLine line: String) -> String {
    position(of: String(line.dropFirst("exten => ".utf8.count)))
  }

  /// `6001,1` of `6001,1(start),Dial(SIP/6001)`.
  private static func position(of value: String) -> String {
    value.split(separator: ",", maxSplits: 2).prefix(2)
      .map { trimmed($0.prefix { $0 != "(" }) }.joined(separator: ",")
  }
}
