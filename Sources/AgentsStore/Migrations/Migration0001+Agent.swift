extension Migration0001 {
  /// One column for each field of the catalog, in its order.
  ///
  /// Only the program has defaults: the schema never stores a value that was not given.
  ///
  /// The schema repeats the rules that it can check, so that no other program stores a value that this one
  /// would refuse. Lengths count bytes, as in Asterisk. `char(1)` to `char(31)` and `char(127)` are control
  /// characters.
  static let agent = #"""
    CREATE TABLE agent (
      "id" INTEGER PRIMARY KEY AUTOINCREMENT,
      "name" TEXT NOT NULL COLLATE NOCASE
        CHECK (length(CAST("name" AS BLOB)) BETWEEN 1 AND 40
          AND "name" NOT GLOB '*[^A-Za-z0-9._]*'),
      "fullname" TEXT NOT NULL
        CHECK (length(CAST("fullname" AS BLOB)) BETWEEN 1 AND 79
          AND "fullname" NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || ']*'
          AND "fullname" = trim("fullname")),
      "alias" TEXT NOT NULL
        CHECK (length(CAST("alias" AS BLOB)) <= 79
          AND "alias" NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || ']*'
          AND "alias" = trim("alias")),
      "typology" TEXT NOT NULL CHECK ("typology" IN ('phonebar', 'external', 'webrtc', 'mobile')),
      "email" TEXT NOT NULL COLLATE NOCASE
        CHECK (length(CAST("email" AS BLOB)) BETWEEN 3 AND 254 AND "email" LIKE '_%@_%'
          AND "email" NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || ']*'
          AND instr("email", ' ') = 0),
      "phone" TEXT NOT NULL
        CHECK (length(CAST("phone" AS BLOB)) <= 40 AND "phone" NOT GLOB '*[^0-9+ ().-]*'),
      "mobile" TEXT NOT NULL
        CHECK (length(CAST("mobile" AS BLOB)) <= 40 AND "mobile" NOT GLOB '*[^0-9+ ().-]*'),
      "internal" TEXT NOT NULL
        CHECK (length("internal") BETWEEN 2 AND 10 AND "internal" NOT GLOB '*[^0-9]*'),
      "description" TEXT NOT NULL
        CHECK (length(CAST("description" AS BLOB)) <= 1000
          AND "description" NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || ']*'),
      "voicemail" INTEGER NOT NULL CHECK ("voicemail" IN (0, 1)),
      "voicemailPin" TEXT NOT NULL
        CHECK (length("voicemailPin") BETWEEN 4 AND 10 AND "voicemailPin" NOT GLOB '*[^0-9]*'),
      "loginInPause" INTEGER NOT NULL CHECK ("loginInPause" IN (0, 1)),
      "disabled" INTEGER NOT NULL CHECK ("disabled" IN (0, 1)),
      "locked" INTEGER NOT NULL CHECK ("locked" IN (0, 1)),
      "loginAttempts" INTEGER NOT NULL CHECK ("loginAttempts" >= 0),
      "lockedAt" TEXT NOT NULL
        CHECK ("lockedAt" = '' OR "lockedAt" LIKE '____-__-__T__:__:__.___Z'),
      "maskSensitiveData" INTEGER NOT NULL CHECK ("maskSensitiveData" IN (0, 1)),
      "adSsoEnabled" INTEGER NOT NULL CHECK ("adSsoEnabled" IN (0, 1)),
      "mfaEnabled" INTEGER NOT NULL CHECK ("mfaEnabled" IN (0, 1)),
      "toastPosition" TEXT NOT NULL
        CHECK ("toastPosition" IN ('top-left', 'top-center', 'top-right', 'bottom-left',
          'bottom-center', 'bottom-right')),
      "avatar" TEXT NOT NULL CHECK (instr("avatar", '/') = 0),
      "passwordResetAt" TEXT NOT NULL
        CHECK ("passwordResetAt" = '' OR "passwordResetAt" LIKE '____-__-__T__:__:__.___Z'),
      "createdAt" TEXT NOT NULL CHECK ("createdAt" LIKE '____-__-__T__:__:__.___Z'),
      "updatedAt" TEXT NOT NULL CHECK ("updatedAt" LIKE '____-__-__T__:__:__.___Z'),
      "deletedAt" TEXT NOT NULL
        CHECK ("deletedAt" = '' OR "deletedAt" LIKE '____-__-__T__:__:__.___Z'),
      "transport" TEXT NOT NULL CHECK ("transport" <> ''),
      "host" TEXT NOT NULL CHECK ("host" <> ''),
      "nat" TEXT NOT NULL CHECK ("nat" <> ''),
      "type" TEXT NOT NULL CHECK ("type" IN ('friend', 'user', 'peer')),
      "allow" TEXT NOT NULL CHECK ("allow" <> ''),
      "callerid" TEXT NOT NULL
        CHECK ("callerid" NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || ']*'),
      "context" TEXT NOT NULL
        CHECK (length(CAST("context" AS BLOB)) BETWEEN 1 AND 40
          AND "context" NOT GLOB '*[^A-Za-z0-9_-]*'),
      "callGroup" TEXT NOT NULL CHECK ("callGroup" NOT GLOB '*[^0-9,-]*'),
      "pickupGroup" TEXT NOT NULL CHECK ("pickupGroup" NOT GLOB '*[^0-9,-]*'),
      "chanSpy" INTEGER NOT NULL CHECK ("chanSpy" IN (0, 1)),
      "videosupport" INTEGER NOT NULL CHECK ("videosupport" IN (0, 1)),
      "extensionMonitor" TEXT NOT NULL
        CHECK ("extensionMonitor" IN ('inactive', 'wav', 'wav49', 'gsm')),
      "encryption" INTEGER NOT NULL CHECK ("encryption" IN (0, 1)),
      "hotdesk" INTEGER NOT NULL CHECK ("hotdesk" IN (0, 1)),
      "chatCapacity" INTEGER NOT NULL CHECK ("chatCapacity" >= 0),
      "chatAutoanswer" INTEGER NOT NULL CHECK ("chatAutoanswer" IN (0, 1)),
      "chatAutoanswerDelay" INTEGER NOT NULL CHECK ("chatAutoanswerDelay" BETWEEN 0 AND 3600),
      "mailCapacity" INTEGER NOT NULL CHECK ("mailCapacity" >= 0),
      "mailAutoanswer" INTEGER NOT NULL CHECK ("mailAutoanswer" IN (0, 1)),
      "mailAutoanswerDelay" INTEGER NOT NULL CHECK ("mailAutoanswerDelay" BETWEEN 0 AND 3600),
      "smsCapacity" INTEGER NOT NULL CHECK ("smsCapacity" >= 0),
      "smsAutoanswer" INTEGER NOT NULL CHECK ("smsAutoanswer" IN (0, 1)),
      "smsAutoanswerDelay" INTEGER NOT NULL CHECK ("smsAutoanswerDelay" BETWEEN 0 AND 3600),
      "openchannelCapacity" INTEGER NOT NULL CHECK ("openchannelCapacity" >= 0),
      "openchannelAutoanswer" INTEGER NOT NULL CHECK ("openchannelAutoanswer" IN (0, 1)),
      "openchannelAutoanswerDelay" INTEGER NOT NULL
        CHECK ("openchannelAutoanswerDelay" BETWEEN 0 AND 3600),
      "faxCapacity" INTEGER NOT NULL CHECK ("faxCapacity" >= 0),
      "faxAutoanswer" INTEGER NOT NULL CHECK ("faxAutoanswer" IN (0, 1)),
      "faxAutoanswerDelay" INTEGER NOT NULL CHECK ("faxAutoanswerDelay" BETWEEN 0 AND 3600),
      "whatsappCapacity" INTEGER NOT NULL CHECK ("whatsappCapacity" >= 0),
      "whatsappAutoanswer" INTEGER NOT NULL CHECK ("whatsappAutoanswer" IN (0, 1)),
      "whatsappAutoanswerDelay" INTEGER NOT NULL
        CHECK ("whatsappAutoanswerDelay" BETWEEN 0 AND 3600),
      "advancedSearch" INTEGER NOT NULL CHECK ("advancedSearch" IN (0, 1)),
      "phoneBarEnableSettings" INTEGER NOT NULL CHECK ("phoneBarEnableSettings" IN (0, 1)),
      "phoneBarAutoAnswer" INTEGER NOT NULL CHECK ("phoneBarAutoAnswer" IN (0, 1)),
      "phoneBarAutoAnswerDelay" INTEGER NOT NULL
        CHECK ("phoneBarAutoAnswerDelay" BETWEEN 0 AND 3600),
      "phoneBarAutoAnswerNotification" INTEGER NOT NULL
        CHECK ("phoneBarAutoAnswerNotification" IN (0, 1)),
      "phoneBarRingInUse" INTEGER NOT NULL CHECK ("phoneBarRingInUse" IN (0, 1)),
      "phoneBarEnableRecording" INTEGER NOT NULL CHECK ("phoneBarEnableRecording" IN (0, 1)),
      "phoneBarEnableDtmfTone" INTEGER NOT NULL CHECK ("phoneBarEnableDtmfTone" IN (0, 1)),
      "phoneBarDnd" INTEGER NOT NULL CHECK ("phoneBarDnd" IN (0, 1)),
      "phoneBarIgnoreBreakForPreview" INTEGER NOT NULL
        CHECK ("phoneBarIgnoreBreakForPreview" IN (0, 1)),
      "phoneBarUnansweredCallBadge" INTEGER NOT NULL
        CHECK ("phoneBarUnansweredCallBadge" IN (0, 1)),
      "phoneBarEnableJaws" INTEGER NOT NULL CHECK ("phoneBarEnableJaws" IN (0, 1)),
      "phoneBarScreenRecordingByAgent" INTEGER NOT NULL
        CHECK ("phoneBarScreenRecordingByAgent" IN (0, 1)),
      "phoneBarAutomaticScreenRecording" INTEGER NOT NULL
        CHECK ("phoneBarAutomaticScreenRecording" IN (0, 1)),
      "phoneBarRemoteControl" INTEGER NOT NULL CHECK ("phoneBarRemoteControl" IN (0, 1)),
      "phoneBarRemoteControlPort" INTEGER NOT NULL
        CHECK ("phoneBarRemoteControlPort" BETWEEN 1 AND 65535),
      "phoneBarExpires" INTEGER NOT NULL CHECK ("phoneBarExpires" BETWEEN 60 AND 86400),
      "phoneBarListenPort" INTEGER NOT NULL CHECK ("phoneBarListenPort" BETWEEN 1 AND 65535),
      "phoneBarDestinationPort" INTEGER NOT NULL
        CHECK ("phoneBarDestinationPort" BETWEEN 1 AND 65535),
      "phoneBarUnconditional" INTEGER NOT NULL CHECK ("phoneBarUnconditional" IN (0, 1)),
      "phoneBarUnconditionalNumber" TEXT NOT NULL
        CHECK (length(CAST("phoneBarUnconditionalNumber" AS BLOB)) <= 40
          AND "phoneBarUnconditionalNumber" NOT GLOB '*[^0-9+*#]*'),
      "wssPort" INTEGER NOT NULL CHECK ("wssPort" BETWEEN 1 AND 65535),
      "pushGateway" TEXT NOT NULL CHECK (length(CAST("pushGateway" AS BLOB)) <= 254),
      "allowmessenger" INTEGER NOT NULL CHECK ("allowmessenger" IN (0, 1)),
      "messengerSoundNotification" INTEGER NOT NULL CHECK ("messengerSoundNotification" IN (0, 1)),
      "prefixRequired" INTEGER NOT NULL CHECK ("prefixRequired" IN (0, 1)),
      "selectRecallMeCampaign" INTEGER NOT NULL CHECK ("selectRecallMeCampaign" IN (0, 1)),
      "rescheduleHopperCalls" INTEGER NOT NULL CHECK ("rescheduleHopperCalls" IN (0, 1)),
      "downloadAttachments" INTEGER NOT NULL CHECK ("downloadAttachments" IN (0, 1)),
      "downloadOmnichannelInteractions" INTEGER NOT NULL
        CHECK ("downloadOmnichannelInteractions" IN (0, 1)),
      "downloadVoiceRecordings" INTEGER NOT NULL CHECK ("downloadVoiceRecordings" IN (0, 1)),
      "permissions" TEXT NOT NULL CHECK ("permissions" NOT GLOB '*[^A-Za-z0-9_,-]*'),
      "clientLogs" INTEGER NOT NULL CHECK ("clientLogs" IN (0, 1)),
      "clientLogLevel" TEXT NOT NULL
        CHECK ("clientLogLevel" IN ('error', 'warning', 'info', 'debug')),
      CHECK ("fullname" <> "internal"),
      CHECK ("voicemailPin" <> "internal"),
      CHECK (NOT ("voicemail" AND instr("fullname", ','))),
      CHECK (NOT ("phoneBarScreenRecordingByAgent" AND "phoneBarAutomaticScreenRecording")),
      CHECK ("phoneBarUnconditional" = 0 OR "phoneBarUnconditionalNumber" <> ''),
      CHECK ("typology" <> 'mobile' OR "pushGateway" <> ''),
      CHECK ("typology" <> 'webrtc' OR ("transport" = 'wss' AND "encryption")),
      CHECK ("typology" NOT IN ('phonebar', 'webrtc') OR instr("allow", 'g729') = 0)
    ) STRICT;
    """#
}
