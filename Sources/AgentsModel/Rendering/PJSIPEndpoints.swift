internal import AsteriskConfig

/// Endpoints as objects of PJSIP (pjsip.conf): endpoint, credentials and address of record, of one name.
///
/// `docs/pjsip.md` says what becomes of each field.
enum PJSIPEndpoints {
  /// One endpoint for each sort, and what credentials and addresses share.
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
          // As chan_sip has it: one phone, and the last one to register is it.
          Setting("type", "aor"), Setting("max_contacts", "1"), Setting("remove_existing", "yes"),
          Setting("qualify_frequency", "60"),
        ]),
    ]
  }

  /// The objects of one endpoint; none where no phone may register, because an endpoint without a
  /// digest lets everybody in.
  static func sections(of endpoint: Endpoint, _ dialect: Dialect) -> [Section] {
    guard let digest = endpoint.registration else { return [] }
    let name = endpoint.name.text
    let sections = [
      Section(
        name: name, templates: [endpoint.template.sectionName], settings: settings(of: endpoint)),
      Section(
        name: name, templates: [authTemplate],
        settings: [Setting("username", name)] + secret(digest, dialect)),
      Section(name: name, templates: [aorTemplate], settings: address(of: endpoint)),
    ]
    return endpoint.isDynamic ? sections : sections + [identity(of: endpoint)]
  }

  /// The type of one of the objects, which most of them have from their template.
  static func type(of section: Section) -> String {
    if let type = section.settings.last(where: { $0.name == "type" }) { return type.value }
    return switch section.templates.first {
    case authTemplate: "auth"
    case aorTemplate: "aor"
    default: "endpoint"
    }
  }

  private static let (authTemplate, aorTemplate) = ("xcally-auth", "xcally-aor")

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
    return settings + proxy(of: endpoint)
  }

  /// Media runs through Asterisk, which records and lets supervisors listen.
  private static let shared = [
    Setting("type", "endpoint"), Setting("disallow", "all"), Setting("direct_media", "no"),
  ]

  /// Settings that a later value simply replaces.
  private static func overridable(_ endpoint: Endpoint) -> [Setting] {
    let nat = endpoint.voice.nat.words
    let forcesPort = nat.contains("force_rport") || nat.contains("yes")
    let settings = [
      Setting("context", endpoint.voice.context.text),
      Setting("force_rport", yesNo(forcesPort)), Setting("rewrite_contact", yesNo(forcesPort)),
      Setting("rtp_symmetric", yesNo(nat.contains("comedia") || nat.contains("yes"))),
    ]
    // `webrtc` brings an encryption of its own.
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
    // Of what [global] asks for Asterisk wants every digest, and drops an auth that lacks one.
    guard !digest.sha256.isEmpty else {
      return [
        Setting("password_digest", "MD5:\(digest.md5)"),
        Setting("supported_algorithms_uas", "MD5"), Setting("supported_algorithms_uac", "MD5"),
      ]
    }
    // Which of them a challenge asks for is [global]'s to say; without a word of it, MD5.
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
      // It has a fixed place, so nobody may register another.
      Setting("max_contacts", "0"),
      Setting("contact", transport == "udp" ? uri : "\(uri);transport=\(transport)"),
    ] + proxy(of: endpoint)
  }

  /// Calls from the fixed place are the endpoint's, whatever name they come under.
  private static func identity(of endpoint: Endpoint) -> Section {
    Section(
      name: endpoint.name.text,
      settings: [
        Setting("type", "identify"), Setting("endpoint", endpoint.name.text),
        Setting("match", endpoint.voice.host.text),
      ])
  }

  /// For calls it must stand in the endpoint, for qualifying in the address; `lr`, for without it the
  /// gateway would get itself as the destination.
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
