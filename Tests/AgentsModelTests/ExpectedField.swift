import AgentsModel
import Testing

/// One row of the table of fields.
///
/// It repeats the catalog, which is compared with it.
struct ExpectedField: Sendable, CustomTestStringConvertible {
  let key: String
  let label: String
  let tab: Tab
  let kind: FieldKind
  /// The value of a new phonebar agent.
  let initial: String
  /// The default in the documentation, if that is not the initial value.
  let documented: String?
  let access: Field.Access
  let typologies: Set<Typology>

  var testDescription: String { key }

  init(
    _ key: String, _ label: String, _ tab: Tab, _ kind: FieldKind, _ initial: String = "",
    or documented: String? = nil, access: Field.Access = .editable,
    for typologies: Set<Typology> = [.phonebar, .external, .webrtc, .mobile]
  ) {
    self.key = key
    self.label = label
    self.tab = tab
    self.kind = kind
    self.initial = initial
    self.documented = documented
    self.access = access
    self.typologies = typologies
  }

  static let all = account + voice + channels + bar + permissions + clientLogs + relations

  private static let number = FieldKind.integer(0...Int.max)
  private static let delay = FieldKind.integer(0...3600)
  private static let port = FieldKind.integer(1...65535)

  private static let account: [ExpectedField] = [
    .init("id", "Id", .personalInfo, number, "0", or: "automatic", access: .readOnly),
    .init("name", "Username", .personalInfo, .text, or: "required", access: .fixed),
    .init("fullname", "Full Name", .personalInfo, .text, or: "required"),
    .init("alias", "Alias", .personalInfo, .text),
    .init(
      "typology", "Typology", .personalInfo,
      .choice(["phonebar", "external", "webrtc", "mobile"]), "phonebar"),
    .init("email", "Email", .personalInfo, .text, or: "required"),
    .init("phone", "Phone", .personalInfo, .text),
    .init("mobile", "Mobile", .personalInfo, .text),
    .init("internal", "Internal", .personalInfo, .digits, or: "lowest free"),
    .init("description", "Description", .personalInfo, .text),
    .init("voicemail", "Voicemail", .personalInfo, .bool, "false"),
    .init("voicemailPin", "Voicemail PIN", .personalInfo, .digits, or: "random"),
    .init("loginInPause", "Login in Pause", .personalInfo, .bool, "false"),
    .init("disabled", "Disabled", .personalInfo, .bool, "false"),
    .init("locked", "Locked", .personalInfo, .bool, "false", access: .clearOnly),
    .init("loginAttempts", "Failed logins", .personalInfo, number, "0", access: .readOnly),
    .init("lockedAt", "Locked at", .personalInfo, .timestamp, access: .readOnly),
    .init("maskSensitiveData", "Mask Sensitive Data", .personalInfo, .bool, "false"),
    .init("adSsoEnabled", "Active Directory SSO", .personalInfo, .bool, "false"),
    .init("mfaEnabled", "MFA", .personalInfo, .bool, "false", access: .clearOnly),
    .init(
      "toastPosition", "Notifications", .personalInfo,
      .choice([
        "top-left", "top-center", "top-right", "bottom-left", "bottom-center", "bottom-right",
      ]), "top-right"),
    .init("avatar", "Avatar", .personalInfo, .text, access: .readOnly),
    .init(
      "passwordResetAt", "Last password reset", .personalInfo, .timestamp, or: "creation",
      access: .readOnly),
    .init(
      "passwordState", "Password state", .personalInfo, .choice(["ok", "expiring", "expired"]),
      "ok", access: .computed),
    .init("createdAt", "Created", .personalInfo, .timestamp, or: "automatic", access: .readOnly),
    .init("updatedAt", "Updated", .personalInfo, .timestamp, or: "automatic", access: .readOnly),
    .init("deletedAt", "Deleted", .personalInfo, .timestamp, access: .readOnly),
  ]

  private static let voice: [ExpectedField] = [
    .init(
      "transport", "Transport", .voice, .list(["udp", "tcp", "tls", "ws", "wss"]), "udp,tcp",
      or: "udp,tcp; wss for webrtc"),
    .init("host", "Host", .voice, .text, "dynamic"),
    .init(
      "nat", "Nat", .voice,
      .list(["yes", "no", "force_rport", "comedia", "never", "route"]), "force_rport,comedia"),
    .init("type", "Type", .voice, .choice(["friend", "user", "peer"]), "friend"),
    .init(
      "allow", "Allowed codecs", .voice,
      .list(["ulaw", "alaw", "gsm", "g722", "g729", "opus"]), "ulaw,alaw"),
    .init("callerid", "Caller ID", .voice, .text, or: "full name and internal"),
    .init("context", "Context", .voice, .text, "from-sip"),
    .init("callGroup", "Call Group", .voice, .list([])),
    .init("pickupGroup", "Pickup Group", .voice, .list([])),
    .init("chanSpy", "ChanSpy", .voice, .bool, "false"),
    .init("videosupport", "Video support", .voice, .bool, "false"),
    .init(
      "extensionMonitor", "Record calls to user extension", .voice,
      .choice(["inactive", "wav", "wav49", "gsm"]), "inactive"),
    .init(
      "encryption", "Encryption (SRTP)", .voice, .bool, "false", or: "false; true for webrtc"),
    .init("hotdesk", "Hot Desk", .voice, .bool, "false", for: [.external]),
  ]

  private static let channels: [ExpectedField] =
    [
      ("chat", "Chat"), ("mail", "Mail"), ("sms", "SMS"), ("openchannel", "Open Channel"),
      ("fax", "Fax"), ("whatsapp", "WhatsApp"),
    ].flatMap { key, label -> [ExpectedField] in
      [
        .init("\(key)Capacity", "\(label) capacity", .otherChannels, number, "0"),
        .init("\(key)Autoanswer", "\(label) auto answer", .otherChannels, .bool, "false"),
        .init(
          "\(key)AutoanswerDelay", "\(label) auto answer delay (s)", .otherChannels, delay, "0"),
      ]
    } + [.init("advancedSearch", "Advanced Search", .otherChannels, .bool, "false")]

  private static let bar: [ExpectedField] = [
    both("phoneBarEnableSettings", "Enable Settings", .bool, "true"),
    both("phoneBarAutoAnswer", "Auto Answer", .bool, "false"),
    both("phoneBarAutoAnswerDelay", "Auto Answer delay (s)", delay, "0"),
    webrtc("phoneBarAutoAnswerNotification", "Auto Answer Notification", .bool, "false"),
    both("phoneBarRingInUse", "Ring in Use", .bool, "false"),
    both("phoneBarEnableRecording", "Enable Recording", .bool, "false"),
    both("phoneBarEnableDtmfTone", "Enable DTMF tones", .bool, "false"),
    both("phoneBarDnd", "Do not disturb during pause", .bool, "true"),
    webrtc(
      "phoneBarIgnoreBreakForPreview", "Ignore break status for preview calls", .bool, "false"),
    phonebar("phoneBarUnansweredCallBadge", "Show unanswered call badge", .bool, "true"),
    phonebar("phoneBarEnableJaws", "Jaws Integration", .bool, "false"),
    phonebar("phoneBarScreenRecordingByAgent", "Screen Recording by Agent", .bool, "false"),
    phonebar("phoneBarAutomaticScreenRecording", "Automatic Screen Recording", .bool, "false"),
    phonebar("phoneBarRemoteControl", "Remote Control", .bool, "false"),
    phonebar("phoneBarRemoteControlPort", "Remote Control Port", port, "9888"),
    both("phoneBarExpires", "SIP Expires (s)", .integer(60...86400), "3600"),
    phonebar("phoneBarListenPort", "SIP Source Port", port, "5160"),
    phonebar(
      "phoneBarDestinationPort", "SIP Destination Port", port, "5060",
      or: "5060; 5061 when the first transport is tls"),
    phonebar("phoneBarUnconditional", "Call Forwarding Unconditional", .bool, "false"),
    phonebar("phoneBarUnconditionalNumber", "Call Forwarding number", .text, ""),
    webrtc("wssPort", "WSS Port", port, "8089"),
    .init(
      "pushGateway", "Mobile App Push Gateway", .bar, .text, or: "required for mobile",
      for: [.mobile]),
  ]

  private static func both(
    _ key: String, _ label: String, _ kind: FieldKind, _ initial: String
  ) -> ExpectedField { .init(key, label, .bar, kind, initial, for: [.phonebar, .webrtc]) }

  private static func phonebar(
    _ key: String, _ label: String, _ kind: FieldKind, _ initial: String,
    or documented: String? = nil
  ) -> ExpectedField {
    .init(key, label, .bar, kind, initial, or: documented, for: [.phonebar])
  }

  private static func webrtc(
    _ key: String, _ label: String, _ kind: FieldKind, _ initial: String
  ) -> ExpectedField { .init(key, label, .bar, kind, initial, for: [.webrtc]) }

  private static let permissions: [ExpectedField] = [
    .init("allowmessenger", "Enable Internal Messenger", .permissions, .bool, "true"),
    .init(
      "messengerSoundNotification", "Messenger sound notification", .permissions, .bool, "false"),
    .init("prefixRequired", "Prefix Required", .permissions, .bool, "false"),
    .init("selectRecallMeCampaign", "Select Recall Me Campaign", .permissions, .bool, "false"),
    .init("rescheduleHopperCalls", "Reschedule Hopper calls", .permissions, .bool, "false"),
    .init("downloadAttachments", "Download Attachments", .permissions, .bool, "true"),
    .init(
      "downloadOmnichannelInteractions", "Download Omnichannel Interactions", .permissions, .bool,
      "true"),
    .init("downloadVoiceRecordings", "Download Voice Recordings", .permissions, .bool, "true"),
    .init("permissions", "Modules", .permissions, .list([]), or: "all modules known at creation"),
  ]

  private static let clientLogs: [ExpectedField] = [
    .init("clientLogs", "Client logs", .clientLogs, .bool, "false"),
    .init(
      "clientLogLevel", "Minimum level", .clientLogs,
      .choice(["error", "warning", "info", "debug"]), "error"),
  ]

  private static let relations: [ExpectedField] = [
    .init("queues", "Queues", .relations, .list([]), access: .relation),
    .init("teams", "Teams", .relations, .list([]), access: .relation),
    .init("profiles", "Profiles", .relations, .list([]), access: .relation),
  ]
}
