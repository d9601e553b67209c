// MARK: - Voice

let voiceFields: [Field] = [
  Field(
    Property("transport", \.voice.transport), "Transport", tab: .voice, right: .own,
    default: "udp,tcp; wss for webrtc",
    "In order of preference; P M: udp tcp tls, E: also ws wss, W: wss only."),
  Field(
    Property("host", \.voice.host), "Host", tab: .voice, right: .admin,
    "dynamic, or the only IP address the phone has."),
  Field(
    Property("nat", \.voice.nat), "Nat", tab: .voice, right: .own,
    "How Asterisk treats a client behind a firewall."),
  Field(
    Property("type", \.voice.type), "Type", tab: .voice, right: .own,
    "user = incoming calls, peer = outgoing calls, friend = both."),
  Field(
    Property("allow", \.voice.allow), "Allowed codecs", tab: .voice, right: .own,
    "Audio codecs in order of preference; g729 not for phonebar and webrtc."),
  Field(
    Property("callerid", \.voice.callerid), "Caller ID", tab: .voice, right: .admin,
    default: "full name and internal", "\"name\" <number> as called parties see it."),
  Field(
    Property("context", \.voice.context), "Context", tab: .voice,
    right: .bounded(.toListedContexts), "Dialplan context of the agent's calls."),
  Field(
    Property("callGroup", \.voice.callGroup), "Call Group", tab: .voice, right: .own,
    "Groups 0-63 the phone rings in; ranges as 3-5."),
  Field(
    Property("pickupGroup", \.voice.pickupGroup), "Pickup Group", tab: .voice, right: .admin,
    "Groups 0-63 whose calls the agent may pick up."),
  Field(
    Property("chanSpy", \.voice.chanSpy), "ChanSpy", tab: .voice, right: .own,
    "Supervisors may listen to the agent's calls."),
  Field(
    Property("videosupport", \.voice.videosupport), "Video support", tab: .voice, right: .own,
    "The phone supports video."),
  Field(
    Property("extensionMonitor", \.voice.extensionMonitor), "Record calls to user extension",
    tab: .voice, right: .own, "Records calls to the extension in this format."),
  Field(
    Property("encryption", \.voice.encryption), "Encryption (SRTP)", tab: .voice, right: .own,
    default: "false; true for webrtc", "Only SRTP media; always on for webrtc."),
  Field(
    Property("hotdesk", \.account.hotdesk), "Hot Desk", tab: .voice, right: .own, for: [.external],
    "The agent chooses a registered telephone at login."),
]

// MARK: - Other Channels

let channelFields: [Field] =
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
      Property("advancedSearch", \.channels.advancedSearch), "Advanced Search", tab: .otherChannels,
      right: .own, "The agent may use the advanced search.")
  ]

private typealias Path<Value> = any WritableKeyPath<Agent, Value> & Sendable

private func channel(
  _ key: String, _ label: String, _ capacity: Path<Count>, _ autoanswer: Path<Bool>,
  _ delay: Path<Delay>
) -> [Field] {
  [
    Field(
      Property("\(key)Capacity", capacity), "\(label) capacity", tab: .otherChannels, right: .own,
      "Open interactions at most; 0 = unlimited."),
    Field(
      Property("\(key)Autoanswer", autoanswer), "\(label) auto answer", tab: .otherChannels,
      right: .own,
      "Assigned without the agent accepting; not with beepall queues."),
    Field(
      Property("\(key)AutoanswerDelay", delay), "\(label) auto answer delay (s)",
      tab: .otherChannels, right: .own, "Seconds before the automatic answer."),
  ]
}
