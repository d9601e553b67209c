/// An agent: one stored value for each stored field of the catalog, each with its default.
///
/// `FieldCatalog` names, describes and checks them.
public struct Agent: Equatable, Sendable {
  package var account = Account()
  package var voice = Voice()
  package var channels = Channels()
  package var bar = Bar()
  package var permissions = Permissions()
  package var clientLogs = ClientLogs()
  package var relations = Relations()

  package init() {}

  /// A field's canonical text by its key, as in `docs/fields.md`; `username` is another word for `name`.
  ///
  /// Secrets such as `voicemailPin` are given like everything else. nil where there is no such field.
  public subscript(key: String) -> String? { FieldCatalog.field(key)?.property.read(self) }

  /// The username: what the agent logs in with.
  public var username: String { account.name.text }
  /// The full name.
  public var fullName: String { account.fullname.text }
  /// The number that is dialled.
  public var internalNumber: String { account.internalNumber.text }
  /// The e-mail address.
  public var email: String { account.email.text }

  /// A new agent of `typology`, with the defaults of that typology.
  package init(typology: Typology) {
    account.typology = typology
    voice.transport = typology.defaultTransport
    voice.encryption = typology == .webrtc
  }
}

/// Who the agent is, and the state of the account.
package struct Account: Equatable, Sendable {
  /// 0 until the database assigns one; never reused.
  package var id = Count(0)
  package var name = Username()
  package var fullname = FullName()
  package var alias = Alias()
  package var typology = Typology.phonebar
  /// Transport and SRTP with other typologies; Asterisk sees nothing of them.
  package var former = FormerVoice()
  package var email = EmailAddress()
  package var phone = PhoneNumber()
  package var mobile = PhoneNumber()
  package var internalNumber = Internal()
  package var description = Description()
  package var voicemail = false
  package var voicemailPin = VoicemailPIN()
  package var loginInPause = false
  package var disabled = false
  /// Taken over from the centre's own files, and in none of ours yet.
  package var held = false
  package var hotdesk = false
  /// The telephone at which the agent is logged on, by its name; empty = at none.
  package var telephone = SIPName()
  package var locked = false
  package var loginAttempts = Count(0)
  package var lockedAt = Timestamp()
  package var maskSensitiveData = false
  package var adSsoEnabled = false
  package var mfaEnabled = false
  package var toastPosition = ToastPosition.topRight
  package var avatar = StoredFileName()
  package var passwordResetAt = Timestamp()
  /// Calculated by the store when it reads the agent; never stored.
  package var passwordState = PasswordState.ok
  package var createdAt = Timestamp()
  package var updatedAt = Timestamp()
  package var deletedAt = Timestamp()
}

/// How Asterisk treats the agent's phone.
///
/// Asterisk sees every member: ``Endpoint`` has them all.
package struct Voice: Equatable, Sendable {
  /// Empty = the username.
  package var sipName = SIPName()
  /// Empty = the name of the phone; only with PJSIP.
  package var sipAuthName = SIPAuthName()
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

/// Capacity and automatic answer of one channel other than voice.
package struct ChannelSettings: Equatable, Sendable {
  /// Most open interactions; 0 = unlimited.
  package var capacity = Count(0)
  package var autoanswer = false
  package var autoanswerDelay = Delay(0)
}

/// The channels other than voice.
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

/// What the agent may do on the desktop.
package struct Permissions: Equatable, Sendable {
  package var allowMessenger = true
  package var messengerSoundNotification = false
  package var prefixRequired = false
  package var selectRecallMeCampaign = false
  package var rescheduleHopperCalls = false
  package var downloadAttachments = true
  package var downloadOmnichannelInteractions = true
  package var downloadVoiceRecordings = true
  /// For a new agent, all modules of the setting `modules`.
  package var modules = Modules([])
}

/// Whether the agent's desktop writes its log to the server, and what it writes.
package struct ClientLogs: Equatable, Sendable {
  package var enabled = false
  package var level = ClientLogLevel.error
}

/// What stands in tables of its own: memberships, which `add-to-queue` and the like change, and what is kept.
package struct Relations: Equatable, Sendable {
  /// `channel:queue` or `channel:queue=penalty`.
  package var queues = Names([])
  package var teams = Names([])
  package var profiles = Names([])
  /// Lines of Asterisk's files that no field stands for, of either driver.
  package var kept = KeptSettings()

  package init() {}
}

extension Typology {
  /// The transports that the vendor's page allows, in its order.
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
