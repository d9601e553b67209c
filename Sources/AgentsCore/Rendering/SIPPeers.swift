internal import AsteriskConfig

/// Endpoints as peers of chan_sip (sip.conf).
enum SIPPeers {
  /// One template for each typology.
  ///
  /// It holds what all agents of the typology share, and the usual value of what they may differ in; a
  /// peer then states only what is its own.
  static func templates(certificate: String, privateKey: String) -> [Section] {
    Typology.allCases.map { typology in
      let usual = Endpoint(Agent(typology: typology), digest: nil)
      return Section(
        name: templateName(typology), isTemplate: true,
        settings: shared + overridable(usual)
          + (typology == .webrtc ? webRTC(certificate, privateKey) : []))
    }
  }

  /// The peer of one agent; nil without a digest, because a peer without one lets everybody in.
  static func peer(_ endpoint: Endpoint) -> Section? {
    guard let digest = endpoint.digest else { return nil }
    let usual = usualSettings[endpoint.typology] ?? []
    // Of `type` Asterisk keeps the template's, and `nat` and `allow` add to it: they stand here alone.
    var settings = [
      setting("md5secret", digest.md5), setting("callerid", callerID(of: endpoint)),
      setting("type", endpoint.voice.type.rawValue), setting("nat", endpoint.voice.nat.text),
      setting("allow", endpoint.voice.allow.text),
    ]
    settings += overridable(endpoint).filter { !usual.contains($0) }
    settings += optional("callgroup", endpoint.voice.callGroup.text)
    settings += optional("pickupgroup", endpoint.voice.pickupGroup.text)
    if endpoint.voicemail {
      settings.append(setting("mailbox", "\(endpoint.internalNumber.text)@default"))
    }
    if endpoint.typology == .mobile {
      settings += optional("outboundproxy", endpoint.pushGateway.text)
    }
    return Section(
      name: endpoint.name.text, templates: [templateName(endpoint.typology)], settings: settings)
  }

  private static func templateName(_ typology: Typology) -> String { "xcally-\(typology.rawValue)" }

  private static let usualSettings = Dictionary(
    uniqueKeysWithValues: Typology.allCases.map {
      ($0, overridable(Endpoint(Agent(typology: $0), digest: nil)))
    })

  /// What queues need to know a busy phone from a free one, and an absent one from both.
  private static let shared = [
    setting("callcounter", "yes"), setting("qualify", "yes"), setting("disallow", "all"),
  ]

  /// Settings that a later value simply replaces.
  private static func overridable(_ endpoint: Endpoint) -> [Setting] {
    let voice = endpoint.voice
    return [
      setting("host", voice.host.text),
      setting("context", voice.context.text),
      setting("transport", voice.transport.text),
      setting("videosupport", yesNo(voice.videosupport)),
      setting("encryption", yesNo(voice.encryption || endpoint.typology == .webrtc)),
    ]
  }

  /// What a browser's media needs (RFC 8827): DTLS-SRTP, ICE, one port for RTP and RTCP.
  private static func webRTC(_ certificate: String, _ privateKey: String) -> [Setting] {
    let media = [
      setting("avpf", "yes"), setting("force_avp", "yes"), setting("icesupport", "yes"),
      setting("rtcp_mux", "yes"), setting("dtlsenable", "yes"),
      setting("dtlsverify", "fingerprint"), setting("dtlssetup", "actpass"),
    ]
    // Without any certificate Asterisk would offer an empty fingerprint, and every call would fail.
    guard !certificate.isEmpty else { return media + [setting("dtlsautogeneratecert", "yes")] }
    return media
      + [setting("dtlscertfile", certificate)] + optional("dtlsprivatekey", privateKey)
  }

  private static func callerID(of endpoint: Endpoint) -> String {
    endpoint.voice.callerid.text.isEmpty
      ? AgentsCore.callerID(
        name: endpoint.fullname.text, number: endpoint.internalNumber.text)
      : endpoint.voice.callerid.text
  }

  private static func setting(_ name: String, _ value: String) -> Setting {
    Setting(name: name, value: value)
  }

  private static func optional(_ name: String, _ value: String) -> [Setting] {
    value.isEmpty ? [] : [setting(name, value)]
  }

  private static func yesNo(_ value: Bool) -> String { value ? "yes" : "no" }
}
