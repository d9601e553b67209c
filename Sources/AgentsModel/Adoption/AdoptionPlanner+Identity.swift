internal import AsteriskConfig

// Who each phone is: its number, its names, its address.

extension AdoptionPlanner {
  // MARK: - Internals

  /// Gives each phone a number: what is surest comes first, over all phones.
  mutating func findInternals() {
    var taken = surroundings.internals
    let callers = Dictionary(grouping: phones.map(\.caller.number), by: \.self)
    func pass(_ find: (FoundPhone) -> (String, AdoptionPlan.Origin?)?) {
      for phone in phones where internals[phone.name] == nil {
        guard let (number, origin) = find(phone), Internal.isPossible(number),
          taken.insert(number).inserted
        else { continue }
        internals[phone.name] = (number, origin, false)
      }
    }
    pass { request.map[$0.name]?["internal"].map { ($0, .words("the map")) } }
    pass { phone in
      dialplan[phone].map { ($0.number, $0.number == phone.name ? nil : .place($0.place)) }
    }
    pass { ($0.name, nil) }
    pass { callers[$0.caller.number]?.count == 1 ? ($0.caller.number, .words("caller ID")) : nil }
    pass { phone in
      guard phone.mailboxes.count == 1,
        let box = phone.mailboxes.first?.box.split(separator: "@").first
      else { return nil }
      return (String(box), .words("mailbox"))
    }
    var next = surroundings.settings.minInternal.value
    for phone in phones where internals[phone.name] == nil {
      while taken.contains(String(next)) || surroundings.formerInternals.contains(String(next)) {
        next += 1
      }
      taken.insert(String(next))
      internals[phone.name] = (String(next), .words("the lowest free one"), true)
    }
    for phone in phones {
      if let number = internals[phone.name]?.number { byNumber[number] = phone.name }
      byName[phone.name] = phone.name
      // chan_sip compares names without case.
      if phone.driver == .sip { byName[phone.name.caseFolded] = phone.name }
    }
  }

  // MARK: - Names

  /// The username: the SIP name with every other character as `_`; `.2` and so on where that is taken.
  func username(
    _ phone: FoundPhone, _ isAgent: Bool, _ taken: inout Set<String>
  ) -> String {
    func isFree(_ name: String) -> Bool {
      !taken.contains(name.caseFolded) && !surroundings.names.contains(name.caseFolded)
        && surroundings.digests[name.caseFolded] == nil
        && (name == phone.name || byName[name] == nil)
    }
    let wanted = request.map[phone.name]?["name"] ?? phone.name
    // A telephone has no login: its name is the SIP name.
    guard isAgent else {
      taken.insert(phone.name.caseFolded)
      return phone.name
    }
    let plain = String(
      decoding: wanted.utf8.map { byte in
        isASCIILetter(byte) || isASCIIDigit(byte) || "._".utf8.contains(byte)
          ? byte : UInt8(ascii: "_")
      }, as: UTF8.self)
    var (name, count) = (plain, 1)
    while !isFree(name) {
      count += 1
      name = "\(plain).\(count)"
    }
    taken.insert(name.caseFolded)
    return name
  }

  mutating func findFullName(
    _ adopted: inout AdoptionPlan.Phone, _ phone: FoundPhone, _ isAgent: Bool,
    _ members: [String: [MemberLine]]
  ) {
    guard adopted.values["fullname"] == nil else { return }
    let number = adopted.values["internal"] ?? ""
    let pool = trees.agents.section(number)?.last("fullname")?.value
    let box = ownBox(phone, number)
    let candidates =
      [phone.fullName, box?.name, phone.caller.name, pool]
      + (members[phone.name] ?? []).map(\.member.name)
    let found = candidates.lazy.compactMap(\.self).first { name in
      name != number && (try? FullName(parsing: name)) != nil
    }
    if found == nil { adopted.made.append("fullname") }
    adopted.values["fullname"] = found ?? "\(isAgent ? "Agent" : "Telephone") \(number)"
  }

  /// - Returns: false when there is none and none may be made.
  mutating func findEmail(
    _ adopted: inout AdoptionPlan.Phone, _ phone: FoundPhone, _ members: [String: [MemberLine]]
  ) -> Bool {
    let number = adopted.values["internal"] ?? ""
    let named = phone.mailboxes.first.flatMap { boxes.box(named: $0.box) }
    let candidates = [
      adopted.values["email"], named?.emails.first, boxes[number, FoundBoxes.ours]?.emails.first,
      phone.email,
    ].compactMap(\.self).filter { (try? EmailAddress(parsing: $0)) != nil }
    if let email = candidates.first(where: { !emails.contains($0.caseFolded) }) {
      emails.insert(email.caseFolded)
      adopted.values["email"] = email
      if named == nil, boxes[number, FoundBoxes.ours]?.emails.first == email {
        adopted.note = [
          adopted.note,
          "the e-mail is the one of box \(number), although the peer has no mailbox line",
        ].compactMap(\.self).joined(separator: "; ")
      }
      return true
    }
    if let domain = request.domain {
      adopted.values["email"] = "\(adopted.name)@\(domain)"
      adopted.made.append("email")
      emails.insert("\(adopted.name)@\(domain)".caseFolded)
      return true
    }
    let role =
      members[phone.name]?.first.map { "a member of voice:\($0.queue.name)" } ?? "an agent"
    refuse(
      phone, candidates.isEmpty ? "email.required" : "email.taken",
      candidates.isEmpty
        ? "\(role) without an e-mail address"
        : "\(role) whose e-mail address \(candidates[0]) another agent has", .giveEmail)
    return false
  }

  /// The box that is the agent's: the peer names it, or it has the internal as its number.
  private func ownBox(_ phone: FoundPhone, _ number: String) -> FoundBox? {
    phone.mailboxes.first.flatMap { boxes.box(named: $0.box) } ?? boxes[number, FoundBoxes.ours]
  }
}
