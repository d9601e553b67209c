PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
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
INSERT INTO agent VALUES(1,'anna','Anna Rossi','','phonebar','anna@example.com','','','1000','',1,'690668',0,0,0,1,'',0,0,0,'top-right','','2026-11-26T20:34:39.747Z','2026-11-26T20:34:39.747Z','2026-11-26T20:34:39.747Z','','udp,tcp','dynamic','force_rport,comedia','friend','ulaw,alaw','','from-sip','','',0,0,'inactive',0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0,0,1,0,1,0,0,0,0,9888,3600,5160,5060,0,'',8089,'',1,0,0,0,0,1,1,1,'voice,chat,mail,sms,openchannel,fax,whatsapp,contacts,campaigns,reports',1,'error');
INSERT INTO agent VALUES(2,'bert','Bert Verdi','','external','bert@example.com','','','2500','',0,'248118',0,0,0,0,'',0,0,0,'top-right','','2026-11-26T20:34:39.986Z','2026-11-26T20:34:39.986Z','2026-11-26T20:34:39.986Z','','udp,tcp','dynamic','force_rport,comedia','friend','ulaw,alaw','','from-sip','','',0,0,'inactive',0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0,0,1,0,1,0,0,0,0,9888,3600,5160,5060,0,'',8089,'',1,0,0,0,0,1,1,1,'voice,chat,mail,sms,openchannel,fax,whatsapp,contacts,campaigns,reports',0,'error');
INSERT INTO agent VALUES(3,'carl','Carl Neri','','phonebar','carl@example.com','','','1001','',0,'381490',0,1,0,0,'',0,0,0,'top-right','','2026-11-26T20:34:40.162Z','2026-11-26T20:34:40.162Z','2026-11-26T20:34:41.636Z','2026-11-26T20:34:41.636Z','udp,tcp','dynamic','force_rport,comedia','friend','ulaw,alaw','','from-sip','','',0,0,'inactive',0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0,0,1,0,1,0,0,0,0,9888,3600,5160,5060,0,'',8089,'',1,0,0,0,0,1,1,1,'voice,chat,mail,sms,openchannel,fax,whatsapp,contacts,campaigns,reports',0,'error');
INSERT INTO agent VALUES(4,'dora','Dora Blu','','phonebar','dora@example.com','','','3000','',1,'165740',0,1,0,0,'',0,0,0,'top-right','','2026-11-26T20:34:40.349Z','2026-11-26T20:34:40.349Z','2026-11-26T20:34:41.490Z','','udp,tcp','dynamic','force_rport,comedia','friend','ulaw,alaw','','from-sip','','',0,0,'inactive',0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0,0,1,0,1,0,0,0,0,9888,3600,5160,5060,0,'',8089,'',1,0,0,0,0,1,1,1,'voice,chat,mail,sms,openchannel,fax,whatsapp,contacts,campaigns,reports',0,'error');
INSERT INTO agent VALUES(5,'emil','Emil Viola','','phonebar','emil@example.com','','','3001','',0,'819229',0,0,1,5,'2026-11-26T20:34:42.136Z',0,0,0,'top-right','','2026-11-26T20:34:40.564Z','2026-11-26T20:34:40.564Z','2026-11-26T20:34:40.564Z','','udp,tcp','dynamic','force_rport,comedia','friend','ulaw,alaw','','from-sip','','',0,0,'inactive',0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0,0,1,0,1,0,0,0,0,9888,3600,5160,5060,0,'',8089,'',1,0,0,0,0,1,1,1,'voice,chat,mail,sms,openchannel,fax,whatsapp,contacts,campaigns,reports',0,'error');
CREATE TABLE credential (
  agentId INTEGER PRIMARY KEY REFERENCES agent ON DELETE CASCADE,
  passwordHash TEXT NOT NULL CHECK (passwordHash LIKE '$_%'),
  sipRealm TEXT NOT NULL CHECK (sipRealm <> ''),
  sipMD5 TEXT NOT NULL CHECK (length(sipMD5) = 32 AND sipMD5 NOT GLOB '*[^0-9a-f]*'),
  sipSHA256 TEXT NOT NULL CHECK (length(sipSHA256) = 64 AND sipSHA256 NOT GLOB '*[^0-9a-f]*')
, expiredAt TEXT NOT NULL DEFAULT ''
  CHECK (expiredAt = '' OR expiredAt LIKE '____-__-__T__:__:__.___Z')) STRICT;
INSERT INTO credential VALUES(1,'$y$j9T$jJHkzXa1X9EOKPvcn9WhW1$caw/6rvSYDfX1bM3kFwDyuqnOhWzklJe9zy9hlt6up7','asterisk','03f07094142792021b4f2e5e15aeba04','7472980da80f22285038d72dcff5dda4c02b65382757e8405609a19c07318f9f','');
INSERT INTO credential VALUES(2,'$y$j9T$LebrYsT8NfgJYRhnfZ8uF1$DrOVWhIgy/iZTiQyvpzUoDWbWsywLFJXXEduTPf1kU5','asterisk','afb3516fb881908a812f5903b95049d5','55fe0e06e246be9d598756092901ea642b4a55d31305508075fa13ad86080db3','');
INSERT INTO credential VALUES(3,'$y$j9T$fcvkO0/1/DKnwDkcoP6yi/$LVnNHE3FyJ.RVZOMuX86DV/N90G9EqAP1JVWX2pOYt6','asterisk','708749b3786ff4eda41ae572e92e9496','fcb02643df5851be1f8054fce3f9d5a1579fd93e29f0d2f649600737d4bf39a3','');
INSERT INTO credential VALUES(4,'$y$j9T$Xo/t1666J8bmfLyJTNq731$Ur8bT.IOixc6IfYlrQqrfIOxeojw6ujtK/H2X/p436D','asterisk','dc281bf53e04b752f2a2e5f3688340ea','f5e6c9a87c87f5b27dd2d517fdcc4a0dd7b28be42edd6c5a3b2c5e53d5249725','');
INSERT INTO credential VALUES(5,'$y$j9T$Wu3wmqOkPdbaTKy9tMD5t/$0yI/kALxAdIEZw2BQFw01L5gPRvJi5z.1eQ.d/.WLP2','asterisk','3a8a07c798b6115e2eec3fb7cb13441a','dc63934654235ad28badcfbb894aa1b54c61655e6f5cce7a621dc8cf330f97a3','');
CREATE TABLE passwordHistory (
  id INTEGER PRIMARY KEY,
  agentId INTEGER NOT NULL REFERENCES agent ON DELETE CASCADE,
  at TEXT NOT NULL CHECK (at <> ''),
  passwordHash TEXT NOT NULL CHECK (passwordHash LIKE '$_%')
) STRICT;
CREATE TABLE telephone (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE
    CHECK (length(CAST(name AS BLOB)) BETWEEN 1 AND 40 AND name NOT GLOB '*[^A-Za-z0-9._]*'),
  fullname TEXT NOT NULL
    CHECK (length(CAST(fullname AS BLOB)) BETWEEN 1 AND 79
      AND fullname NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || ']*'),
  internal TEXT NOT NULL
    CHECK (length(internal) BETWEEN 2 AND 10 AND internal NOT GLOB '*[^0-9]*'),
  sipRealm TEXT NOT NULL,
  sipMD5 TEXT NOT NULL CHECK (length(sipMD5) = 32 AND sipMD5 NOT GLOB '*[^0-9a-f]*'),
  sipSHA256 TEXT NOT NULL CHECK (length(sipSHA256) = 64 AND sipSHA256 NOT GLOB '*[^0-9a-f]*'),
  createdAt TEXT NOT NULL CHECK (createdAt LIKE '____-__-__T__:__:__.___Z')
) STRICT;
CREATE TABLE number (
  internal TEXT PRIMARY KEY NOT NULL,
  agentId INTEGER UNIQUE REFERENCES agent ON DELETE CASCADE,
  telephoneId INTEGER UNIQUE REFERENCES telephone ON DELETE CASCADE,
  CHECK ((agentId IS NULL) <> (telephoneId IS NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO number VALUES('1000',1,NULL);
INSERT INTO number VALUES('2500',2,NULL);
INSERT INTO number VALUES('3000',4,NULL);
INSERT INTO number VALUES('3001',5,NULL);
CREATE TABLE internalCursor (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  minimum INTEGER NOT NULL,
  next INTEGER NOT NULL CHECK (next >= minimum)
) STRICT;
INSERT INTO internalCursor VALUES(1,1000,1001);
CREATE TABLE queue (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  channel TEXT NOT NULL
    CHECK (channel IN ('voice', 'chat', 'mail', 'sms', 'openchannel', 'fax', 'whatsapp')),
  name TEXT NOT NULL COLLATE NOCASE
    CHECK (length(CAST(name AS BLOB)) BETWEEN 1 AND 79 AND name NOT GLOB '*[,:=]*'
      AND name NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || ']*'
      AND name = trim(name)
      AND (channel <> 'voice' OR name NOT GLOB '*[^A-Za-z0-9_-]*')),
  strategy TEXT NOT NULL
    CHECK (CASE channel
      WHEN 'voice' THEN strategy IN ('ringall', 'rrmemory', 'leastrecent', 'fewestcalls',
        'random', 'linear', 'wrandom')
      ELSE strategy IN ('beepall', 'rrmemory', 'leastrecent') END),
  weight INTEGER NOT NULL CHECK (weight BETWEEN 0 AND 10),
  UNIQUE (channel, name)
) STRICT;
INSERT INTO queue VALUES(1,'voice','sales','ringall',0);
CREATE TABLE queueMember (
  queueId INTEGER NOT NULL REFERENCES queue ON DELETE CASCADE,
  agentId INTEGER NOT NULL REFERENCES agent ON DELETE CASCADE,
  penalty INTEGER NOT NULL CHECK (penalty >= 0),
  PRIMARY KEY (queueId, agentId)
) STRICT, WITHOUT ROWID;
INSERT INTO queueMember VALUES(1,2,1);
INSERT INTO queueMember VALUES(1,5,1);
CREATE TABLE team (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE
    CHECK (length(CAST(name AS BLOB)) BETWEEN 1 AND 79 AND name NOT GLOB '*[,:=]*'
      AND name NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || ']*'
      AND name = trim(name))
) STRICT;
INSERT INTO team VALUES(1,'Support');
CREATE TABLE teamMember (
  teamId INTEGER NOT NULL REFERENCES team ON DELETE CASCADE,
  agentId INTEGER NOT NULL REFERENCES agent ON DELETE CASCADE,
  PRIMARY KEY (teamId, agentId)
) STRICT, WITHOUT ROWID;
INSERT INTO teamMember VALUES(1,1);
CREATE TABLE queueTeam (
  queueId INTEGER NOT NULL REFERENCES queue ON DELETE CASCADE,
  teamId INTEGER NOT NULL REFERENCES team ON DELETE CASCADE, penalty INTEGER NOT NULL DEFAULT 0 CHECK (penalty >= 0),
  PRIMARY KEY (queueId, teamId)
) STRICT, WITHOUT ROWID;
INSERT INTO queueTeam VALUES(1,1,2);
CREATE TABLE profile (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE
    CHECK (length(CAST(name AS BLOB)) BETWEEN 1 AND 79 AND name NOT GLOB '*[,:=]*'
      AND name NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || ']*'
      AND name = trim(name))
) STRICT;
CREATE TABLE profileMember (
  profileId INTEGER NOT NULL REFERENCES profile ON DELETE CASCADE,
  agentId INTEGER NOT NULL REFERENCES agent ON DELETE CASCADE,
  PRIMARY KEY (profileId, agentId)
) STRICT, WITHOUT ROWID;
CREATE TABLE setting (
  key TEXT PRIMARY KEY NOT NULL CHECK (key <> ''),
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO setting VALUES('asteriskDir','/srv/asterisk/xcally');
CREATE TABLE installation (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  id TEXT NOT NULL CHECK (length(id) = 16 AND id NOT GLOB '*[^0-9a-f]*')
) STRICT;
INSERT INTO installation VALUES(1,'0bd85cf730eee99b');
CREATE TABLE audit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL CHECK (at <> ''),
  login TEXT NOT NULL,
  uid INTEGER NOT NULL CHECK (uid BETWEEN 0 AND 4294967295),
  tty TEXT NOT NULL,
  verb TEXT NOT NULL CHECK (verb <> ''),
  object TEXT NOT NULL,
  changes TEXT NOT NULL CHECK (json_valid(changes))
, sudoUser TEXT NOT NULL DEFAULT '', hash TEXT NOT NULL DEFAULT ''
  CHECK (hash = '' OR length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*')) STRICT;
INSERT INTO audit VALUES(1,'2026-11-26T20:34:39.602Z','root',0,'','settings set','asteriskDir','{"value":["/etc/asterisk/xcally","/srv/asterisk/xcally"]}','','2ebe921240252c81777eea0f8e711239e541907432cdae88adff6202ad96725d');
INSERT INTO audit VALUES(2,'2026-11-26T20:34:39.747Z','root',0,'','create','anna','{"name":["","anna"],"fullname":["","Anna Rossi"],"typology":["","phonebar"],"email":["","anna@example.com"],"internal":["","1000"],"voicemail":[false,true],"voicemailPin":["","***"],"permissions":[[],["voice","chat","mail","sms","openchannel","fax","whatsapp","contacts","campaigns","reports"]],"clientLogs":[false,true]}','','a527d2b4c0acd66904877073941498d0fc47307ee0814090213f2279e12ab9ab');
INSERT INTO audit VALUES(3,'2026-11-26T20:34:39.986Z','root',0,'','create','bert','{"name":["","bert"],"fullname":["","Bert Verdi"],"typology":["","external"],"email":["","bert@example.com"],"internal":["","2500"],"voicemailPin":["","***"],"permissions":[[],["voice","chat","mail","sms","openchannel","fax","whatsapp","contacts","campaigns","reports"]]}','','cc955d88473d0aba1e9c990b81c3a314a578874ad6492fdf6415b5e538e0a763');
INSERT INTO audit VALUES(4,'2026-11-26T20:34:40.162Z','root',0,'','create','carl','{"name":["","carl"],"fullname":["","Carl Neri"],"typology":["","phonebar"],"email":["","carl@example.com"],"internal":["","1001"],"voicemailPin":["","***"],"permissions":[[],["voice","chat","mail","sms","openchannel","fax","whatsapp","contacts","campaigns","reports"]]}','','990de25eb154c72ced3ae3da0826352a260177de81a3c48da375671a36e2adb9');
INSERT INTO audit VALUES(5,'2026-11-26T20:34:40.349Z','root',0,'','create','dora','{"name":["","dora"],"fullname":["","Dora Blu"],"typology":["","phonebar"],"email":["","dora@example.com"],"internal":["","3000"],"voicemail":[false,true],"voicemailPin":["","***"],"permissions":[[],["voice","chat","mail","sms","openchannel","fax","whatsapp","contacts","campaigns","reports"]]}','','9bee4a6627005263459411734610e94cdba9e7a847a3e3bbb015ccc4ce86da49');
INSERT INTO audit VALUES(6,'2026-11-26T20:34:40.564Z','root',0,'','create','emil','{"name":["","emil"],"fullname":["","Emil Viola"],"typology":["","phonebar"],"email":["","emil@example.com"],"internal":["","3001"],"voicemailPin":["","***"],"permissions":[[],["voice","chat","mail","sms","openchannel","fax","whatsapp","contacts","campaigns","reports"]]}','','9bf77a6a8e064eabce1484bb1cd5bdb70a7e6c823f6dd7c717d9a111c505cb01');
INSERT INTO audit VALUES(7,'2026-11-26T20:34:40.747Z','root',0,'','queue create','voice:sales','{"strategy":["","ringall"],"weight":["","0"]}','','08377d17bd47e57797991f0512563b8b87ce570367e4f722c428c013f191ed7c');
INSERT INTO audit VALUES(8,'2026-11-26T20:34:40.860Z','root',0,'','team create','Support','{}','','110d4b3f78cc4f9d06e1802050a7126670f3e6e9f9d77c3347634470e330f098');
INSERT INTO audit VALUES(9,'2026-11-26T20:34:40.919Z','root',0,'','add-to-team','anna','{"teams":[[],["Support"]]}','','2cc400cb5900a468d49db855782deee9d73ccba5f3321c4be07715dbb2dd4bfb');
INSERT INTO audit VALUES(10,'2026-11-26T20:34:41.056Z','root',0,'','queue edit','voice:sales','{"teams":["","Support=2"]}','','007ade744e90fd906a66048253b4994a1e4cc10b03fd8fba6bf0a727404213e0');
INSERT INTO audit VALUES(11,'2026-11-26T20:34:41.190Z','root',0,'','verify-password','anna','{"result":"wrong","loginAttempts":[0,1]}','','2133fe3f5f3697faea92d10f3331f6da45641184612b0915422548f3e740c881');
INSERT INTO audit VALUES(12,'2026-11-26T20:34:41.326Z','root',0,'','add-to-queue','bert','{"queues":[[],["voice:sales=1"]]}','','446d8d649ab80db1c2d49b1030e58d7eaf40c881a0ccf8c5cfacfb2e550e3ff5');
INSERT INTO audit VALUES(13,'2026-11-26T20:34:41.326Z','root',0,'','add-to-queue','emil','{"queues":[[],["voice:sales=1"]]}','','d53ea9a636845b971f901c927b2faba5c119363869a46d23a4e57f9ead6755c6');
INSERT INTO audit VALUES(14,'2026-11-26T20:34:41.428Z','root',0,'','operator add','anna','{"role":["","admin"],"permission":["","full"]}','','627deabf7bdc376a57d0dd6cb0b07395d87ffe7a242a4c663651385a5f9de1f8');
INSERT INTO audit VALUES(15,'2026-11-26T20:34:41.490Z','root',0,'','disable','carl','{"disabled":[false,true]}','','700556f6fbd2bd382ce0af0cf32baafe85ba47b82ab5b50bea7a63e10386ccf4');
INSERT INTO audit VALUES(16,'2026-11-26T20:34:41.490Z','root',0,'','disable','dora','{"disabled":[false,true]}','','028f3445a48487341bc95a99e4bbc7f00f9b7a5a0aed91c6023554b90f09fcce');
INSERT INTO audit VALUES(17,'2026-11-26T20:34:41.636Z','root',0,'','delete','carl','{"deletedAt":["","2026-11-26T20:34:41.636Z"]}','','d310cc9d05d1b0c4b3b562ec26e451fa2bfff99359f8615379e83599da362968');
INSERT INTO audit VALUES(18,'2026-11-26T20:34:41.730Z','root',0,'','verify-password','emil','{"result":"wrong","loginAttempts":[0,1]}','','b832eeebb58b9ade7dc83f58cae88920afc913baabe45e54eb32c3c851b16fcb');
INSERT INTO audit VALUES(19,'2026-11-26T20:34:41.798Z','root',0,'','verify-password','emil','{"result":"wrong","loginAttempts":[1,2]}','','480b33bb3788d73d65cc3a1b3123e37b8759d8fc4197a8b7913a414f2493b8ec');
INSERT INTO audit VALUES(20,'2026-11-26T20:34:41.884Z','root',0,'','verify-password','emil','{"result":"wrong","loginAttempts":[2,3]}','','bd8e39895ad9fecddc86c0371864925e00d0f8d18e007b984b5579508497ace8');
INSERT INTO audit VALUES(21,'2026-11-26T20:34:41.982Z','root',0,'','verify-password','emil','{"result":"wrong","loginAttempts":[3,4]}','','0e565507cd907e4c2a4eeea71adae652471af005cb78197dc7a2cbcb0cf4ee0c');
INSERT INTO audit VALUES(22,'2026-11-26T20:34:42.096Z','root',0,'','verify-password','emil','{"result":"wrong","locked":[false,true],"loginAttempts":[4,5],"lockedAt":["","2026-11-26T20:34:42.136Z"]}','','75e2efdb7911b5b23bece529d5952e720a0493783257abbec51dd5804432eff0');
CREATE TABLE fileRevision (
  name TEXT PRIMARY KEY NOT NULL CHECK (name <> ''),
  revision INTEGER NOT NULL CHECK (revision >= 1)
) STRICT, WITHOUT ROWID;
INSERT INTO fileRevision VALUES('extensions_agents.conf',1);
INSERT INTO fileRevision VALUES('extensions_agents.d/1000-1999.conf',3);
INSERT INTO fileRevision VALUES('extensions_agents.d/2000-2999.conf',1);
INSERT INTO fileRevision VALUES('extensions_agents.d/3000-3999.conf',4);
INSERT INTO fileRevision VALUES('queues_agents.conf',1);
INSERT INTO fileRevision VALUES('queues_agents.d/sales.conf',4);
INSERT INTO fileRevision VALUES('sip_agents.conf',1);
INSERT INTO fileRevision VALUES('sip_agents.d/1000-1999.conf',3);
INSERT INTO fileRevision VALUES('sip_agents.d/2000-2999.conf',1);
INSERT INTO fileRevision VALUES('sip_agents.d/3000-3999.conf',4);
INSERT INTO fileRevision VALUES('voicemail_agents.conf',1);
INSERT INTO fileRevision VALUES('voicemail_agents.d/1000-1999.conf',1);
INSERT INTO fileRevision VALUES('voicemail_agents.d/3000-3999.conf',2);
CREATE TABLE fileWritten (
  directory TEXT NOT NULL CHECK (directory <> ''),
  name TEXT NOT NULL REFERENCES fileRevision ON DELETE CASCADE,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  isGone INTEGER NOT NULL CHECK (isGone IN (0, 1)),
  checksum TEXT NOT NULL CHECK (length(checksum) = 64 OR isGone AND checksum = ''),
  reloaded INTEGER NOT NULL CHECK (reloaded BETWEEN 0 AND revision),
  PRIMARY KEY (directory, name)
) STRICT, WITHOUT ROWID;
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','extensions_agents.conf',1,0,'702d914214657e3fa33e05103e7f9b1f89c6f6634163a98c0dd8d5ae6838ba1f',1);
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','extensions_agents.d/1000-1999.conf',3,0,'06b203a2a325be3e533601e348984972aa3d883e3d1a82b0002062c9aaa997a6',3);
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','extensions_agents.d/2000-2999.conf',1,0,'a2f67734243e45418302197db781ed93613e1e10118a47f962c073fed71bedaf',1);
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','extensions_agents.d/3000-3999.conf',4,1,'',4);
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','queues_agents.conf',1,0,'71943cebfa3112fe6210db75639057fb96e918496369b4aa37ebb5a47e26a1c8',1);
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','queues_agents.d/sales.conf',4,0,'d6f9d6fdba1775b6772456c42e1fdf74fa206140fc139f68c23606db1cb22d17',4);
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','sip_agents.conf',1,0,'8f7fe59c5e1c3ee185dc718f364fb87ea4e4817b2da3b150fc99a7c0c3ac4c6b',1);
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','sip_agents.d/1000-1999.conf',3,0,'9f86d2d9280d67215b53024ff847535a83e0470cfa27a879a0e5f88833d3b4d6',3);
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','sip_agents.d/2000-2999.conf',1,0,'0d9f10806f9017298f17a1ab95235a12faa6dbbeaca3c55fbb4ca8ed6ccdea5c',1);
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','sip_agents.d/3000-3999.conf',4,1,'',4);
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','voicemail_agents.conf',1,0,'206e1a97421857a41ce8eb387016041ed3d3ef070cf76fde99d674f0a1002428',1);
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','voicemail_agents.d/1000-1999.conf',1,0,'335918ac52b1b5993623341aa3afdc1e0458309bf8dafa37ad6d63c77136dd0c',1);
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','voicemail_agents.d/3000-3999.conf',2,1,'',2);
CREATE TABLE asteriskSeen (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  version TEXT NOT NULL CHECK (version <> '')
) STRICT;
CREATE TABLE passwordToken (
  sha256 TEXT PRIMARY KEY NOT NULL
    CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
  agentId INTEGER NOT NULL UNIQUE REFERENCES agent ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('reset', 'invite')),
  createdAt TEXT NOT NULL CHECK (createdAt LIKE '____-__-__T__:__:__.___Z'),
  expiresAt TEXT NOT NULL
    CHECK (expiresAt LIKE '____-__-__T__:__:__.___Z' AND expiresAt > createdAt)
) STRICT, WITHOUT ROWID;
CREATE TABLE operator (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  login TEXT NOT NULL UNIQUE CHECK (login <> ''),
  role TEXT NOT NULL CHECK (role IN ('admin', 'user')),
  permission TEXT NOT NULL CHECK (permission IN ('read', 'edit', 'delete', 'full')),
  CHECK (role = 'user' OR permission = 'full')
) STRICT;
INSERT INTO operator VALUES(1,'anna','admin','full');
CREATE TABLE operatorQueue (
  operatorId INTEGER NOT NULL REFERENCES operator ON DELETE CASCADE,
  queueId INTEGER NOT NULL REFERENCES queue ON DELETE CASCADE,
  PRIMARY KEY (operatorId, queueId)
) STRICT, WITHOUT ROWID;
CREATE TABLE auditMark (
  mark TEXT PRIMARY KEY NOT NULL CHECK (mark IN ('anchor', 'head')),
  id INTEGER NOT NULL CHECK (id >= 0),
  hash TEXT NOT NULL CHECK (length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*')
) STRICT, WITHOUT ROWID;
INSERT INTO auditMark VALUES('anchor',0,'0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO auditMark VALUES('head',22,'75e2efdb7911b5b23bece529d5952e720a0493783257abbec51dd5804432eff0');
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('audit',22);
INSERT INTO sqlite_sequence VALUES('agent',5);
INSERT INTO sqlite_sequence VALUES('queue',1);
INSERT INTO sqlite_sequence VALUES('team',1);
INSERT INTO sqlite_sequence VALUES('operator',1);
CREATE UNIQUE INDEX agentName ON agent (name) WHERE deletedAt = '';
CREATE UNIQUE INDEX agentEmail ON agent (email) WHERE deletedAt = '';
CREATE UNIQUE INDEX agentInternal ON agent (internal) WHERE deletedAt = '';
CREATE INDEX agentInBin ON agent (name, deletedAt) WHERE deletedAt <> '';
CREATE INDEX agentRendered ON agent (CAST(internal AS INTEGER), internal)
  WHERE deletedAt = '' AND disabled = 0 AND locked = 0;
CREATE INDEX passwordHistoryOfAgent ON passwordHistory (agentId, id);
CREATE TRIGGER agentAdded AFTER INSERT ON agent WHEN NEW.deletedAt = '' BEGIN
  INSERT INTO number (internal, agentId) VALUES (NEW.internal, NEW.id);
END;
CREATE TRIGGER agentMoved AFTER UPDATE OF internal, deletedAt ON agent BEGIN
  DELETE FROM number WHERE agentId = OLD.id;
  INSERT INTO number (internal, agentId)
    SELECT NEW.internal, NEW.id WHERE NEW.deletedAt = '';
END;
CREATE TRIGGER telephoneAdded AFTER INSERT ON telephone BEGIN
  INSERT INTO number (internal, telephoneId) VALUES (NEW.internal, NEW.id);
END;
CREATE TRIGGER telephoneMoved AFTER UPDATE OF internal ON telephone BEGIN
  DELETE FROM number WHERE telephoneId = OLD.id;
  INSERT INTO number (internal, telephoneId) VALUES (NEW.internal, NEW.id);
END;
CREATE TRIGGER numberFreed AFTER DELETE ON number BEGIN
  UPDATE internalCursor SET next = CAST(OLD.internal AS INTEGER)
    WHERE CAST(OLD.internal AS INTEGER) >= minimum AND CAST(OLD.internal AS INTEGER) < next;
END;
CREATE INDEX queueMemberOfAgent ON queueMember (agentId);
CREATE INDEX teamMemberOfAgent ON teamMember (agentId);
CREATE INDEX queueTeamOfTeam ON queueTeam (teamId);
CREATE INDEX profileMemberOfAgent ON profileMember (agentId);
CREATE INDEX telephoneNumber ON telephone (CAST(internal AS INTEGER), internal);
CREATE TRIGGER telephoneNamed BEFORE INSERT ON telephone
  WHEN EXISTS (SELECT 1 FROM agent WHERE agent.name = NEW.name AND agent.deletedAt = '')
BEGIN SELECT raise(ABORT, 'an agent has this name'); END;
CREATE TRIGGER agentNamed BEFORE INSERT ON agent
  WHEN NEW.deletedAt = '' AND EXISTS (SELECT 1 FROM telephone WHERE telephone.name = NEW.name)
BEGIN SELECT raise(ABORT, 'a telephone has this name'); END;
CREATE TRIGGER agentRestored BEFORE UPDATE OF deletedAt ON agent
  WHEN NEW.deletedAt = '' AND EXISTS (SELECT 1 FROM telephone WHERE telephone.name = NEW.name)
BEGIN SELECT raise(ABORT, 'a telephone has this name'); END;
CREATE INDEX agentLocked ON agent (lockedAt) WHERE locked = 1;
CREATE INDEX passwordTokenMade ON passwordToken (createdAt);
CREATE INDEX passwordTokenOver ON passwordToken (expiresAt);
CREATE TRIGGER tokenOfPassword AFTER INSERT ON credential
BEGIN DELETE FROM passwordToken WHERE agentId = NEW.agentId; END;
CREATE TRIGGER tokenOfAgent AFTER UPDATE OF email, disabled, adSsoEnabled, deletedAt ON agent
BEGIN DELETE FROM passwordToken WHERE agentId = NEW.id; END;
CREATE TRIGGER tokenOver AFTER INSERT ON audit
BEGIN
  DELETE FROM passwordToken
    WHERE expiresAt <= strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
      OR createdAt > strftime('%Y-%m-%dT%H:%M:%fZ', 'now');
END;
CREATE INDEX operatorQueueOfQueue ON operatorQueue (queueId);
CREATE TRIGGER operatorFirst BEFORE INSERT ON operator
  WHEN NEW.role <> 'admin' AND NOT EXISTS (SELECT 1 FROM operator WHERE role = 'admin')
BEGIN SELECT raise(ABORT, 'the first operator is no admin'); END;
CREATE TRIGGER operatorDemoted BEFORE UPDATE OF role ON operator
  WHEN OLD.role = 'admin' AND NEW.role <> 'admin'
    AND NOT EXISTS (SELECT 1 FROM operator WHERE role = 'admin' AND id <> OLD.id)
BEGIN SELECT raise(ABORT, 'no admin would be left'); END;
CREATE TRIGGER operatorRemoved BEFORE DELETE ON operator
  WHEN OLD.role = 'admin'
    AND NOT EXISTS (SELECT 1 FROM operator WHERE role = 'admin' AND id <> OLD.id)
BEGIN SELECT raise(ABORT, 'no admin would be left'); END;
COMMIT;
PRAGMA application_id = 2019778919;
PRAGMA user_version = 5;
