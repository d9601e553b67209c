internal import AsteriskConfig

/// The phones of PJSIP: endpoints of pjsip.conf, and the wizards of pjsip_wizard.conf where no endpoint of that name is.
struct PJSIPPhones {
  private let trees: CentreTrees
  private let request: AdoptionRequest
  /// Asterisk of this version: of two passwords of an auth, it takes another one.
  private let version: AsteriskVersion?
  private let objects: [String: [String: ConfigTree.Section]]
  private let wizards: [ConfigTree.Section]
  private let references: PJSIPReferences
  private(set) var result = SIPPhones.Found()
  /// What keeps phones where they are, because they share an object with others.
  private(set) var shared: [String: String] = [:]

  init(_ trees: CentreTrees, _ request: AdoptionRequest, _ version: AsteriskVersion?) {
    (self.trees, self.request, self.version) = (trees, request, version)
    var objects: [String: [String: ConfigTree.Section]] = [:]
    for section in trees.pjsip.sections where !section.isTemplate {
      guard let type = section["type"] else { continue }
      // PJSIP compares names with case, and of two objects with one name keeps neither.
      objects[type, default: [:]][section.name] = section
    }
    self.objects = objects
    wizards = trees.wizard.sections.filter { !$0.isTemplate && $0["type"] == "wizard" }
    let endpoints = trees.pjsip.sections.filter { !$0.isTemplate && $0["type"] == "endpoint" }
    references = PJSIPReferences(trees.pjsip, trees.wizard)
    for wizard in wizards { add(wizard: wizard) }
    for endpoint in endpoints { add(endpoint) }
  }

  /// The realm of digests for which an auth names none, and the line.
  var defaultRealm: (text: String, entry: ConfigTree.Entry?) {
    let entry = trees.pjsip.sections.first { !$0.isTemplate && $0["type"] == "global" }?
      .last("default_realm")
    return (entry?.value ?? "asterisk", entry)
  }

  // MARK: - Endpoints

  private mutating func add(_ endpoint: ConfigTree.Section) {
    let peer = PJSIPPeer(name: endpoint.name, place: endpoint.place, endpoint: endpoint.settings)
    let auths = words(endpoint["auth"])
    let aors = words(endpoint["aors"])
    if request.leavesOut(endpoint.name) { return leave(peer, "it is to stay") }
    if let trunk = trunk(endpoint, auths: auths, aors: aors) {
      return leave(peer, "trunk: \(trunk.joined(separator: ", "))")
    }
    guard let first = auths.first else {
      return leave(peer, "no auth: whoever asks is let in")
    }
    guard auths.count == 1 else {
      return refuse(
        peer, "auth.several",
        "two passwords (\(auths.joined(separator: ", "))); we keep one", .choosePassword)
    }
    guard let auth = objects["auth"]?[first] else {
      return leave(peer, "its auth \(first) is in no file: Asterisk refuses its calls")
    }
    guard !aors.isEmpty else { return leave(peer, "no address of record: no phone can register") }
    guard aors == [endpoint.name] else {
      return refuse(
        peer, "aor.name",
        "its address of record is called \(aors.joined(separator: ", ")): the phone registers as that name, ours would be \(endpoint.name)"
      )
    }
    var found = peer
    found.auth = auth.settings
    found.headers = [endpoint, auth].flatMap { [$0.place] + $0.additions }
    if let aor = objects["aor"]?[endpoint.name] {
      found.aor = aor.settings
      found.headers += [aor.place] + aor.additions
    }
    noteSharing(found, auth: first)
    finish(found)
  }

  /// What another object uses stays, and so does the phone: ours of that name has another password, or none.
  private mutating func noteSharing(_ peer: PJSIPPeer, auth: String) {
    for (type, name, what) in [
      ("auth", auth, "auth"), ("aor", peer.name, "address of record"),
    ] {
      guard let user = references.users(of: type, name, besides: peer.name).first else { continue }
      shared[peer.name] =
        "its \(what) \(name) is also the \(user.text) (\(trees.text(user.entry.place)))"
    }
  }

  /// Why an endpoint is another exchange, not a phone; nil for a phone.
  private func trunk(
    _ endpoint: ConfigTree.Section, auths: [String], aors: [String]
  ) -> [String]? {
    var reasons: [String] = []
    let outbound = words(endpoint["outbound_auth"]).filter { !auths.contains($0) }
    if !outbound.isEmpty { reasons.append("outbound_auth") }
    if aors.contains(where: { objects["aor"]?[$0]?["contact"] != nil }) {
      reasons.append("a fixed contact")
    }
    let identified =
      objects["identify"]?.values.contains { $0["endpoint"] == endpoint.name } ?? false
    if identified, auths.isEmpty { reasons.append("identify") }
    let registers =
      objects["registration"]?.values.contains { $0["endpoint"] == endpoint.name } ?? false
    if registers { reasons.append("registration") }
    return reasons.isEmpty ? nil : reasons
  }

  // MARK: - Wizards

  private mutating func add(wizard: ConfigTree.Section) {
    let peer = PJSIPPeer(wizard)
    guard objects["endpoint"]?[wizard.name] == nil else {
      return result.left.append(
        .init(
          place: wizard.place, what: "\(wizard.name) of pjsip_wizard.conf",
          why:
            "pjsip.conf has \(wizard.name) too, and Asterisk runs that one; commented out all the same: else it comes alive when ours is locked"
        ))
    }
    if request.leavesOut(wizard.name) { return leave(peer, "it is to stay") }
    if wizard.last("sends_registrations")?.isTrue == true {
      return leave(peer, "trunk: sends_registrations")
    }
    if wizard.last("sends_auth")?.isTrue == true { return leave(peer, "trunk: sends_auth") }
    guard wizard.last("accepts_registrations")?.isTrue == true else {
      return leave(peer, "trunk: remote_hosts")
    }
    guard wizard.last("accepts_auth")?.isTrue == true else {
      return leave(peer, "no auth: whoever asks is let in")
    }
    guard wizard["inbound_auth/username"] != nil else {
      return leave(peer, "Asterisk refuses it: no inbound_auth/username")
    }
    noteSharing(peer, auth: "\(peer.name)-iauth")
    finish(peer)
  }

  // MARK: - Values

  private mutating func finish(_ peer: PJSIPPeer) {
    guard let secret = secret(of: peer) else { return }
    let isBrowser = peer.endpoint("webrtc")?.isTrue == true
    var phone = FoundPhone(
      name: peer.name, driver: .pjsip, place: peer.place, headers: peer.headers, secret: secret,
      typology: isBrowser ? .webrtc : request.typology)
    // An auth without a name lets the endpoint's own in, which a phone with another one never is.
    let user = peer.last("username", in: peer.auth)?.value ?? ""
    if !user.isEmpty, user != peer.name { phone.authName = user }
    if case .clear = secret, let words = peer.twoPasswords { phone.note = words }
    let codecs = FoundCodecs(peer.endpoint, initial: [])
    phone.voice = peer.voice(phone.typology, codecs)
    phone.unmapped = codecs.lost.map {
      .init(entry: $0.entry, key: "allow", value: $0.value, why: $0.why, canBeKept: false)
    }
    phone.caller = CallerParts(peer.endpoint("callerid")?.value ?? "")
    let boxes = peer.endpoint("mailboxes") ?? peer.last("mailboxes", in: peer.aor)
    phone.mailboxes = (boxes?.value ?? "").split(separator: ",")
      .map { (trimmed($0), boxes?.place ?? peer.place) }
    phone.unmapped += PJSIPLeftovers(peer, phone).lines
    result.phones.append(phone)
  }

  /// nil when it was refused.
  private mutating func secret(of peer: PJSIPPeer) -> FoundSecret? {
    func value(_ name: String) -> String {
      peer.last(name, in: peer.auth)?.value ?? ""
    }
    let realm = value("realm").isEmpty ? defaultRealm.text : value("realm")
    let (clear, md5) = (value("password"), value("md5_cred"))
    var digests: [String: String] = [:]
    for entry in peer.auth where entry.setting.name == "password_digest" {
      let parts = entry.value.split(separator: ":", maxSplits: 1).map(String.init)
      if parts.count == 2 { digests[parts[0].caseFolded] = parts[1] }
    }
    if !md5.isEmpty, digests["md5"] == nil { digests["md5"] = md5 }
    let type = value("auth_type").isEmpty ? "userpass" : value("auth_type").caseFolded
    let takesDigest =
      type != "userpass" || clear.isEmpty || !md5.isEmpty && (version?.hasPasswordDigest ?? false)
    guard takesDigest else { return .clear(clear) }
    if digests.isEmpty, !clear.isEmpty { return .clear(clear) }
    guard let digest = digests["md5"] else {
      refuse(
        peer, digests.isEmpty ? "auth.empty" : "digest.sha256",
        digests.isEmpty
          ? "its auth has neither a password nor a digest"
          : "its digest is SHA-256 only, which chan_sip and older PJSIP cannot use")
      return nil
    }
    guard digest.isDigest(length: 32) else {
      refuse(peer, "digest.form", "its digest is not 32 hexadecimal digits in lower case")
      return nil
    }
    let other = digests["sha-256"].flatMap { $0.isDigest(length: 64) ? $0 : nil } ?? ""
    return .digest(md5: digest, sha256: other, realm: realm)
  }

  private func words(_ text: String?) -> [String] {
    (text ?? "").split(separator: ",").map(trimmed).filter { !$0.isEmpty }
  }

  private mutating func leave(_ peer: PJSIPPeer, _ why: String) {
    result.left.append(.init(place: peer.place, what: peer.name, why: why))
  }

  private mutating func refuse(
    _ peer: PJSIPPeer, _ code: String, _ why: String, _ remedy: AdoptionPlan.Remedy? = nil
  ) {
    result.refused.append(
      .init(place: peer.place, what: peer.name, why: why, code: code, remedy: remedy))
  }
}
