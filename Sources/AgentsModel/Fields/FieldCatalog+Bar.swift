// MARK: - Phonebar, WebRTC bar and app

let barFields: [Field] = [
  Field(
    Property("phoneBarEnableSettings", { $0.bar.enableSettings }, { $0.bar.enableSettings = $1 }),
    "Enable Settings", tab: .bar,
    right: .own, for: [.phonebar, .webrtc], "The agent sees and changes the bar's settings."),
  Field(
    Property("phoneBarAutoAnswer", { $0.bar.autoAnswer }, { $0.bar.autoAnswer = $1 }),
    "Auto Answer", tab: .bar, right: .own,
    for: [.phonebar, .webrtc], "Calls are answered automatically."),
  Field(
    Property(
      "phoneBarAutoAnswerDelay", { $0.bar.autoAnswerDelay }, { $0.bar.autoAnswerDelay = $1 }),
    "Auto Answer delay (s)", tab: .bar,
    right: .own, for: [.phonebar, .webrtc], "Seconds before the automatic answer."),
  Field(
    Property(
      "phoneBarAutoAnswerNotification", { $0.bar.autoAnswerNotification },
      { $0.bar.autoAnswerNotification = $1 }),
    "Auto Answer Notification", tab: .bar, right: .own, for: [.webrtc],
    "Browser notification until the automatic answer; only with auto answer on."),
  Field(
    Property("phoneBarRingInUse", { $0.bar.ringInUse }, { $0.bar.ringInUse = $1 }), "Ring in Use",
    tab: .bar, right: .own,
    for: [.phonebar, .webrtc], "Rings although the agent is in a conversation."),
  Field(
    Property(
      "phoneBarEnableRecording", { $0.bar.enableRecording }, { $0.bar.enableRecording = $1 }),
    "Enable Recording", tab: .bar,
    right: .own, for: [.phonebar, .webrtc], "The agent may record incoming calls."),
  Field(
    Property("phoneBarEnableDtmfTone", { $0.bar.enableDtmfTone }, { $0.bar.enableDtmfTone = $1 }),
    "Enable DTMF tones", tab: .bar,
    right: .own, for: [.phonebar, .webrtc], "The agent hears tones while dialling."),
  Field(
    Property("phoneBarDnd", { $0.bar.dnd }, { $0.bar.dnd = $1 }), "Do not disturb during pause",
    tab: .bar, right: .own,
    for: [.phonebar, .webrtc], "No direct or internal calls while in pause."),
  Field(
    Property(
      "phoneBarIgnoreBreakForPreview", { $0.bar.ignoreBreakForPreview },
      { $0.bar.ignoreBreakForPreview = $1 }),
    "Ignore break status for preview calls", tab: .bar, right: .own, for: [.webrtc],
    "The agent in pause may place preview calls."),
  Field(
    Property(
      "phoneBarUnansweredCallBadge", { $0.bar.unansweredCallBadge },
      { $0.bar.unansweredCallBadge = $1 }),
    "Show unanswered call badge", tab: .bar, right: .own, for: [.phonebar],
    "Number of unanswered calls on the history icon."),
  Field(
    Property("phoneBarEnableJaws", { $0.bar.enableJaws }, { $0.bar.enableJaws = $1 }),
    "Jaws Integration", tab: .bar, right: .own,
    for: [.phonebar], "Screen reader for blind agents."),
  Field(
    Property(
      "phoneBarScreenRecordingByAgent", { $0.bar.screenRecordingByAgent },
      { $0.bar.screenRecordingByAgent = $1 }),
    "Screen Recording by Agent", tab: .bar, right: .own, for: [.phonebar],
    "The agent records the desktop; setting licenseScreenRecording."),
  Field(
    Property(
      "phoneBarAutomaticScreenRecording", { $0.bar.automaticScreenRecording },
      { $0.bar.automaticScreenRecording = $1 }),
    "Automatic Screen Recording", tab: .bar, right: .own, for: [.phonebar],
    "Every call records the desktop; setting licenseScreenRecording."),
  Field(
    Property("phoneBarRemoteControl", { $0.bar.remoteControl }, { $0.bar.remoteControl = $1 }),
    "Remote Control", tab: .bar,
    right: .own, for: [.phonebar], "Phonebar API web service on the agent's PC."),
  Field(
    Property(
      "phoneBarRemoteControlPort", { $0.bar.remoteControlPort }, { $0.bar.remoteControlPort = $1 }),
    "Remote Control Port",
    tab: .bar, right: .own, for: [.phonebar], "Port of the Phonebar API."),
  Field(
    Property("phoneBarExpires", { $0.bar.expires }, { $0.bar.expires = $1 }), "SIP Expires (s)",
    tab: .bar, right: .own,
    for: [.phonebar, .webrtc], "Seconds between SIP registrations."),
  Field(
    Property("phoneBarListenPort", { $0.bar.listenPort }, { $0.bar.listenPort = $1 }),
    "SIP Source Port", tab: .bar, right: .own,
    for: [.phonebar], "Port the phonebar sends from."),
  Field(
    Property(
      "phoneBarDestinationPort", { $0.bar.destinationPort }, { $0.bar.destinationPort = $1 }),
    "SIP Destination Port", tab: .bar,
    right: .own, for: [.phonebar], default: "5060; 5061 when the first transport is tls",
    "Port of Asterisk; with tls first it is 5061."),
  Field(
    Property("phoneBarUnconditional", { $0.bar.unconditional }, { $0.bar.unconditional = $1 }),
    "Call Forwarding Unconditional",
    tab: .bar, right: .own, for: [.phonebar], "All calls go to the forwarding number."),
  Field(
    Property(
      "phoneBarUnconditionalNumber", { $0.bar.unconditionalNumber },
      { $0.bar.unconditionalNumber = $1 }), "Call Forwarding number",
    tab: .bar, right: .own, for: [.phonebar], "Digits and + * #; required when forwarding is on."),
  Field(
    Property("wssPort", { $0.bar.wssPort }, { $0.bar.wssPort = $1 }), "WSS Port", tab: .bar,
    right: .own, for: [.webrtc],
    "Port of Asterisk's secure WebSocket."),
  Field(
    Property("pushGateway", { $0.bar.pushGateway }, { $0.bar.pushGateway = $1 }),
    "Mobile App Push Gateway", tab: .bar, right: .admin,
    for: [.mobile], default: "required for mobile", "host:port of the push gateway."),
]

// MARK: - Permissions

let permissionFields: [Field] = [
  Field(
    Property(
      "allowmessenger", { $0.permissions.allowMessenger }, { $0.permissions.allowMessenger = $1 }),
    "Enable Internal Messenger",
    tab: .permissions, right: .own, "The agent may use the internal messenger."),
  Field(
    Property(
      "messengerSoundNotification", { $0.permissions.messengerSoundNotification },
      { $0.permissions.messengerSoundNotification = $1 }),
    "Messenger sound notification", tab: .permissions, right: .own,
    "A sound for each new message."),
  Field(
    Property(
      "prefixRequired", { $0.permissions.prefixRequired }, { $0.permissions.prefixRequired = $1 }),
    "Prefix Required", tab: .permissions,
    right: .own, "A service prefix must be chosen to place a call."),
  Field(
    Property(
      "selectRecallMeCampaign", { $0.permissions.selectRecallMeCampaign },
      { $0.permissions.selectRecallMeCampaign = $1 }),
    "Select Recall Me Campaign", tab: .permissions, right: .own,
    "The agent chooses the campaign of a recall."),
  Field(
    Property(
      "rescheduleHopperCalls", { $0.permissions.rescheduleHopperCalls },
      { $0.permissions.rescheduleHopperCalls = $1 }),
    "Reschedule Hopper calls", tab: .permissions, right: .own,
    "The agent changes date, time and agent of queued calls."),
  Field(
    Property(
      "downloadAttachments", { $0.permissions.downloadAttachments },
      { $0.permissions.downloadAttachments = $1 }), "Download Attachments",
    tab: .permissions, right: .own, "Attachments of chat, mail and open channel."),
  Field(
    Property(
      "downloadOmnichannelInteractions", { $0.permissions.downloadOmnichannelInteractions },
      { $0.permissions.downloadOmnichannelInteractions = $1 }),
    "Download Omnichannel Interactions", tab: .permissions, right: .own,
    "Interactions of every channel."),
  Field(
    Property(
      "downloadVoiceRecordings", { $0.permissions.downloadVoiceRecordings },
      { $0.permissions.downloadVoiceRecordings = $1 }),
    "Download Voice Recordings", tab: .permissions, right: .own, "Recordings of calls."),
  Field(
    Property("permissions", { $0.permissions.modules }, { $0.permissions.modules = $1 }), "Modules",
    tab: .permissions, right: .own,
    default: "all modules known at creation",
    "Modules on the agent's desktop, out of the setting modules."),
]

// MARK: - Client Logs

let clientLogFields: [Field] = [
  Field(
    Property("clientLogs", { $0.clientLogs.enabled }, { $0.clientLogs.enabled = $1 }),
    "Client logs", tab: .clientLogs, right: .own,
    "The agent's web client writes its log to the server."),
  Field(
    Property("clientLogLevel", { $0.clientLogs.level }, { $0.clientLogs.level = $1 }),
    "Minimum level", tab: .clientLogs, right: .own,
    "Least severe entry that is kept; each level includes the more severe."),
]

// MARK: - Queues, Teams, Profiles

let relationFields: [Field] = [
  Field(
    Property("queues", { $0.relations.queues }, { $0.relations.queues = $1 }), "Queues",
    tab: .relations, access: .relation,
    "channel:queue or channel:queue=penalty; changed by add-to-queue."),
  Field(
    Property("teams", { $0.relations.teams }, { $0.relations.teams = $1 }), "Teams",
    tab: .relations, access: .relation,
    "Team names; changed by add-to-team."),
  Field(
    Property("profiles", { $0.relations.profiles }, { $0.relations.profiles = $1 }), "Profiles",
    tab: .relations, access: .relation,
    "Agent profiles; changed by add-to-profile."),
]
