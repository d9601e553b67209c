/// What Asterisk sees of an agent or a telephone: all that rendering reads, and nothing else.
package struct Endpoint: Equatable, Sendable {
  package var name: Username
  package var fullname: FullName
  package var template: EndpointTemplate
  package var internalNumber: Internal
  package var email: EmailAddress
  package var voicemail: Bool
  package var voicemailPin: VoicemailPIN
  package var voice: Voice
  package var pushGateway: HostAndPort
  /// Where all calls go; empty = to the phone.
  package var forwarding: ForwardingNumber
  /// Queues ring it although it is in a call.
  package var ringsInUse: Bool
  /// nil for an agent that never got a password: no phone can register then.
  package var digest: SIPDigest?
  /// Nobody may register as the agent or ring it; its mailbox stays.
  package var isDisabled: Bool

  package init(_ agent: Agent, digest: SIPDigest?) {
    let typology = agent.account.typology
    name = agent.account.name
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
  }

  /// A telephone: what an external agent has who changed nothing.
  package init(_ telephone: Telephone, digest: SIPDigest) {
    self.init(Agent(typology: .external), digest: digest)
    name = telephone.name
    fullname = telephone.fullname
    internalNumber = telephone.internalNumber
    template = .telephone
  }

  /// The keys that the members above come from: all that the store needs to read.
  package static let keys = [
    "name", "fullname", "typology", "internal", "email", "voicemail", "voicemailPin", "transport",
    "host", "nat", "type", "allow", "callerid", "context", "callGroup", "pickupGroup", "chanSpy",
    "videosupport", "extensionMonitor", "encryption", "pushGateway",
    "phoneBarRingInUse", "phoneBarUnconditional", "phoneBarUnconditionalNumber", "disabled",
  ]

  /// `"name" <number>` as called parties see it.
  var shownCallerID: String {
    voice.callerid.text.isEmpty
      ? callerID(name: fullname.text, number: internalNumber.text) : voice.callerid.text
  }

  /// With which a phone registers; nil where none may.
  var registration: SIPDigest? { isDisabled ? nil : digest }

  /// Whether it is called at all: chan_sip's `user` only places calls.
  var isDialled: Bool { registration != nil && voice.type != .user }

  /// Whether voice queues show `old` and `new` differently.
  package static func differInQueues(_ old: Endpoint?, _ new: Endpoint?) -> Bool {
    let lines = [old, new].map { endpoint -> [Bool] in
      guard let endpoint, endpoint.isDialled else { return [] }
      return [endpoint.ringsInUse]
    }
    return lines[0] != lines[1]
  }

  /// The mailbox, as peers and dialplan name it.
  var mailbox: String { "\(internalNumber.text)@default" }
}

/// What endpoints of one sort share: a typology, or being a telephone.
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

  /// The section that the others take their settings from.
  var sectionName: String { "xcally-\(rawValue)" }

  /// An endpoint of the sort that changed nothing.
  var usual: Endpoint {
    let typology = Typology(rawValue: rawValue) ?? .external
    return Endpoint(Agent(typology: typology), digest: nil)
  }
}

extension Agent {
  /// Whether Asterisk knows the agent at all.
  package var isRendered: Bool { account.deletedAt.text.isEmpty }
}
