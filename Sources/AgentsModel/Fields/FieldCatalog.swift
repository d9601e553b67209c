/// All fields, defined once.
///
/// Options, CSV headers, JSON members, table columns, rules' names and documentation read this list;
/// to add a field, add its entry here, its stored property in `Agent` and its column in a migration.
package enum FieldCatalog {
  /// In the order of the tabs, which is the order of columns everywhere.
  package static let fields =
    accountFields + voiceFields + channelFields + barFields + permissionFields + clientLogFields
    + relationFields

  package static let keys = fields.map(\.key)

  private static let byKey = Dictionary(uniqueKeysWithValues: fields.map { ($0.key, $0) })

  /// Where each key stands in `fields`.
  static let places = Dictionary(uniqueKeysWithValues: zip(keys, keys.indices))

  /// The field of that key, exactly as written; `username` is another word for `name`.
  package static func field(_ key: String) -> Field? { byKey[key == "username" ? "name" : key] }

  /// The field of that key, or a finding with the nearest known key.
  package static func find(_ key: String) throws(Finding) -> Field {
    guard let field = field(key) else {
      throw Finding(
        .error, "field.unknown", field: key, "there is no field of this name",
        hint: nearest(to: key, in: keys + ["username"]).map { "did you mean \($0)?" }
          ?? "\"xcally-agents fields\" lists them")
    }
    return field
  }
}

extension Finding: Error {}

// MARK: - Personal Info

private let accountFields: [Field] = [
  Field(
    Property("id", \.account.id), "Id", tab: .personalInfo, access: .readOnly,
    default: "automatic", "Number of the agent; never reused."),
  Field(
    Property("name", \.account.name), "Username", tab: .personalInfo, access: .fixed,
    default: "required",
    "Login and SIP peer: letters, digits, \".\" and \"_\", 1-40; fixed after creation."),
  Field(
    Property("fullname", \.account.fullname), "Full Name", tab: .personalInfo,
    default: "required", "Name shown to people and called parties; not the internal."),
  Field(
    Property("alias", \.account.alias), "Alias", tab: .personalInfo,
    "Another name that hides the login from customers."),
  Field(
    Property("typology", \.account.typology), "Typology", tab: .personalInfo,
    "How the agent works; mobile needs the setting licenseMobile."),
  Field(
    Property("email", \.account.email), "Email", tab: .personalInfo, default: "required",
    "Address for password recovery; unique among agents not deleted."),
  Field(
    Property("phone", \.account.phone), "Phone", tab: .personalInfo, "Telephone number."),
  Field(
    Property("mobile", \.account.mobile), "Mobile", tab: .personalInfo,
    "Mobile telephone number."),
  Field(
    Property("internal", \.account.internalNumber), "Internal", tab: .personalInfo,
    default: "lowest free", "Extension, 2-10 digits, unique over agents and telephones."),
  Field(
    Property("description", \.account.description), "Description", tab: .personalInfo,
    "A remark of one line."),
  Field(
    Property("voicemail", \.account.voicemail), "Voicemail", tab: .personalInfo,
    "Creates the mailbox internal@default."),
  Field(
    Property("voicemailPin", \.account.voicemailPin), "Voicemail PIN", tab: .personalInfo,
    default: "random", "4-10 digits, hard to guess; shown only with --with-secrets."),
  Field(
    Property("loginInPause", \.account.loginInPause), "Login in Pause", tab: .personalInfo,
    "Paused in all queues after login."),
  Field(
    Property("disabled", \.account.disabled), "Disabled", tab: .personalInfo,
    "No login, no registration, not rung; the mailbox stays."),
  Field(
    Property("locked", \.account.locked), "Locked", tab: .personalInfo, access: .clearOnly,
    "No login after failed ones; the phone stays. Only cleared."),
  Field(
    Property("loginAttempts", \.account.loginAttempts), "Failed logins", tab: .personalInfo,
    access: .readOnly, "Failed logins since the last good one."),
  Field(
    Property("lockedAt", \.account.lockedAt), "Locked at", tab: .personalInfo,
    access: .readOnly, "When failed logins locked the account."),
  Field(
    Property("maskSensitiveData", \.account.maskSensitiveData), "Mask Sensitive Data",
    tab: .personalInfo, "Hides contacts' names, numbers and addresses from the agent."),
  Field(
    Property("adSsoEnabled", \.account.adSsoEnabled), "Active Directory SSO",
    tab: .personalInfo, "Login with Active Directory credentials."),
  Field(
    Property("mfaEnabled", \.account.mfaEnabled), "MFA", tab: .personalInfo,
    access: .clearOnly, "Second factor of the agent; the operator may switch it off."),
  Field(
    Property("toastPosition", \.account.toastPosition), "Notifications", tab: .personalInfo,
    "Where the desktop shows notifications."),
  Field(
    Property("avatar", \.account.avatar), "Avatar", tab: .personalInfo, access: .readOnly,
    default: "", "Picture file; set by --avatar FILE, removed by --no-avatar."),
  Field(
    Property("passwordResetAt", \.account.passwordResetAt), "Last password reset",
    tab: .personalInfo, access: .readOnly, default: "creation",
    "When the password was last set; shown when the Security Suite is on."),
  Field(
    Property("passwordState", \.account.passwordState), "Password state", tab: .personalInfo,
    access: .computed, "expiring before passwordExpiryDays are over, expired behind them."),
  Field(
    Property("createdAt", \.account.createdAt), "Created", tab: .personalInfo,
    access: .readOnly, default: "automatic", "When the agent was created."),
  Field(
    Property("updatedAt", \.account.updatedAt), "Updated", tab: .personalInfo,
    access: .readOnly, default: "automatic", "When the agent last changed."),
  Field(
    Property("deletedAt", \.account.deletedAt), "Deleted", tab: .personalInfo,
    access: .readOnly, "When the agent went to the bin."),
]

// MARK: - Voice

private let voiceFields: [Field] = [
  Field(
    Property("transport", \.voice.transport), "Transport", tab: .voice,
    default: "udp,tcp; wss for webrtc",
    "In order of preference; P M: udp tcp tls, E: also ws wss, W: wss only."),
  Field(
    Property("host", \.voice.host), "Host", tab: .voice,
    "dynamic, or the only IP address the phone has."),
  Field(
    Property("nat", \.voice.nat), "Nat", tab: .voice,
    "How Asterisk treats a client behind a firewall."),
  Field(
    Property("type", \.voice.type), "Type", tab: .voice,
    "user = incoming calls, peer = outgoing calls, friend = both."),
  Field(
    Property("allow", \.voice.allow), "Allowed codecs", tab: .voice,
    "Audio codecs in order of preference; g729 not for phonebar and webrtc."),
  Field(
    Property("callerid", \.voice.callerid), "Caller ID", tab: .voice,
    default: "full name and internal", "\"name\" <number> as called parties see it."),
  Field(
    Property("context", \.voice.context), "Context", tab: .voice,
    "Dialplan context of the agent's calls."),
  Field(
    Property("callGroup", \.voice.callGroup), "Call Group", tab: .voice,
    "Groups 0-63 the phone rings in; ranges as 3-5."),
  Field(
    Property("pickupGroup", \.voice.pickupGroup), "Pickup Group", tab: .voice,
    "Groups 0-63 whose calls the agent may pick up."),
  Field(
    Property("chanSpy", \.voice.chanSpy), "ChanSpy", tab: .voice,
    "Supervisors may listen to the agent's calls."),
  Field(
    Property("videosupport", \.voice.videosupport), "Video support", tab: .voice,
    "The phone supports video."),
  Field(
    Property("extensionMonitor", \.voice.extensionMonitor), "Record calls to user extension",
    tab: .voice, "Records calls to the extension in this format."),
  Field(
    Property("encryption", \.voice.encryption), "Encryption (SRTP)", tab: .voice,
    default: "false; true for webrtc", "Only SRTP media; always on for webrtc."),
  Field(
    Property("hotdesk", \.voice.hotdesk), "Hot Desk", tab: .voice, for: [.external],
    "The agent chooses a registered telephone at login."),
]

// MARK: - Other Channels

private let channelFields: [Field] =
  channel(
    "chat", "Chat", \.channels.chat.capacity, \.channels.chat.autoanswer,
    \.channels.chat.autoanswerDelay)
  + channel(
    "mail", "Mail", \.channels.mail.capacity, \.channels.mail.autoanswer,
    \.channels.mail.autoanswerDelay)
  + channel(
    "sms", "SMS", \.channels.sms.capacity, \.channels.sms.autoanswer,
    \.channels.sms.autoanswerDelay)
  + channel(
    "openchannel", "Open Channel", \.channels.openchannel.capacity,
    \.channels.openchannel.autoanswer,
    \.channels.openchannel.autoanswerDelay)
  + channel(
    "fax", "Fax", \.channels.fax.capacity, \.channels.fax.autoanswer,
    \.channels.fax.autoanswerDelay)
  + channel(
    "whatsapp", "WhatsApp", \.channels.whatsapp.capacity, \.channels.whatsapp.autoanswer,
    \.channels.whatsapp.autoanswerDelay)
  + [
    Field(
      Property("advancedSearch", \.channels.advancedSearch), "Advanced Search",
      tab: .otherChannels, "The agent may use the advanced search.")
  ]

private typealias Path<Value> = any WritableKeyPath<Agent, Value> & Sendable

private func channel(
  _ key: String, _ label: String, _ capacity: Path<Count>, _ autoanswer: Path<Bool>,
  _ delay: Path<Delay>
) -> [Field] {
  [
    Field(
      Property("\(key)Capacity", capacity), "\(label) capacity", tab: .otherChannels,
      "Open interactions at most; 0 = unlimited."),
    Field(
      Property("\(key)Autoanswer", autoanswer), "\(label) auto answer", tab: .otherChannels,
      "Assigned without the agent accepting; not with beepall queues."),
    Field(
      Property("\(key)AutoanswerDelay", delay), "\(label) auto answer delay (s)",
      tab: .otherChannels, "Seconds before the automatic answer."),
  ]
}
