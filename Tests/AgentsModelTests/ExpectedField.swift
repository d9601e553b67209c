import AgentsModel
import Testing

/// One row of the table of fields, written a second time: the catalog is compared with it.
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
  /// A canonical value that is not the default; nil where nobody has written one down.
  let sample: String?

  var testDescription: String { key }

  init(
    _ key: String, _ label: String, _ tab: Tab, _ kind: FieldKind, _ initial: String = "",
    or documented: String? = nil, access: Field.Access = .editable,
    for typologies: Set<Typology> = [.phonebar, .external, .webrtc, .mobile],
    sample: String? = nil
  ) {
    self.key = key
    self.label = label
    self.tab = tab
    self.kind = kind
    self.initial = initial
    self.documented = documented
    self.access = access
    self.typologies = typologies
    // Of a bool there is but one other value.
    self.sample = kind == .bool ? (initial == "true" ? "false" : "true") : sample
  }

  /// The row of that key, if there is one.
  static func row(_ key: String) -> ExpectedField? { all.first { $0.key == key } }

  static let all = account + voice + channels + bar + permissions + clientLogs + relations

  private static let number = FieldKind.integer(0...Int.max)
  private static let delay = FieldKind.integer(0...3600)
  private static let port = FieldKind.integer(1...65535)

  private static let account: [ExpectedField] = [
    .init("id", "Id", .personalInfo, number, "0", or: "automatic", access: .readOnly, sample: "7"),
    .init("name", "Username", .personalInfo, .text, or: "required", access: .fixed, sample: "anna"),
    .init("fullname", "Full Name", .personalInfo, .text, or: "required", sample: "Anna Rossi"),
    .init("alias", "Alias", .personalInfo, .text, sample: "Ann"),
    .init(
      "typology", "Typology", .personalInfo,
      .choice(["phonebar", "external", "webrtc", "mobile"]), "phonebar", sample: "external"),
    .init("email", "Email", .personalInfo, .text, or: "required", sample: "anna@example.com"),
    .init("phone", "Phone", .personalInfo, .text, sample: "+39 010 1"),
    .init("mobile", "Mobile", .personalInfo, .text, sample: "+39 333 1"),
    .init("internal", "Internal", .personalInfo, .digits, or: "lowest free", sample: "1001"),
    .init("description", "Description", .personalInfo, .text, sample: "Second floor"),
    .init("voicemail", "Voicemail", .personalInfo, .bool, "false"),
    .init("voicemailPin", "Voicemail PIN", .personalInfo, .digits, or: "random", sample: "482916"),
    .init("loginInPause", "Login in Pause", .personalInfo, .bool, "false"),
    .init("disabled", "Disabled", .personalInfo, .bool, "false"),
    .init("held", "Held", .personalInfo, .bool, "false", access: .computed),
    .init("locked", "Locked", .personalInfo, .bool, "false", access: .clearOnly),
    .init(
      "loginAttempts", "Failed logins", .personalInfo, number, "0", access: .readOnly, sample: "3"),
    .init(
      "lockedAt", "Locked at", .personalInfo, .timestamp, access: .readOnly,
      sample: "2026-01-02T03:04:05.678Z"),
    .init("maskSensitiveData", "Mask Sensitive Data", .personalInfo, .bool, "false"),
    .init("adSsoEnabled", "Active Directory SSO", .personalInfo, .bool, "false"),
    .init("mfaEnabled", "MFA", .personalInfo, .bool, "false", access: .clearOnly),
    .init(
      "toastPosition", "Notifications", .personalInfo,
      .choice([
        "top-left", "top-center", "top-right", "bottom-left", "bottom-center", "bottom-right",
      ]), "top-right", sample: "bottom-center"),
    .init(
      "avatar", "Avatar", .personalInfo, .text, access: .readOnly, sample: "7-0123456789ab.png"),
    .init(
      "passwordResetAt", "Last password reset", .personalInfo, .timestamp, or: "creation",
      access: .readOnly, sample: "2026-01-02T03:04:05.678Z"),
    .init(
      "passwordState", "Password state", .personalInfo, .choice(["ok", "expiring", "expired"]),
      "ok", access: .computed, sample: "expiring"),
    .init(
      "createdAt", "Created", .personalInfo, .timestamp, or: "automatic", access: .readOnly,
      sample: "2026-01-02T03:04:05.678Z"),
    .init(
      "updatedAt", "Updated", .personalInfo, .timestamp, or: "automatic", access: .readOnly,
      sample: "2026-01-02T03:04:05.678Z"),
    .init(
      "deletedAt", "Deleted", .personalInfo, .timestamp, access: .readOnly,
      sample: "2026-01-02T03:04:05.678Z"),
  ]

  private static let voice: [ExpectedField] = [
    .init("sipName", "SIP Name", .voice, .text, or: "username", sample: "Anna-Rossi+2"),
    .init(
      "sipAuthName", "SIP Authentication Name", .voice, .text, or: "SIP name", sample: "anna@pbx"),
    .init(
      "transport", "Transport", .voice, .list(["udp", "tcp", "tls", "ws", "wss"]), "udp,tcp",
      or: "udp,tcp; wss for webrtc", sample: "tls,udp"),
    .init("host", "Host", .voice, .text, "dynamic", sample: "192.0.2.10"),
    .init(
      "nat", "Nat", .voice,
      .list(["yes", "no", "force_rport", "comedia", "never", "route"]), "force_rport,comedia",
      sample: "no"),
    .init("type", "Type", .voice, .choice(["friend", "user", "peer"]), "friend", sample: "peer"),
    .init(
      "allow", "Allowed codecs", .voice,
      .list(["ulaw", "alaw", "gsm", "g722", "g729", "opus"]), "ulaw,alaw", sample: "alaw"),
    .init(
      "callerid", "Caller ID", .voice, .text, or: "full name and internal",
      sample: "\"Sales\" <800>"),
    .init("context", "Context", .voice, .text, "from-sip", sample: "internal"),
    .init("callGroup", "Call Group", .voice, .list([]), sample: "1,3-5"),
    .init("pickupGroup", "Pickup Group", .voice, .list([]), sample: "0-63"),
    .init("chanSpy", "ChanSpy", .voice, .bool, "false"),
    .init("videosupport", "Video support", .voice, .bool, "false"),
    .init(
      "extensionMonitor", "Record calls to user extension", .voice,
      .choice(["inactive", "wav", "wav49", "gsm"]), "inactive", sample: "wav49"),
    .init(
      "encryption", "Encryption (SRTP)", .voice, .bool, "false", or: "false; true for webrtc"),
    .init(
      "otherTypologies", "Other typologies", .voice, .text, access: .readOnly,
      sample: "external=udp/true phonebar=tls,tcp/false"),
    .init("hotdesk", "Hot Desk", .voice, .bool, "false", for: [.external]),
    .init(
      "telephone", "Telephone", .voice, .text, "", access: .computed, for: [.external],
      sample: "desk1"),
    .init(
      "kept", "Kept settings", .voice, .lines, access: .relation,
      sample: #"sip:setvar=a=1\,2,pjsip:set_var=a=1\,2"#),
  ]

  private static let channels: [ExpectedField] =
    [
      ("chat", "Chat", "1", "2"), ("mail", "Mail", "3", "4"), ("sms", "SMS", "5", "6"),
      ("openchannel", "Open Channel", "7", "8"), ("fax", "Fax", "9", "10"),
      ("whatsapp", "WhatsApp", "11", "12"),
    ].flatMap { key, label, capacity, seconds -> [ExpectedField] in
      [
        .init(
          "\(key)Capacity", "\(label) capacity", .otherChannels, number, "0", sample: capacity),
        .init("\(key)Autoanswer", "\(label) auto answer", .otherChannels, .bool, "false"),
        .init(
          "\(key)AutoanswerDelay", "\(label) auto answer delay (s)", .otherChannels, delay, "0",
          sample: seconds),
      ]
    } + [.init("advancedSearch", "Advanced Search", .otherChannels, .bool, "false")]

  private static let bar: [ExpectedField] = [
    both("phoneBarEnableSettings", "Enable Settings", .bool, "true"),
    both("phoneBarAutoAnswer", "Auto Answer", .bool, "false"),
    both("phoneBarAutoAnswerDelay", "Auto Answer delay (s)", delay, "0", sample: "13"),
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
    phonebar("phoneBarRemoteControlPort", "Remote Control Port", port, "9888", sample: "9889"),
    both("phoneBarExpires", "SIP Expires (s)", .integer(60...86400), "3600", sample: "60"),
    phonebar("phoneBarListenPort", "SIP Source Port", port, "5160", sample: "5161"),
    phonebar(
      "phoneBarDestinationPort", "SIP Destination Port", port, "5060",
      or: "5060; 5061 when the first transport is tls", sample: "5062"),
    phonebar("phoneBarUnconditional", "Call Forwarding Unconditional", .bool, "false"),
    phonebar("phoneBarUnconditionalNumber", "Call Forwarding number", .text, "", sample: "+39*1#"),
    webrtc("wssPort", "WSS Port", port, "8089", sample: "443"),
    .init(
      "pushGateway", "Mobile App Push Gateway", .bar, .text, or: "required for mobile",
      for: [.mobile], sample: "push.example.com:5060"),
  ]

  private static func both(
    _ key: String, _ label: String, _ kind: FieldKind, _ initial: String, sample: String? = nil
  ) -> ExpectedField {
    .init(key, label, .bar, kind, initial, for: [.phonebar, .webrtc], sample: sample)
  }

  private static func phonebar(
    _ key: String, _ label: String, _ kind: FieldKind, _ initial: String,
    or documented: String? = nil, sample: String? = nil
  ) -> ExpectedField {
    .init(key, label, .bar, kind, initial, or: documented, for: [.phonebar], sample: sample)
  }

  private static func webrtc(
    _ key: String, _ label: String, _ kind: FieldKind, _ initial: String, sample: String? = nil
  ) -> ExpectedField { .init(key, label, .bar, kind, initial, for: [.webrtc], sample: sample) }

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
    .init(
      "permissions", "Modules", .permissions, .list([]), or: "all modules known at creation",
      sample: "voice,chat"),
  ]

  private static let clientLogs: [ExpectedField] = [
    .init("clientLogs", "Client logs", .clientLogs, .bool, "false"),
    .init(
      "clientLogLevel", "Minimum level", .clientLogs,
      .choice(["error", "warning", "info", "debug"]), "error", sample: "debug"),
  ]

  private static let relations: [ExpectedField] = [
    .init(
      "queues", "Queues", .relations, .list([]), access: .relation,
      sample: "chat:help,voice:sales=2"),
    .init("teams", "Teams", .relations, .list([]), access: .relation, sample: "Blue,Red"),
    .init("profiles", "Profiles", .relations, .list([]), access: .relation, sample: "Seniors"),
  ]
}
