internal import AsteriskConfig

/// The settings of one phone of PJSIP by their objects, wherever they stand.
struct PJSIPPeer {
  let name: String
  let place: ConfigTree.Place
  var headers: [ConfigTree.Place] = []
  var endpoint: [ConfigTree.Entry]
  var auth: [ConfigTree.Entry] = []
  var aor: [ConfigTree.Entry] = []
  /// What a wizard says of none of these.
  var others: [ConfigTree.Entry] = []
  let isWizard: Bool

  init(name: String, place: ConfigTree.Place, endpoint: [ConfigTree.Entry]) {
    (self.name, self.place, self.endpoint, isWizard) = (name, place, endpoint, false)
  }

  /// The objects that a wizard makes.
  init(_ wizard: ConfigTree.Section) {
    (name, place, isWizard) = (wizard.name, wizard.place, true)
    headers = [wizard.place] + wizard.additions
    endpoint = []
    for entry in wizard.settings {
      let parts = entry.setting.name.split(separator: "/", maxSplits: 1).map(String.init)
      var entry = entry
      if parts.count == 2 { entry = entry.renamed(parts[1]) }
      switch parts.count == 2 ? parts[0] : "" {
      case "endpoint": endpoint.append(entry)
      case "inbound_auth": auth.append(entry)
      case "aor": aor.append(entry)
      default: others.append(entry)
      }
    }
  }

  func last(_ name: String, in entries: [ConfigTree.Entry]) -> ConfigTree.Entry? {
    entries.last { $0.setting.name == name && !$0.value.isEmpty }
  }

  /// A setting of the endpoint.
  func endpoint(_ name: String) -> ConfigTree.Entry? { last(name, in: endpoint) }

  /// Said of an auth with both a password and a digest.
  var twoPasswords: String? {
    guard last("password", in: auth) != nil, last("md5_cred", in: auth) != nil else { return nil }
    return
      "auth_type=userpass on Asterisk 16: the password counts, md5_cred does not (on 22.2 and later md5_cred does); a password in clear can be made a digest of any realm"
  }

  /// The values of voice fields by their keys.
  func voice(_ typology: Typology, _ codecs: FoundCodecs) -> [String: String] {
    let forces = endpoint("force_rport").map(\.isTrue) ?? true
    let isSymmetric = endpoint("rtp_symmetric")?.isTrue ?? false
    let nat = (forces ? ["force_rport"] : []) + (isSymmetric ? ["comedia"] : [])
    let isBrowser = typology == .webrtc
    return [
      "host": "dynamic", "type": "friend", "videosupport": "false",
      "context": endpoint("context")?.value ?? "default",
      "nat": nat.isEmpty ? "no" : nat.joined(separator: ","),
      "transport": typology.defaultTransport.text,
      "allow": codecs.words.joined(separator: ","),
      "callGroup": group("call_group"), "pickupGroup": group("pickup_group"),
      "encryption": "\(isBrowser || endpoint("media_encryption")?.value.caseFolded == "sdes")",
    ]
  }

  private func group(_ name: String) -> String {
    (try? GroupSet(parsing: endpoint(name)?.value ?? ""))?.text ?? ""
  }
}

extension ConfigTree.Entry {
  fileprivate func renamed(_ name: String) -> ConfigTree.Entry {
    var entry = self
    entry.setting.name = name
    return entry
  }
}

/// The lines of a phone of PJSIP for which no field stands, without those that change nothing.
struct PJSIPLeftovers {
  private(set) var lines: [FoundPhone.Unmapped] = []

  init(_ peer: PJSIPPeer, _ phone: FoundPhone) {
    for entry in Self.last(peer.endpoint) where !Self.isUsual(entry, phone) {
      lines.append(.init(entry: entry, key: entry.setting.name))
    }
    for entry in Self.last(peer.aor) where !Self.isUsual(ofAddress: entry) {
      lines.append(.init(entry: entry, key: entry.setting.name, canBeKept: false))
    }
    guard peer.isWizard else { return }
    for entry in Self.last(peer.others) where entry.setting.name == "has_hint" && entry.isTrue {
      lines.append(
        .init(
          entry: entry, key: "has_hint",
          why:
            "the hint of \(phone.name) goes with the wizard; ours is in the context \(Extensions.context)",
          canBeKept: false))
    }
  }

  /// Of each name the last line, of `set_var` all.
  private static func last(_ entries: [ConfigTree.Entry]) -> [ConfigTree.Entry] {
    var last: [String: Int] = [:]
    for (index, entry) in entries.enumerated() { last[entry.setting.name] = index }
    return entries.enumerated().filter { index, entry in
      !entry.value.isEmpty && (entry.setting.name == "set_var" || last[entry.setting.name] == index)
    }.map(\.element)
  }

  private static func isUsual(_ entry: ConfigTree.Entry, _ phone: FoundPhone) -> Bool {
    let (key, value) = (entry.setting.name, entry.value.caseFolded)
    if ["call_group", "pickup_group"].contains(key) {
      return (try? GroupSet(parsing: entry.value)) != nil
    }
    if mapped.contains(key) { return true }
    if phone.typology == .webrtc, ofBrowsers.contains(key) { return true }
    switch key {
    case "direct_media", "webrtc", "ice_support", "use_avpf", "rtcp_mux", "trust_id_inbound",
      "trust_id_outbound", "send_pai", "send_rpid", "media_use_received_transport":
      return value.isAsteriskFalse
    case "dtmf_mode": return value == "rfc4733"
    case "media_encryption": return ["no", "sdes"].contains(value)
    default: return false
    }
  }

  private static func isUsual(ofAddress entry: ConfigTree.Entry) -> Bool {
    switch entry.setting.name {
    case "type", "remove_existing", "qualify_frequency", "qualify_timeout", "mailboxes",
      "authenticate_qualify":
      true
    case "max_contacts": entry.value == "1"
    default: false
    }
  }

  private static let mapped: Set = [
    "type", "auth", "aors", "context", "allow", "disallow", "callerid", "force_rport",
    "rtp_symmetric",
    "rewrite_contact", "mailboxes", "outbound_auth",
  ]

  private static let ofBrowsers: Set = [
    "webrtc", "ice_support", "use_avpf", "rtcp_mux", "media_encryption", "bundle", "dtls_verify",
    "dtls_setup", "dtls_cert_file", "dtls_private_key", "dtls_ca_file", "dtls_ca_path",
    "dtls_auto_generate_cert", "max_audio_streams", "max_video_streams",
    "media_use_received_transport",
  ]
}
