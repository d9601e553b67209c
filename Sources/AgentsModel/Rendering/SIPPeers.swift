internal import AsteriskConfig

/// Endpoints as peers of chan_sip (sip.conf).
enum SIPPeers {
  /// The templates, one for each sort of endpoint.
  ///
  /// A template holds the settings that all its peers share, and the default of those that may
  /// differ. A peer states only what differs.
  static func templates(certificate: String, privateKey: String) -> [Section] {
    EndpointTemplate.allCases.map { template in
      Section(
        name: template.sectionName, isTemplate: true,
        settings: shared + overridable(template.usual)
          + (template == .webrtc ? webRTC(certificate, privateKey) : []))
    }
  }

  /// The peer of one agent; nil when no phone may register, because a peer without a digest lets
  /// everybody in.
  static func peer(_ endpoint: Endpoint) -> Section? {
    guard let digest = endpoint.registration else { return nil }
    let usual = usualSettings[endpoint.template] ?? []
    // Not in the template: a peer cannot change its `type`, and `nat` and `allow` would add to the
    // template's.
    var settings = [
      Setting("md5secret", digest.md5), Setting("callerid", endpoint.shownCallerID),
      Setting("type", endpoint.voice.type.rawValue), Setting("nat", endpoint.voice.nat.text),
      Setting("allow", endpoint.voice.allow.text),
    ]
    settings += overridable(endpoint).filter { !usual.contains($0) }
    settings += optional("callgroup", endpoint.voice.callGroup.text)
    settings += optional("pickupgroup", endpoint.voice.pickupGroup.text)
    if endpoint.voicemail { settings.append(Setting("mailbox", endpoint.mailbox)) }
    if endpoint.template == .mobile {
      settings += optional("outboundproxy", endpoint.pushGateway.text)
    }
    return Section(
      name: endpoint.name.text, templates: [endpoint.template.sectionName],
      settings: settings + endpoint.kept.settings(.sip))
  }

  private static let usualSettings = Dictionary(
    uniqueKeysWithValues: EndpointTemplate.allCases.map { ($0, overridable($0.usual)) })

  /// Queues need `callcounter` and `qualify` to tell a busy phone and an absent one from a free
  /// one.
  ///
  /// Media goes through Asterisk, for recordings and for supervisors who listen.
  private static let shared = [
    Setting("callcounter", "yes"), Setting("qualify", "yes"), Setting("disallow", "all"),
    Setting("directmedia", "no"),
  ]

  /// Settings of which a later value replaces an earlier one.
  private static func overridable(_ endpoint: Endpoint) -> [Setting] {
    let voice = endpoint.voice
    return [
      Setting("host", voice.host.text),
      Setting("context", voice.context.text),
      Setting("transport", voice.transport.text),
      Setting("videosupport", yesNo(voice.videosupport)),
      Setting("encryption", yesNo(voice.encryption || endpoint.template == .webrtc)),
    ]
  }

  /// What a browser's media needs (RFC 8827): DTLS-SRTP, ICE, one port for RTP and RTCP.
  private static func webRTC(_ certificate: String, _ privateKey: String) -> [Setting] {
    let media = [
      Setting("avpf", "yes"), Setting("force_avp", "yes"), Setting("icesupport", "yes"),
      Setting("rtcp_mux", "yes"), Setting("dtlsenable", "yes"),
      Setting("dtlsverify", "fingerprint"), Setting("dtlssetup", "actpass"),
    ]
    // Without a certificate Asterisk would offer an empty fingerprint, and every call would fail.
    guard !certificate.isEmpty else { return media + [Setting("dtlsautogeneratecert", "yes")] }
    return media
      + [Setting("dtlscertfile", certificate)] + optional("dtlsprivatekey", privateKey)
  }
}
