internal import AsteriskConfig

// One phone after the other: the queues that ring it, its values, and what has no field.

extension AdoptionPlanner {
  /// A line of a queue that names one of the phones.
  struct MemberLine {
    let queue: FoundQueue
    let member: FoundQueue.Member
  }

  // MARK: - Members

  /// The lines of queues by the SIP name of the phone that they ring.
  func members() -> [String: [MemberLine]] {
    var lines: [String: [MemberLine]] = [:]
    for queue in queues.queues {
      for member in queue.members {
        guard let phone = phone(of: member) else { continue }
        lines[phone, default: []].append(MemberLine(queue: queue, member: member))
      }
    }
    return lines
  }

  /// The SIP name of the phone that a member rings; nil when it is none of those that were found.
  func phone(of member: FoundQueue.Member) -> String? {
    if let number = member.number { return byNumber[String(number)] }
    guard member.technology.uppercased() == plan.driver?.technology else { return nil }
    let name = String(member.device)
    return byName[name] ?? (plan.driver == .sip ? byName[name.caseFolded] : nil)
  }

  // MARK: - One phone

  mutating func adopt(
    _ phone: FoundPhone, _ realm: String, _ members: [String: [MemberLine]],
    _ taken: inout Set<String>
  ) {
    let isAgent = isAgent(phone, members)
    guard request.parts.contains(isAgent ? .agents : .telephones) else {
      return leave(phone, "it is not asked for")
    }
    guard let digest = digest(phone, realm) else { return }
    if let stored = surroundings.digests[phone.name.caseFolded] {
      guard stored != digest.md5 else { return plan.unchanged.append(phone.name) }
      return refuse(
        phone, "phone.different", "a phone of this name is stored with another password")
    }
    do throws(Refusal) { _ = try PeerName(parsing: phone.name) } catch {
      return refuse(phone, "name.\(error.code)", "its name \(error.message)")
    }
    guard isAgent || phone.authName.isEmpty else {
      return refuse(
        phone, "telephone.login",
        "it logs in as \(phone.authName), which only the phone of an agent can", .makeAgent)
    }
    var adopted = describe(phone, digest, isAgent)
    adopted.name = username(phone, isAgent, &taken)
    if isAgent, adopted.name != phone.name { adopted.values["sipName"] = phone.name }
    findFullName(&adopted, phone, isAgent, members)
    if isAgent {
      guard findEmail(&adopted, phone, members) else { return }
      takeBox(&adopted, phone)
    } else {
      loseBoxes(phone, "a telephone has no mailbox")
    }
    if let finding = objection(adopted, isAgent) {
      return refuse(
        phone, finding.code,
        [finding.field, finding.message].compactMap(\.self).joined(separator: " "))
    }
    lose(phone, &adopted, members[phone.name] ?? [])
    if isAgent { plan.agents.append(adopted) } else { plan.telephones.append(adopted) }
  }

  private func isAgent(_ phone: FoundPhone, _ members: [String: [MemberLine]]) -> Bool {
    switch request.agents {
    case .all: true
    case .none: false
    case .map: request.map[phone.name] != nil
    case .members: members[phone.name] != nil || request.map[phone.name] != nil
    }
  }

  private mutating func digest(_ phone: FoundPhone, _ realm: String) -> SIPDigest? {
    let user = phone.authName.isEmpty ? phone.name : phone.authName
    switch phone.secret {
    case .clear(let text):
      guard let realm = try? Realm(parsing: realm) else {
        refuse(phone, "realm.form", "the realm \(quoted(realm)) cannot be ours")
        return nil
      }
      return SIPDigest(user: user, realm: realm, password: Secret(text))
    case .digest(let md5, let sha256, let own):
      // A peer of chan_sip has no realm of its own.
      let own = own.isEmpty ? plan.realm : own
      guard own == realm else {
        refuse(
          phone, "realm.other",
          "its digest is of the realm \(own), the others' are of \(realm); only a password in clear can be moved"
        )
        return nil
      }
      return SIPDigest(realm: realm, md5: md5, sha256: sha256)
    }
  }

  private func describe(
    _ phone: FoundPhone, _ digest: SIPDigest, _ isAgent: Bool
  ) -> AdoptionPlan.Phone {
    var adopted = AdoptionPlan.Phone(
      sipName: phone.name, name: phone.name, values: phone.voice, digest: digest, place: phone.place
    )
    adopted.values["typology"] = phone.typology.rawValue
    adopted.values["callerid"] = phone.caller.field
    if !phone.authName.isEmpty { adopted.values["sipAuthName"] = phone.authName }
    if let internalNumber = internals[phone.name] {
      adopted.values["internal"] = internalNumber.number
      adopted.internalOrigin = internalNumber.origin
      if internalNumber.isMade { adopted.made.append("internal") }
    }
    adopted.note = phone.note
    adopted.headers = phone.headers
    for (key, value) in request.map[phone.name] ?? [:] where key != "name" {
      adopted.values[key] = value
    }
    return adopted
  }

  /// What the rules of our fields say against the values.
  private func objection(_ phone: AdoptionPlan.Phone, _ isAgent: Bool) -> Finding? {
    var settings = surroundings.settings
    settings.asteriskDriver = plan.driver == .pjsip ? .pjsip : .sip
    let findings =
      isAgent
      ? AgentPlan.create(phone.assignments, settings).findings
      : Telephone.create(name: phone.name, phone.telephoneAssignments, settings).1
    return findings.errors.first
  }

  // MARK: - Lines without a field

  private mutating func lose(
    _ phone: FoundPhone, _ adopted: inout AdoptionPlan.Phone, _ members: [MemberLine]
  ) {
    for line in phone.unmapped {
      let value = line.value ?? line.entry.value
      let isKept = line.canBeKept && keeps(line.key, value, phone.driver)
      if isKept { adopted.kept.append(.init(key: line.key, value: value)) }
      lose(line.entry.place, line.key, value, adopted.name, line.why, isKept: isKept)
    }
    let canRing = [.phonebar, .webrtc].contains(phone.typology)
    for line in members where line.member.ringsInUse {
      if canRing {
        adopted.values["phoneBarRingInUse"] = "true"
      } else {
        lose(
          line.member.place, "ringinuse", "yes", adopted.name,
          "an external agent has no phoneBarRingInUse", .makePhonebar)
      }
    }
  }

  /// One entry for each line of a file, with all phones that it reaches.
  mutating func lose(
    _ place: ConfigTree.Place, _ key: String, _ value: String, _ phone: String, _ why: String,
    _ remedy: AdoptionPlan.Remedy? = nil, isKept: Bool = false
  ) {
    if let index = lost[place]?.firstIndex(where: { $0.key == key && $0.value == value }) {
      lost[place]?[index].phones.append(phone)
    } else {
      lost[place, default: []].append(
        .init(
          place: place, key: key, value: value, phones: [phone], why: why, remedy: remedy,
          isKept: isKept))
    }
  }

  private func keeps(_ key: String, _ value: String, _ driver: Dialect.Driver) -> Bool {
    AdoptionPlan.Line(key: key, value: value).setting(driver == .sip ? .sip : .pjsip) != nil
  }

  mutating func leave(_ phone: FoundPhone, _ why: String) {
    plan.left.append(.init(place: phone.place, what: phone.name, why: why))
  }

  mutating func refuse(
    _ phone: FoundPhone, _ code: String, _ why: String, _ remedy: AdoptionPlan.Remedy? = nil
  ) {
    plan.refused.append(
      .init(place: phone.place, what: phone.name, why: why, code: code, remedy: remedy))
  }
}
