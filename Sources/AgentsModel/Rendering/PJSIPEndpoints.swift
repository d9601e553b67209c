internal import AsteriskConfig

/// Endpoints as objects of PJSIP (pjsip.conf): an endpoint, its credentials and its address of
/// record, with one name.
///
/// `docs/pjsip.md` says how each field is written.
enum PJSIPEndpoints {
  /// One template of endpoints for each sort, one of credentials and one of addresses.
  static func templates(
    _ dialect: Dialect, realm: String, certificate: String, privateKey: String
  ) -> [Section] {
    let endpoints = EndpointTemplate.allCases.map { template in
      Section(
        name: template.sectionName, isTemplate: true,
        settings: shared + overridable(template.usual)
          + (template == .webrtc ? webRTC(certificate, privateKey) : []))
    }
    let authType = dialect.hasPasswordDigest ? "digest" : "md5"
    return endpoints + [
      Section(
        name: authTemplate, isTemplate: true,
        settings: [
          Setting("type", "auth"), Setting("auth_type", authType), Setting("realm", realm),
        ]),
      Section(
        name: aorTemplate, isTemplate: true,
        settings: [
          // As with chan_sip: one phone, the last that registered.
          Setting("type", "aor"), Setting("max_contacts", "1"), Setting("remove_existing", "yes"),
          Setting("qualify_frequency", "60"),
        ]),
    ]
  }

  /// The objects of one endpoint; none when no phone may register, because an endpoint without a
  /// digest lets everybody in.
  static func sections(of endpoint: Endpoint, _ dialect: Dialect) -> [Section] {
    guard let digest = endpoint.registration else { return [] }
    let name = endpoint.name.text
    let sections = [
      Section(
        name: name, templates: [endpoint.template.sectionName], settings: settings(of: endpoint)),
      Section(
        name: name, templates: [authTemplate],
        settings: [Setting("username", endpoint.digestUser)] + secret(digest, dialect)),
      Section(name: name, templates: [aorTemplate], settings: address(of: endpoint)),
    ]
    return endpoint.isDynamic ? sections : sections + [identity(of: endpoint)]
  }

  /// The type of an object; most inherit it from their template.
  static func type(of section: Section) -> String {
    if let type = section.settings.last(where: { $0.name == "type" }) { return type.value }
    return switch section.templates.first {
    case authTemplate: "auth"
    case aorTemplate: "aor"
    default: "endpoint"
    }
  }

  static let (authTemplate, aorTemplate) = ("xcally-auth", "xcally-aor")

  private static let usualSettings = Dictionary(
    uniqueKeysWithValues: EndpointTemplate.allCases.map { ($0, overridable($0.usual)) })

  private static func settings(of endpoint: Endpoint) -> [Setting] {
    let usual = usualSettings[endpoint.template] ?? []
    let voice = endpoint.voice
    var settings = [
      Setting("auth", endpoint.name.text), Setting("aors", endpoint.name.text),
      Setting("callerid", endpoint.shownCallerID), Setting("allow", voice.allow.text),
    ]
    settings += overridable(endpoint).filter { !usual.contains($0) }
    settings += optional("call_group", voice.callGroup.text)
    settings += optional("pickup_group", voice.pickupGroup.text)
    if endpoint.voicemail { settings.append(Setting("mailboxes", endpoint.mailbox)) }
    return settings + proxy(of: endpoint) + endpoint.kept.settings(.pjsip)
  }

  /// Media goes through Asterisk, for recordings and for supervisors who listen.
  private static let shared = [
    Setting("type", "endpoint"), Setting("disallow", "all"), Setting("direct_media", "no"),
  ]

  /// Settings of which a later value replaces an earlier one.
  private static func overridable(_ endpoint: Endpoint) -> [Setting] {
    let nat = endpoint.voice.nat.words
    let forcesPort = nat.contains("force_rport") || nat.contains("yes")
    let settings = [
      Setting("context", endpoint.voice.context.text),
      Setting("force_rport", yesNo(forcesPort)), Setting("rewrite_contact", yesNo(forcesPort)),
      Setting("rtp_symmetric", yesNo(nat.contains("comedia") || nat.contains("yes"))),
    ]
    // `webrtc` sets an encryption of its own.
    guard endpoint.template != .webrtc else { return settings }
    return settings + [Setting("media_encryption", endpoint.voice.encryption ? "sdes" : "no")]
  }

  private static func webRTC(_ certificate: String, _ privateKey: String) -> [Setting] {
    [Setting("webrtc", "yes")]
      + (certificate.isEmpty
        ? [Setting("dtls_auto_generate_cert", "yes")] : [Setting("dtls_cert_file", certificate)])
      + optional("dtls_private_key", certificate.isEmpty ? "" : privateKey)
  }

  private static func secret(_ digest: SIPDigest, _ dialect: Dialect) -> [Setting] {
    guard dialect.hasPasswordDigest else { return [Setting("md5_cred", digest.md5)] }
    // Asterisk wants a digest for every algorithm in [global], and drops an auth that lacks one.
    guard !digest.sha256.isEmpty else {
      return [
        Setting("password_digest", "MD5:\(digest.md5)"),
        Setting("supported_algorithms_uas", "MD5"), Setting("supported_algorithms_uac", "MD5"),
      ]
    }
    // [global] says which of them a challenge uses; by default MD5.
    return [
      Setting("password_digest", "MD5:\(digest.md5)"),
      Setting("password_digest", "SHA-256:\(digest.sha256)"),
    ]
  }

  private static func address(of endpoint: Endpoint) -> [Setting] {
    guard !endpoint.isDynamic else { return proxy(of: endpoint) }
    let host = endpoint.voice.host.text
    let transport = endpoint.voice.transport.words.first ?? "udp"
    let uri = "sip:\(endpoint.name.text)@\(host.contains(":") ? "[\(host)]" : host)"
    return [
      // The address is fixed, so no phone may register.
      Setting("max_contacts", "0"),
      Setting("contact", transport == "udp" ? uri : "\(uri);transport=\(transport)"),
    ] + proxy(of: endpoint)
  }

  /// Calls from the fixed address belong to the endpoint, whatever name they use.
  private static func identity(of endpoint: Endpoint) -> Section {
    Section(
      name: endpoint.name.text,
      settings: [
        Setting("type", "identify"), Setting("endpoint", endpoint.name.text),
        Setting("match", endpoint.voice.host.text),
      ])
  }

  /// Calls need it in the endpoint, qualifying needs it in the address.
  ///
  /// Without `lr` the gateway would get itself as the destination.
  private static func proxy(of endpoint: Endpoint) -> [Setting] {
    guard endpoint.template == .mobile, !endpoint.pushGateway.text.isEmpty else { return [] }
    let transport = endpoint.voice.transport.words.first ?? "udp"
    let suffix = transport == "udp" ? "" : ";transport=\(transport)"
    return [Setting("outbound_proxy", "sip:\(endpoint.pushGateway.text)\(suffix);lr")]
  }
}

extension Endpoint {
  fileprivate var isDynamic: Bool { voice.host == Host() }
}
