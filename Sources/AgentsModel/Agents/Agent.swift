/// An agent: one stored value for each field of the catalog, defaults where nothing was given.
///
/// `FieldCatalog` names, describes and checks the members; nothing else lists them.
package struct Agent: Equatable, Sendable {
  package var account = Account()
  package var voice = Voice()
  package var channels = Channels()
  package var bar = Bar()
  package var permissions = Permissions()
  package var clientLogs = ClientLogs()
  package var relations = Relations()

  package init() {}

  /// A new agent of `typology` with the defaults that depend on it.
  package init(typology: Typology) {
    account.typology = typology
    voice.transport = typology.defaultTransport
    voice.encryption = typology == .webrtc
  }
}

package struct Account: Equatable, Sendable {
  /// 0 until the store has given one; never reused.
  package var id = Count(0)
  package var name = Username()
  package var fullname = FullName()
  package var alias = Alias()
  package var typology = Typology.phonebar
  package var email = EmailAddress()
  package var phone = PhoneNumber()
  package var mobile = PhoneNumber()
  package var internalNumber = Internal()
  package var description = Description()
  package var voicemail = false
  package var voicemailPin = VoicemailPIN()
  package var loginInPause = false
  package var disabled = false
  package var hotdesk = false
  package var locked = false
  package var loginAttempts = Count(0)
  package var lockedAt = Timestamp()
  package var maskSensitiveData = false
  package var adSsoEnabled = false
  package var mfaEnabled = false
  package var toastPosition = ToastPosition.topRight
  package var avatar = StoredFileName()
  package var passwordResetAt = Timestamp()
  /// Worked out by the store, never stored.
  package var passwordState = PasswordState.ok
  package var createdAt = Timestamp()
  package var updatedAt = Timestamp()
  package var deletedAt = Timestamp()
}

/// What the agent's SIP client and Asterisk's peer agree on.
package struct Voice: Equatable, Sendable {
  package var transport = Typology.phonebar.defaultTransport
  package var host = Host()
  package var nat = NatOptions(["force_rport", "comedia"])
  package var type = PeerType.friend
  package var allow = Codecs(["ulaw", "alaw"])
  package var callerid = CallerID()
  package var context = ContextName()
  package var callGroup = GroupSet()
  package var pickupGroup = GroupSet()
  package var chanSpy = false
  package var videosupport = false
  package var extensionMonitor = RecordingFormat.inactive
  package var encryption = false
}

/// Limits and automatic answers of one channel that is not voice.
package struct ChannelSettings: Equatable, Sendable {
  /// Open interactions at most; 0 = unlimited.
  package var capacity = Count(0)
  package var autoanswer = false
  package var autoanswerDelay = Delay(0)
}

package struct Channels: Equatable, Sendable {
  package var chat = ChannelSettings()
  package var mail = ChannelSettings()
  package var sms = ChannelSettings()
  package var openchannel = ChannelSettings()
  package var fax = ChannelSettings()
  package var whatsapp = ChannelSettings()
  package var advancedSearch = false
}

/// The phonebar, the WebRTC bar and the mobile app.
package struct Bar: Equatable, Sendable {
  package var enableSettings = true
  package var autoAnswer = false
  package var autoAnswerDelay = Delay(0)
  package var autoAnswerNotification = false
  package var ringInUse = false
  package var enableRecording = false
  package var enableDtmfTone = false
  package var dnd = true
  package var ignoreBreakForPreview = false
  package var unansweredCallBadge = true
  package var enableJaws = false
  package var screenRecordingByAgent = false
  package var automaticScreenRecording = false
  package var remoteControl = false
  package var remoteControlPort = Port(9888)
  package var expires = Expires(3600)
  package var listenPort = Port(5160)
  package var destinationPort = Port(5060)
  package var unconditional = false
  package var unconditionalNumber = ForwardingNumber()
  package var wssPort = Port(8089)
  package var pushGateway = HostAndPort()
}

package struct Permissions: Equatable, Sendable {
  package var allowMessenger = true
  package var messengerSoundNotification = false
  package var prefixRequired = false
  package var selectRecallMeCampaign = false
  package var rescheduleHopperCalls = false
  package var downloadAttachments = true
  package var downloadOmnichannelInteractions = true
  package var downloadVoiceRecordings = true
  /// All modules that the setting `modules` knew when the agent was created.
  package var modules = Modules([])
}

package struct ClientLogs: Equatable, Sendable {
  package var enabled = false
  package var level = ClientLogLevel.error
}

/// Memberships, as the store joins them; changed by their own verbs.
package struct Relations: Equatable, Sendable {
  /// `channel:queue` or `channel:queue=penalty`.
  package var queues = Names([])
  package var teams = Names([])
  package var profiles = Names([])

  package init() {}
}

extension Typology {
  /// What the vendor's page allows, in the order it names them.
  package var allowedTransports: [String] {
    switch self {
    case .phonebar, .mobile: ["udp", "tcp", "tls"]
    case .external: ["udp", "tcp", "ws", "wss", "tls"]
    case .webrtc: ["wss"]
    }
  }

  package var defaultTransport: Transports {
    Transports(self == .webrtc ? ["wss"] : ["udp", "tcp"])
  }
}
