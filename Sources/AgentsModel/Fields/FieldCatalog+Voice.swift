// MARK: - Voice

let voiceFields: [Field] = [
  Field(
    Property("sipName", { $0.voice.sipName }, { $0.voice.sipName = $1 }), "SIP Name", tab: .voice,
    right: .admin, default: "username",
    "Name of the phone in Asterisk: letters, digits and . _ - + *, 1-40."),
  Field(
    Property("sipAuthName", { $0.voice.sipAuthName }, { $0.voice.sipAuthName = $1 }),
    "SIP Authentication Name", tab: .voice, right: .admin, default: "SIP name",
    "What the phone logs in with, where it is another name; only with PJSIP."),
  Field(
    Property("transport", { $0.voice.transport }, { $0.voice.transport = $1 }), "Transport",
    tab: .voice, right: .own,
    default: "udp,tcp; wss for webrtc",
    "In order of preference; P M: udp tcp tls, E: also ws wss, W: wss only."),
  Field(
    Property("host", { $0.voice.host }, { $0.voice.host = $1 }), "Host", tab: .voice, right: .admin,
    "dynamic, or the only IP address the phone has."),
  Field(
    Property("nat", { $0.voice.nat }, { $0.voice.nat = $1 }), "Nat", tab: .voice, right: .own,
    "How Asterisk treats a client behind a firewall."),
  Field(
    Property("type", { $0.voice.type }, { $0.voice.type = $1 }), "Type", tab: .voice, right: .own,
    "user = incoming calls, peer = outgoing calls, friend = both."),
  Field(
    Property("allow", { $0.voice.allow }, { $0.voice.allow = $1 }), "Allowed codecs", tab: .voice,
    right: .own,
    "Audio codecs in order of preference; g729 not for phonebar and webrtc."),
  Field(
    Property("callerid", { $0.voice.callerid }, { $0.voice.callerid = $1 }), "Caller ID",
    tab: .voice, right: .admin,
    default: "full name and internal", "\"name\" <number> as called parties see it."),
  Field(
    Property("context", { $0.voice.context }, { $0.voice.context = $1 }), "Context", tab: .voice,
    right: .bounded(.toListedContexts), "Dialplan context of the agent's calls."),
  Field(
    Property("callGroup", { $0.voice.callGroup }, { $0.voice.callGroup = $1 }), "Call Group",
    tab: .voice, right: .own,
    "Groups 0-63 the phone rings in; ranges as 3-5."),
  Field(
    Property("pickupGroup", { $0.voice.pickupGroup }, { $0.voice.pickupGroup = $1 }),
    "Pickup Group", tab: .voice, right: .admin,
    "Groups 0-63 whose calls the agent may pick up."),
  Field(
    Property("chanSpy", { $0.voice.chanSpy }, { $0.voice.chanSpy = $1 }), "ChanSpy", tab: .voice,
    right: .own,
    "Supervisors may listen to the agent's calls."),
  Field(
    Property("videosupport", { $0.voice.videosupport }, { $0.voice.videosupport = $1 }),
    "Video support", tab: .voice, right: .own,
    "The phone supports video."),
  Field(
    Property("extensionMonitor", { $0.voice.extensionMonitor }, { $0.voice.extensionMonitor = $1 }),
    "Record calls to user extension",
    tab: .voice, right: .own, "Records calls to the extension in this format."),
  Field(
    Property("encryption", { $0.voice.encryption }, { $0.voice.encryption = $1 }),
    "Encryption (SRTP)", tab: .voice, right: .own,
    default: "false; true for webrtc", "Only SRTP media; always on for webrtc."),
  Field(
    Property("otherTypologies", { $0.account.former }, { $0.account.former = $1 }),
    "Other typologies", tab: .voice, access: .readOnly,
    "Transport and encryption with other typologies, which come back with those."),
  Field(
    Property("hotdesk", { $0.account.hotdesk }, { $0.account.hotdesk = $1 }), "Hot Desk",
    tab: .voice, right: .own, for: [.external],
    "The agent chooses a registered telephone at login."),
  Field(
    Property("telephone", { $0.account.telephone }, { $0.account.telephone = $1 }), "Telephone",
    tab: .voice, access: .computed, for: [.external],
    "Where a hot desk agent is logged on: it rings for the agent."),
  Field(
    Property("kept", { $0.relations.kept }, { $0.relations.kept = $1 }), "Kept settings",
    tab: .voice, access: .relation, right: .admin,
    "Settings of sip.conf or pjsip.conf that no field stands for."),
]

// MARK: - Other Channels

let channelFields: [Field] =
  channel("chat", "Chat", { $0.channels.chat }, { $0.channels.chat = $1 })
  + channel("mail", "Mail", { $0.channels.mail }, { $0.channels.mail = $1 })
  + channel("sms", "SMS", { $0.channels.sms }, { $0.channels.sms = $1 })
  + channel(
    "openchannel", "Open Channel", { $0.channels.openchannel }, { $0.channels.openchannel = $1 })
  + channel("fax", "Fax", { $0.channels.fax }, { $0.channels.fax = $1 })
  + channel("whatsapp", "WhatsApp", { $0.channels.whatsapp }, { $0.channels.whatsapp = $1 })
  + [
    Field(
      Property(
        "advancedSearch", { $0.channels.advancedSearch }, { $0.channels.advancedSearch = $1 }),
      "Advanced Search",
      tab: .otherChannels, right: .own, "The agent may use the advanced search.")
  ]

private func channel(
  _ key: String, _ label: String, _ get: @escaping Property<Agent>.Get<ChannelSettings>,
  _ set: @escaping Property<Agent>.Set<ChannelSettings>
) -> [Field] {
  @Sendable func change(_ agent: inout Agent, _ body: (inout ChannelSettings) -> Void) {
    var settings = get(agent)
    body(&settings)
    set(&agent, settings)
  }
  return [
    Field(
      Property(
        "\(key)Capacity", { get($0).capacity },
        { agent, value in change(&agent) { $0.capacity = value } }),
      "\(label) capacity", tab: .otherChannels, right: .own,
      "Open interactions at most; 0 = unlimited."),
    Field(
      Property(
        "\(key)Autoanswer", { get($0).autoanswer },
        { agent, value in change(&agent) { $0.autoanswer = value } }),
      "\(label) auto answer", tab: .otherChannels, right: .own,
      "Assigned without the agent accepting; not with beepall queues."),
    Field(
      Property(
        "\(key)AutoanswerDelay", { get($0).autoanswerDelay },
        { agent, value in change(&agent) { $0.autoanswerDelay = value } }),
      "\(label) auto answer delay (s)", tab: .otherChannels, right: .own,
      "Seconds before the automatic answer."),
  ]
}
