/// What Asterisk sees of an agent or a telephone: everything that rendering reads, and nothing
/// else.
package struct Endpoint: Equatable, Sendable {
  /// Its name in Asterisk: section, what is dialled, member of queues.
  package var name: PeerName
  /// The telephone that rings instead of its own phone, where the agent is logged on; nil = it is at none.
  package var desk: PeerName?
  /// Whose it is, for people: the username of the agent, or the name of the telephone.
  package var username: String
  /// What it logs in with.
  package var digestUser: String
  package var fullname: FullName
  package var template: EndpointTemplate
  package var internalNumber: Internal
  package var email: EmailAddress
  package var voicemail: Bool
  package var voicemailPin: VoicemailPIN
  package var voice: Voice
  package var pushGateway: HostAndPort
  /// Where all calls are forwarded to; empty = not forwarded.
  package var forwarding: ForwardingNumber
  /// Queues ring it even during a call.
  package var ringsInUse: Bool
  /// nil for an agent without a password: no phone can register.
  package var digest: SIPDigest?
  /// No phone may register or be rung; the mailbox stays.
  package var isDisabled: Bool
  /// For each driver, those after our own lines; of a telephone only the store knows them.
  package var kept: [KeptSetting] = []

  package init(_ agent: Agent, digest: SIPDigest?) {
    let typology = agent.account.typology
    name = agent.peerName
    let telephone = agent.account.telephone.text
    desk = telephone.isEmpty ? nil : PeerName(unchecked: telephone)
    username = agent.username
    digestUser = agent.digestUser
    fullname = agent.account.fullname
    template = EndpointTemplate(typology)
    internalNumber = agent.account.internalNumber
    email = agent.account.email
    voicemail = agent.account.voicemail
    voicemailPin = agent.account.voicemailPin
    voice = agent.voice
    pushGateway = agent.bar.pushGateway
    forwarding =
      typology == .phonebar && agent.bar.unconditional
      ? agent.bar.unconditionalNumber : ForwardingNumber()
    ringsInUse = [.phonebar, .webrtc].contains(typology) && agent.bar.ringInUse
    self.digest = digest
    isDisabled = agent.account.disabled
    kept = agent.relations.kept.settings
  }

  /// A telephone: like an agent of its typology who has the same voice fields, and defaults otherwise.
  package init(_ telephone: Telephone, digest: SIPDigest) {
    self.init(telephone.agent, digest: digest)
    name = telephone.name
    (username, digestUser) = (telephone.username, telephone.username)
    if telephone.typology == .external { template = .telephone }
  }

  /// The keys of the fields above, which are all that the store reads for rendering.
  package static let keys = [
    "name", "sipName", "sipAuthName", "fullname", "typology", "internal", "email", "voicemail",
    "voicemailPin", "transport",
    "host", "nat", "type", "allow", "callerid", "context", "callGroup", "pickupGroup", "chanSpy",
    "videosupport", "extensionMonitor", "encryption", "pushGateway",
    "phoneBarRingInUse", "phoneBarUnconditional", "phoneBarUnconditionalNumber", "disabled", "kept",
    "telephone",
  ]

  /// `"name" <number>` as called parties see it.
  var shownCallerID: String {
    voice.callerid.text.isEmpty
      ? callerID(name: fullname.text, number: internalNumber.text) : voice.callerid.text
  }

  /// The digest that a phone registers with; nil when none may register.
  var registration: SIPDigest? { isDisabled ? nil : digest }

  /// The name in Asterisk of the phone that rings.
  var dialled: PeerName { desk ?? name }

  /// Whether it can be called: chan_sip's `user` only places calls.
  ///
  /// A telephone rings for the agent also where the own phone cannot register.
  package var isDialled: Bool {
    desk != nil ? !isDisabled : registration != nil && voice.type != .user
  }

  /// Whether the files of voice queues differ for `old` and `new`.
  package static func differInQueues(_ old: Endpoint?, _ new: Endpoint?) -> Bool {
    func line(_ endpoint: Endpoint?) -> (String, Bool)? {
      guard let endpoint, endpoint.isDialled else { return nil }
      return (endpoint.dialled.text, endpoint.ringsInUse)
    }
    return switch (line(old), line(new)) {
    case (nil, nil): false
    case (let old?, let new?): old != new
    case (nil, _?), (_?, nil): true
    }
  }

  /// The mailbox, as peers and the dialplan name it.
  var mailbox: String { "\(internalNumber.text)@default" }
}

/// The sort of an endpoint, whose template it uses: a typology, or a telephone that is no browser.
package enum EndpointTemplate: String, CaseIterable, Sendable {
  case phonebar, external, webrtc, mobile, telephone

  init(_ typology: Typology) {
    self =
      switch typology {
      case .phonebar: .phonebar
      case .external: .external
      case .webrtc: .webrtc
      case .mobile: .mobile
      }
  }

  /// The section of the template.
  var sectionName: String { "xcally-\(rawValue)" }

  /// The sections of all templates, of which PJSIP has two more.
  package static let sectionNames = Set(
    allCases.map(\.sectionName) + [PJSIPEndpoints.authTemplate, PJSIPEndpoints.aorTemplate])

  /// An endpoint of the sort with all defaults.
  var usual: Endpoint {
    let typology = Typology(rawValue: rawValue) ?? .external
    return Endpoint(Agent(typology: typology), digest: nil)
  }
}

extension Agent {
  /// Whether any file for Asterisk has the agent.
  package var isRendered: Bool { account.deletedAt.text.isEmpty && !account.held }
}

/// `"name" <number>` as Asterisk's caller id parser reads it back (main/callerid.c): inside the
/// quotes a backslash protects a quote or a backslash.
func callerID(name: String, number: String) -> String {
  var escaped = ""
  // Scalars, because Swift does not treat a quote with a combining accent as a quote.
  for scalar in name.unicodeScalars {
    if scalar == "\"" || scalar == "\\" { escaped.unicodeScalars.append("\\") }
    escaped.unicodeScalars.append(scalar)
  }
  return "\"\(escaped)\" <\(number)>"
}
