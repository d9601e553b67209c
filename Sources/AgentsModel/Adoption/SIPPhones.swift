internal import AsteriskConfig

/// The phones of chan_sip: users.conf, and the sections of sip.conf laid over it.
///
/// As `reload_config` and `build_peer` of `channels/chan_sip.c` read them.
struct SIPPhones {
  private let trees: CentreTrees
  private let request: AdoptionRequest
  private let general: [ConfigTree.Entry]
  private let registrars: Set<String>
  private(set) var result = Found()

  /// What the files of one driver have.
  struct Found {
    var phones: [FoundPhone] = []
    var left: [AdoptionPlan.Left] = []
    var refused: [AdoptionPlan.Refused] = []
    var warnings: [AdoptionPlan.Remark] = []
    /// Phones that keep Asterisk's own behaviour of which our field has no word.
    var hasAutomaticNAT = false
  }

  init(_ trees: CentreTrees, _ request: AdoptionRequest) {
    (self.trees, self.request) = (trees, request)
    general = trees.sip.section("general")?.settings ?? []
    registrars = Set(
      general.filter { $0.setting.name.caseFolded == "register" }.compactMap {
        Self.host(ofRegister: $0.value)
      })
    for peer in peers() { add(peer) }
  }

  // MARK: - Sections

  private mutating func peers() -> [SIPPeer] {
    var peers: [SIPPeer] = []
    var places: [String: Int] = [:]
    for section in trees.usersFile.sections {
      guard trees.usersFile.has("hassip", section) else {
        leave(section, "hassip = no")
        continue
      }
      places[section.name.caseFolded] = peers.count
      peers.append(SIPPeer(section, trees.usersFile.settings(of: section), isUsers: true))
    }
    for section in trees.sip.sections where !section.isTemplate {
      guard !["general", "authentication"].contains(section.name.caseFolded) else { continue }
      guard let place = places[section.name.caseFolded] else {
        places[section.name.caseFolded] = peers.count
        peers.append(SIPPeer(section, section.settings, isUsers: false))
        continue
      }
      if peers[place].users == nil {
        warn(
          section.place, "peer.twice",
          "[\(section.name)] is also in \(trees.text(peers[place].place)): Asterisk makes one peer of both"
        )
      }
      peers[place].name = section.name
      peers[place].headers += [section.place] + section.additions
      peers[place].entries += section.settings
    }
    return peers
  }

  private mutating func add(_ peer: SIPPeer) {
    guard
      peer.users != nil || peer.entries.contains(where: { $0.setting.name.caseFolded == "type" })
    else {
      warn(peer.place, "type.missing", "[\(peer.name)] has no type: Asterisk skips it")
      return
    }
    if let trunk = trunk(peer) { return leave(peer, "trunk: \(trunk.joined(separator: ", "))") }
    if request.leavesOut(peer.name) { return leave(peer, "it is to stay") }
    let (clear, digest) = (nonEmpty(peer.last("secret")), nonEmpty(peer.last("md5secret")))
    guard let secret = digest ?? clear else {
      return leave(peer, "no password: whoever asks is let in; ours would not be written")
    }
    guard let host = nonEmpty(peer.last("host")) else {
      return leave(peer, "no host: no phone can register")
    }
    if digest != nil, !secret.value.isDigest(length: 32) {
      let isCapital = secret.value.caseFolded.isDigest(length: 32)
      return refuse(
        peer, isCapital ? "digest.capitals" : "digest.form",
        isCapital
          ? "its md5secret is in capitals, and no phone can register with that"
          : "its md5secret is no MD5 digest")
    }
    var phone = FoundPhone(
      name: peer.name, driver: .sip, place: peer.place, headers: peer.headers,
      secret: digest == nil
        ? .clear(secret.value) : .digest(md5: secret.value, sha256: "", realm: ""),
      typology: typology(peer))
    describe(&phone, peer, host: host.value)
    result.phones.append(phone)
  }

  // MARK: - Trunks

  /// Why a peer is another exchange, not a phone; nil for a phone.
  private func trunk(_ peer: SIPPeer) -> [String]? {
    func has(_ name: String) -> Bool { nonEmpty(peer.last(name)) != nil }
    let host = peer.last("host")?.value ?? ""
    let isAddress = IPAddress.isValid(host)
    let isName = !host.isEmpty && host.caseFolded != "dynamic" && !isAddress
    var reasons: [String] = []
    let registers = peer.last("registersip")?.isTrue == true
    if registers { reasons.append("registersip") }
    if isName { reasons.append("a host name") }
    let signs =
      (has("insecure") && !peer.says("insecure", "no") ? ["insecure"] : [])
      + (has("fromuser") ? ["fromuser"] : has("fromdomain") ? ["fromdomain"] : [])
      + (has("callbackextension") ? ["callbackextension"] : [])
      + (has("trunkname") && !registers ? ["trunkname"] : [])
      + (registrars.contains(host.caseFolded) || registrars.contains(peer.name.caseFolded)
        ? ["register"] : [])
    // A phone may have a fixed address, and a phone that may call without a password is dynamic.
    let tells = signs.filter { $0 != "insecure" || isName || isAddress }
    guard isName || registers || !tells.isEmpty else { return nil }
    if isAddress { reasons.append("a fixed address") }
    return reasons + signs
  }

  /// The host of a line `register => user:password@host/extension`, or the peer that it names.
  private static func host(ofRegister text: String) -> String? {
    let line = text.split(separator: "?", maxSplits: 1).last ?? ""
    guard let at = line.lastIndex(of: "@") else { return nil }
    let host = line[line.index(after: at)...].prefix { !"/:~".contains($0) }
    return host.isEmpty ? nil : String(host).caseFolded
  }

  // MARK: - Values

  private func typology(_ peer: SIPPeer) -> Typology {
    let isBrowser = ["avpf", "icesupport", "dtlsenable"].allSatisfy {
      peer.last($0)?.isTrue == true
    }
    let words = Set(transports(peer))
    return isBrowser || !words.isEmpty && words.isSubset(of: ["ws", "wss"])
      ? .webrtc : request.typology
  }

  private func transports(_ peer: SIPPeer) -> [String] {
    let entry = nonEmpty(peer.last("transport")) ?? nonEmpty(common("transport"))
    return entry?.value.caseFolded.split { ", ".contains($0) }.map(String.init) ?? []
  }

  private mutating func describe(_ phone: inout FoundPhone, _ peer: SIPPeer, host: String) {
    var voice: [String: String] = [:]
    voice["host"] = host.caseFolded == "dynamic" ? "dynamic" : host
    // Of `type` alone, the first one counts.
    voice["type"] = peer.entries.first { $0.setting.name.caseFolded == "type" }?.value.caseFolded
    if !["friend", "user", "peer"].contains(voice["type"] ?? "") { voice["type"] = "friend" }
    if let last = peer.last("type")?.value.caseFolded, let first = voice["type"], last != first {
      phone.note = "of type Asterisk takes the first value: \(first), not \(last)"
    }
    voice["context"] =
      (nonEmpty(peer.last("context")) ?? nonEmpty(common("context")))?.value ?? "default"
    let words = transports(peer)
    voice["transport"] = words.isEmpty ? "udp" : words.joined(separator: ",")
    voice["nat"] = nat(peer)
    for (key, name) in [("callGroup", "callgroup"), ("pickupGroup", "pickupgroup")] {
      voice[key] = group(peer.last(name), &phone)
    }
    for key in ["videosupport", "encryption"] {
      let value = (peer.last(key) ?? common(key))?.value.caseFolded ?? ""
      voice[key] = value.isAsteriskTrue || value == "always" ? "true" : "false"
    }
    if phone.typology == .webrtc { voice["encryption"] = "true" }
    let codecs = FoundCodecs(general + peer.entries, initial: ["ulaw", "alaw", "gsm"])
    voice["allow"] = codecs.words.joined(separator: ",")
    phone.unmapped += codecs.lost.filter { lost in !general.contains { $0 == lost.entry } }
      .map { .init(entry: $0.entry, key: "allow", value: $0.value, why: $0.why, canBeKept: false) }
    phone.voice = voice
    describeCaller(&phone, peer)
    phone.unmapped += SIPLeftovers(peer.entries, phone).lines
  }

  private mutating func describeCaller(_ phone: inout FoundPhone, _ peer: SIPPeer) {
    for entry in peer.entries {
      switch entry.setting.name.caseFolded {
      case "callerid": phone.caller = CallerParts(entry.value)
      case "fullname": phone.caller.name = entry.value
      case "cid_number": phone.caller.number = entry.value
      case "mailbox", "mailboxes":
        phone.mailboxes += entry.value.split(separator: ",").map { (trimmed($0), entry.place) }
      default: continue
      }
    }
    guard let users = peer.users else { return }
    if phone.mailboxes.isEmpty, let entry = trees.usersFile.first("hasvoicemail", of: users),
      entry.isTrue
    {
      phone.mailboxes = [(phone.name, entry.place)]
    }
    phone.fullName = nonEmpty(users.last("fullname"))?.value
    phone.email = nonEmpty(users.last("email"))?.value
    phone.users = users
    phone.switchedOff = trees.usersFile.furtherUse(of: users)
  }

  /// The lines add to each other, and a phone that has one takes none of `[general]` (`sip_parse_nat_option` of
  /// `channels/sip/config_parser.c`).
  private mutating func nat(_ peer: SIPPeer) -> String {
    func lines(_ entries: [ConfigTree.Entry]) -> [ConfigTree.Entry] {
      entries.filter { $0.setting.name.caseFolded == "nat" }
    }
    let own = lines(peer.entries)
    let said = own.isEmpty ? lines(general) : own
    if said.count == 1, let options = try? NatOptions(parsing: said[0].value) {
      return options.text
    }
    var words: Set<String> = said.isEmpty ? ["auto_force_rport"] : []
    for entry in said {
      for word in entry.value.caseFolded.split(separator: ",").map(trimmed) {
        if word.isAsteriskFalse {
          words = []
          break
        }
        if word == "yes" {
          words.formUnion(["force_rport", "comedia"])
          break
        }
        guard !words.contains("auto_\(word)") else { continue }
        words.insert(word)
        if word.hasPrefix("auto_") { words.remove(String(word.dropFirst("auto_".utf8.count))) }
      }
    }
    guard words.isDisjoint(with: ["auto_force_rport", "auto_comedia"]) else {
      result.hasAutomaticNAT = true
      return Voice().nat.text
    }
    let known = ["force_rport", "comedia"].filter(words.contains)
    return known.isEmpty ? "no" : known.joined(separator: ",")
  }

  private func group(_ entry: ConfigTree.Entry?, _ phone: inout FoundPhone) -> String {
    guard let entry, !entry.value.isEmpty else { return "" }
    if let groups = try? GroupSet(parsing: entry.value) { return groups.text }
    phone.unmapped.append(
      .init(
        entry: entry, key: entry.setting.name.caseFolded, why: "groups are numbers from 0 to 63",
        canBeKept: false))
    return ""
  }

  /// A setting of [general] that phones have unless they say otherwise.
  private func common(_ name: String) -> ConfigTree.Entry? {
    general.last { $0.setting.name.caseFolded == name }
  }

  private func nonEmpty(_ entry: ConfigTree.Entry?) -> ConfigTree.Entry? {
    entry.flatMap { $0.value.isEmpty ? nil : $0 }
  }

  // MARK: - What is told

  private mutating func leave(_ peer: SIPPeer, _ why: String) {
    result.left.append(.init(place: peer.place, what: peer.name, why: why))
  }

  private mutating func leave(_ section: ConfigTree.Section, _ why: String) {
    result.left.append(.init(place: section.place, what: section.name, why: why))
  }

  private mutating func refuse(_ peer: SIPPeer, _ code: String, _ why: String) {
    result.refused.append(.init(place: peer.place, what: peer.name, why: why, code: code))
  }

  private mutating func warn(_ place: ConfigTree.Place, _ code: String, _ text: String) {
    result.warnings.append(.init(place: place, code: code, text: text))
  }
}

extension String {
  /// Lower-case hexadecimal digits, as chan_sip and PJSIP compare them.
  func isDigest(length: Int) -> Bool {
    utf8.count == length
      && utf8.allSatisfy {
        isASCIIDigit($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      }
  }
}
