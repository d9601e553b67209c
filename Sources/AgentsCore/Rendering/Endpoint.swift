/// What Asterisk sees of an agent: all that rendering reads, and nothing else.
package struct Endpoint: Equatable, Sendable {
  package var name: Username
  package var fullname: FullName
  package var typology: Typology
  package var internalNumber: Internal
  package var email: EmailAddress
  package var voicemail: Bool
  package var voicemailPin: VoicemailPIN
  package var voice: Voice
  package var pushGateway: HostAndPort
  /// nil for an agent that never got a password: no phone can register then.
  package var digest: SIPDigest?

  package init(_ agent: Agent, digest: SIPDigest?) {
    name = agent.account.name
    fullname = agent.account.fullname
    typology = agent.account.typology
    internalNumber = agent.account.internalNumber
    email = agent.account.email
    voicemail = agent.account.voicemail
    voicemailPin = agent.account.voicemailPin
    voice = agent.voice
    pushGateway = agent.bar.pushGateway
    self.digest = digest
  }

  /// The keys that the members above come from: all that the store needs to read.
  package static let keys = [
    "name", "fullname", "typology", "internal", "email", "voicemail", "voicemailPin", "transport",
    "host", "nat", "type", "allow", "callerid", "context", "callGroup", "pickupGroup", "chanSpy",
    "videosupport", "extensionMonitor", "encryption", "hotdesk", "pushGateway",
  ]
}

extension Agent {
  /// Whether Asterisk knows the agent at all.
  package var isRendered: Bool {
    !account.disabled && !account.locked && account.deletedAt.text.isEmpty
  }
}
