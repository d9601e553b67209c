// MARK: - Phonebar, WebRTC bar and app

let barFields: [Field] = [
  Field(
    Property("phoneBarEnableSettings", \.bar.enableSettings), "Enable Settings", tab: .bar,
    right: .own, for: [.phonebar, .webrtc], "The agent sees and changes the bar's settings."),
  Field(
    Property("phoneBarAutoAnswer", \.bar.autoAnswer), "Auto Answer", tab: .bar, right: .own,
    for: [.phonebar, .webrtc], "Calls are answered automatically."),
  Field(
    Property("phoneBarAutoAnswerDelay", \.bar.autoAnswerDelay), "Auto Answer delay (s)", tab: .bar,
    right: .own, for: [.phonebar, .webrtc], "Seconds before the automatic answer."),
  Field(
    Property("phoneBarAutoAnswerNotification", \.bar.autoAnswerNotification),
    "Auto Answer Notification", tab: .bar, right: .own, for: [.webrtc],
    "Browser notification until the automatic answer; only with auto answer on."),
  Field(
    Property("phoneBarRingInUse", \.bar.ringInUse), "Ring in Use", tab: .bar, right: .own,
    for: [.phonebar, .webrtc], "Rings although the agent is in a conversation."),
  Field(
    Property("phoneBarEnableRecording", \.bar.enableRecording), "Enable Recording", tab: .bar,
    right: .own, for: [.phonebar, .webrtc], "The agent may record incoming calls."),
  Field(
    Property("phoneBarEnableDtmfTone", \.bar.enableDtmfTone), "Enable DTMF tones", tab: .bar,
    right: .own, for: [.phonebar, .webrtc], "The agent hears tones while dialling."),
  Field(
    Property("phoneBarDnd", \.bar.dnd), "Do not disturb during pause", tab: .bar, right: .own,
    for: [.phonebar, .webrtc], "No direct or internal calls while in pause."),
  Field(
    Property("phoneBarIgnoreBreakForPreview", \.bar.ignoreBreakForPreview),
    "Ignore break status for preview calls", tab: .bar, right: .own, for: [.webrtc],
    "The agent in pause may place preview calls."),
  Field(
    Property("phoneBarUnansweredCallBadge", \.bar.unansweredCallBadge),
    "Show unanswered call badge", tab: .bar, right: .own, for: [.phonebar],
    "Number of unanswered calls on the history icon."),
  Field(
    Property("phoneBarEnableJaws", \.bar.enableJaws), "Jaws Integration", tab: .bar, right: .own,
    for: [.phonebar], "Screen reader for blind agents."),
  Field(
    Property("phoneBarScreenRecordingByAgent", \.bar.screenRecordingByAgent),
    "Screen Recording by Agent", tab: .bar, right: .own, for: [.phonebar],
    "The agent records the desktop; setting licenseScreenRecording."),
  Field(
    Property("phoneBarAutomaticScreenRecording", \.bar.automaticScreenRecording),
    "Automatic Screen Recording", tab: .bar, right: .own, for: [.phonebar],
    "Every call records the desktop; setting licenseScreenRecording."),
  Field(
    Property("phoneBarRemoteControl", \.bar.remoteControl), "Remote Control", tab: .bar,
    right: .own, for: [.phonebar], "Phonebar API web service on the agent's PC."),
  Field(
    Property("phoneBarRemoteControlPort", \.bar.remoteControlPort), "Remote Control Port",
    tab: .bar, right: .own, for: [.phonebar], "Port of the Phonebar API."),
  Field(
    Property("phoneBarExpires", \.bar.expires), "SIP Expires (s)", tab: .bar, right: .own,
    for: [.phonebar, .webrtc], "Seconds between SIP registrations."),
  Field(
    Property("phoneBarListenPort", \.bar.listenPort), "SIP Source Port", tab: .bar, right: .own,
    for: [.phonebar], "Port the phonebar sends from."),
  Field(
    Property("phoneBarDestinationPort", \.bar.destinationPort), "SIP Destination Port", tab: .bar,
    right: .own, for: [.phonebar], default: "5060; 5061 when the first transport is tls",
    "Port of Asterisk; with tls first it is 5061."),
  Field(
    Property("phoneBarUnconditional", \.bar.unconditional), "Call Forwarding Unconditional",
    tab: .bar, right: .own, for: [.phonebar], "All calls go to the forwarding number."),
  Field(
    Property("phoneBarUnconditionalNumber", \.bar.unconditionalNumber), "Call Forwarding number",
    tab: .bar, right: .own, for: [.phonebar], "Digits and + * #; required when forwarding is on."),
  Field(
    Property("wssPort", \.bar.wssPort), "WSS Port", tab: .bar, right: .own, for: [.webrtc],
    "Port of Asterisk's secure WebSocket."),
  Field(
    Property("pushGateway", \.bar.pushGateway), "Mobile App Push Gateway", tab: .bar, right: .admin,
    for: [.mobile], default: "required for mobile", "host:port of the push gateway."),
]

// MARK: - Permissions

let permissionFields: [Field] = [
  Field(
    Property("allowmessenger", \.permissions.allowMessenger), "Enable Internal Messenger",
    tab: .permissions, right: .own, "The agent may use the internal messenger."),
  Field(
    Property("messengerSoundNotification", \.permissions.messengerSoundNotification),
    "Messenger sound notification", tab: .permissions, right: .own,
    "A sound for each new message."),
  Field(
    Property("prefixRequired", \.permissions.prefixRequired), "Prefix Required", tab: .permissions,
    right: .own, "A service prefix must be chosen to place a call."),
  Field(
    Property("selectRecallMeCampaign", \.permissions.selectRecallMeCampaign),
    "Select Recall Me Campaign", tab: .permissions, right: .own,
    "The agent chooses the campaign of a recall."),
  Field(
    Property("rescheduleHopperCalls", \.permissions.rescheduleHopperCalls),
    "Reschedule Hopper calls", tab: .permissions, right: .own,
    "The agent changes date, time and agent of queued calls."),
  Field(
    Property("downloadAttachments", \.permissions.downloadAttachments), "Download Attachments",
    tab: .permissions, right: .own, "Attachments of chat, mail and open channel."),
  Field(
    Property("downloadOmnichannelInteractions", \.permissions.downloadOmnichannelInteractions),
    "Download Omnichannel Interactions", tab: .permissions, right: .own,
    "Interactions of every channel."),
  Field(
    Property("downloadVoiceRecordings", \.permissions.downloadVoiceRecordings),
    "Download Voice Recordings", tab: .permissions, right: .own, "Recordings of calls."),
  Field(
    Property("permissions", \.permissions.modules), "Modules", tab: .permissions, right: .own,
    default: "all modules known at creation",
    "Modules on the agent's desktop, out of the setting modules."),
]

// MARK: - Client Logs

let clientLogFields: [Field] = [
  Field(
    Property("clientLogs", \.clientLogs.enabled), "Client logs", tab: .clientLogs, right: .own,
    "The agent's web client writes its log to the server."),
  Field(
    Property("clientLogLevel", \.clientLogs.level), "Minimum level", tab: .clientLogs, right: .own,
    "Least severe entry that is kept; each level includes the more severe."),
]

// MARK: - Queues, Teams, Profiles

let relationFields: [Field] = [
  Field(
    Property("queues", \.relations.queues), "Queues", tab: .relations, access: .relation,
    "channel:queue or channel:queue=penalty; changed by add-to-queue."),
  Field(
    Property("teams", \.relations.teams), "Teams", tab: .relations, access: .relation,
    "Team names; changed by add-to-team."),
  Field(
    Property("profiles", \.relations.profiles), "Profiles", tab: .relations, access: .relation,
    "Agent profiles; changed by add-to-profile."),
]
