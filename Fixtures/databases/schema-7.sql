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
INSERT INTO agent VALUES(1,'anna','Anna Rossi','','phonebar','anna@example.com','','','1000','',1,'620968',0,0,0,0,'',0,0,0,'top-right','','2026-11-27T11:54:28.002Z','2026-11-27T11:54:28.002Z','2026-11-27T11:54:28.002Z','','udp,tcp','dynamic','force_rport,comedia','friend','ulaw,alaw','','from-sip','','',0,0,'inactive',0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0,0,1,0,1,0,0,0,0,9888,3600,5160,5060,0,'',8089,'',1,0,0,0,0,1,1,1,'voice,chat,mail,sms,openchannel,fax,whatsapp,contacts,campaigns,reports',0,'error');
INSERT INTO agent VALUES(2,'bert','Bert Verdi','','external','bert@example.com','','','2500','',0,'235823',0,0,0,0,'',0,0,0,'top-right','','2026-11-27T11:54:28.578Z','2026-11-27T11:54:28.578Z','2026-11-27T11:54:28.578Z','','udp,tcp','dynamic','force_rport,comedia','friend','ulaw,alaw','','from-sip','','',0,0,'inactive',0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0,0,1,0,1,0,0,0,0,9888,3600,5160,5060,0,'',8089,'',1,0,0,0,0,1,1,1,'voice,chat,mail,sms,openchannel,fax,whatsapp,contacts,campaigns,reports',0,'error');
INSERT INTO agent VALUES(3,'carl','Carl Neri','','phonebar','carl@example.com','','','1001','',0,'355204',0,1,0,0,'',0,0,0,'top-right','','2026-11-27T11:54:29.146Z','2026-11-27T11:54:29.146Z','2026-11-27T11:54:31.243Z','2026-11-27T11:54:31.243Z','udp,tcp','dynamic','force_rport,comedia','friend','ulaw,alaw','','from-sip','','',0,0,'inactive',0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0,0,1,0,1,0,0,0,0,9888,3600,5160,5060,0,'',8089,'',1,0,0,0,0,1,1,1,'voice,chat,mail,sms,openchannel,fax,whatsapp,contacts,campaigns,reports',0,'error');
INSERT INTO agent VALUES(4,'dora','Dora Blu','','phonebar','dora@example.com','','','3000','',1,'930344',0,1,0,0,'',0,0,0,'top-right','','2026-11-27T11:54:29.637Z','2026-11-27T11:54:29.637Z','2026-11-27T11:54:30.749Z','','udp,tcp','dynamic','force_rport,comedia','friend','ulaw,alaw','','from-sip','','',0,0,'inactive',0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0,0,1,0,1,0,0,0,0,9888,3600,5160,5060,0,'',8089,'',1,0,0,0,0,1,1,1,'voice,chat,mail,sms,openchannel,fax,whatsapp,contacts,campaigns,reports',0,'error');
INSERT INTO agent VALUES(5,'emil','Emil Viola','','phonebar','emil@example.com','','','3001','',0,'381622',0,0,1,5,'2026-11-27T11:54:32.086Z',0,0,0,'top-right','','2026-11-27T11:54:30.061Z','2026-11-27T11:54:30.061Z','2026-11-27T11:54:30.061Z','','udp,tcp','dynamic','force_rport,comedia','friend','ulaw,alaw','','from-sip','','',0,0,'inactive',0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0,0,1,0,1,0,0,0,0,9888,3600,5160,5060,0,'',8089,'',1,0,0,0,0,1,1,1,'voice,chat,mail,sms,openchannel,fax,whatsapp,contacts,campaigns,reports',0,'error');
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
INSERT INTO installation VALUES(1,'f3b51a506317837d');
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
INSERT INTO audit VALUES(1,'2026-11-27T11:54:27.583Z','root',0,'','settings set','asteriskDir','{"value":["/etc/asterisk/xcally","/srv/asterisk/xcally"]}','','177f37e528ea6b6b1e30e52a101d68cba4625797552db6a3272a7bfd1789d8b5');
INSERT INTO audit VALUES(2,'2026-11-27T11:54:28.002Z','root',0,'','create','anna','{"name":["","anna"],"fullname":["","Anna Rossi"],"typology":["","phonebar"],"email":["","anna@example.com"],"internal":["","1000"],"voicemail":[false,true],"voicemailPin":["","***"],"permissions":[[],["voice","chat","mail","sms","openchannel","fax","whatsapp","contacts","campaigns","reports"]]}','','ea874e82115cd9b8db75655f4fce83529b00e274f0d2fe84fa78f15ff3b436a0');
INSERT INTO audit VALUES(3,'2026-11-27T11:54:28.578Z','root',0,'','create','bert','{"name":["","bert"],"fullname":["","Bert Verdi"],"typology":["","external"],"email":["","bert@example.com"],"internal":["","2500"],"voicemailPin":["","***"],"permissions":[[],["voice","chat","mail","sms","openchannel","fax","whatsapp","contacts","campaigns","reports"]]}','','71ed2fdd89ad471777196a6ac9870bb98135bd8d088bdd2dc1d6ecc2c2b9f517');
INSERT INTO audit VALUES(4,'2026-11-27T11:54:29.146Z','root',0,'','create','carl','{"name":["","carl"],"fullname":["","Carl Neri"],"typology":["","phonebar"],"email":["","carl@example.com"],"internal":["","1001"],"voicemailPin":["","***"],"permissions":[[],["voice","chat","mail","sms","openchannel","fax","whatsapp","contacts","campaigns","reports"]]}','','477ef829ea90ee3ca28c5d647cad8b9a5e43ca5df6ed186c10191cfb77b28472');
INSERT INTO audit VALUES(5,'2026-11-27T11:54:29.637Z','root',0,'','create','dora','{"name":["","dora"],"fullname":["","Dora Blu"],"typology":["","phonebar"],"email":["","dora@example.com"],"internal":["","3000"],"voicemail":[false,true],"voicemailPin":["","***"],"permissions":[[],["voice","chat","mail","sms","openchannel","fax","whatsapp","contacts","campaigns","reports"]]}','','44154c850947df3635eeb1b630603ec8a0e0f534fe92ea4028fa6eb138afe701');
INSERT INTO audit VALUES(6,'2026-11-27T11:54:30.061Z','root',0,'','create','emil','{"name":["","emil"],"fullname":["","Emil Viola"],"typology":["","phonebar"],"email":["","emil@example.com"],"internal":["","3001"],"voicemailPin":["","***"],"permissions":[[],["voice","chat","mail","sms","openchannel","fax","whatsapp","contacts","campaigns","reports"]]}','','105efbb62b77b40b133449e7b139671700088cce29764b1856d087b52a92fe73');
INSERT INTO audit VALUES(7,'2026-11-27T11:54:30.259Z','root',0,'','queue create','voice:sales','{"strategy":["","ringall"],"weight":["","0"]}','','7a0cfa94be96a1e66586a2a32090e72605944b856f3bb3fd4143b8fcc1e5c40a');
INSERT INTO audit VALUES(8,'2026-11-27T11:54:30.382Z','root',0,'','team create','Support','{}','','93776aad7f4eb1ffb5606fd3f18c83d13c36f8ebf142eb92a2d1a17487c26dc9');
INSERT INTO audit VALUES(9,'2026-11-27T11:54:30.446Z','root',0,'','add-to-team','anna','{"teams":[[],["Support"]]}','','e805606d5fb1322554c9e91f22719f4760182a5bb57cb117ca65d59423e84983');
INSERT INTO audit VALUES(10,'2026-11-27T11:54:30.514Z','root',0,'','queue edit','voice:sales','{"teams":["","Support=2"]}','','c38f04184775d1cb0689bcc6cee3ba0065791ab70b458a821673bdaec0dc70fa');
INSERT INTO audit VALUES(11,'2026-11-27T11:54:30.646Z','root',0,'','add-to-queue','bert','{"queues":[[],["voice:sales=1"]]}','','cc4ee0fc9e41c7ce29d456a3520edffcf16ae0413ec0718c72a44942ae84cd25');
INSERT INTO audit VALUES(12,'2026-11-27T11:54:30.646Z','root',0,'','add-to-queue','emil','{"queues":[[],["voice:sales=1"]]}','','f7f6339dbccbcb85a70f4be9d577bc8dff701e1f9e82bf3d6c9323e87023bde3');
INSERT INTO audit VALUES(13,'2026-11-27T11:54:30.749Z','root',0,'','disable','carl','{"disabled":[false,true]}','','dc6628c3c91cdb14be2ffecd33f85f4d9d5f62177d1cb491d726a65cd6b118fc');
INSERT INTO audit VALUES(14,'2026-11-27T11:54:30.749Z','root',0,'','disable','dora','{"disabled":[false,true]}','','23441eda751c208c893d11df8fa0b077e9bbc5831c234e153482638afb5d56fe');
INSERT INTO audit VALUES(15,'2026-11-27T11:54:31.243Z','root',0,'','delete','carl','{"deletedAt":["","2026-11-27T11:54:31.243Z"]}','','bd28dd3c5629185710266fd2d35a76f12a0ef4c9e4793c3dbe519aba0a87d613');
INSERT INTO audit VALUES(16,'2026-11-27T11:54:31.385Z','root',0,'','verify-password','emil','{"result":"wrong","loginAttempts":[0,1]}','','2a08683f86897cc3ee31551230e46e34d1006e57086df86118919c130679d6aa');
INSERT INTO audit VALUES(17,'2026-11-27T11:54:31.626Z','root',0,'','verify-password','emil','{"result":"wrong","loginAttempts":[1,2]}','','e425801bb84c53d74cd6f68f0854d4816c812008f891d055a5bfbd18ba679a3f');
INSERT INTO audit VALUES(18,'2026-11-27T11:54:31.796Z','root',0,'','verify-password','emil','{"result":"wrong","loginAttempts":[2,3]}','','e41ab5394da481808f1bfd295187b86e9bdc2f2422754fa9a5e1ac37134d43ea');
INSERT INTO audit VALUES(19,'2026-11-27T11:54:31.916Z','root',0,'','verify-password','emil','{"result":"wrong","loginAttempts":[3,4]}','','bdd1cb057ec1780661c4820e8055cfe4aa3c422f6f828a04364a6cb1cb6fe7a4');
INSERT INTO audit VALUES(20,'2026-11-27T11:54:32.025Z','root',0,'','verify-password','emil','{"result":"wrong","locked":[false,true],"loginAttempts":[4,5],"lockedAt":["","2026-11-27T11:54:32.086Z"]}','','9a885ffe5fb84a364be319fff33dc76c5659f1cbc8d1169b50b9e5fbc9c984d9');
INSERT INTO audit VALUES(21,'2026-11-27T11:54:32.156Z','root',0,'','operator add','daemon','{"role":["","admin"],"permission":["","full"]}','','9972ef2c7a3093be59bd7f3ce16bcdf9f6f51ab278337ff1ca7b2d4251a0249e');
CREATE TABLE fileRevision (
  name TEXT PRIMARY KEY NOT NULL CHECK (name <> ''),
  revision INTEGER NOT NULL CHECK (revision >= 1)
) STRICT, WITHOUT ROWID;
INSERT INTO fileRevision VALUES('extensions_agents.conf',1);
INSERT INTO fileRevision VALUES('extensions_agents.d/1000-1999.conf',3);
INSERT INTO fileRevision VALUES('extensions_agents.d/2000-2999.conf',1);
INSERT INTO fileRevision VALUES('extensions_agents.d/3000-3999.conf',3);
INSERT INTO fileRevision VALUES('queues_agents.conf',1);
INSERT INTO fileRevision VALUES('queues_agents.d/sales.conf',3);
INSERT INTO fileRevision VALUES('sip_agents.conf',1);
INSERT INTO fileRevision VALUES('sip_agents.d/1000-1999.conf',3);
INSERT INTO fileRevision VALUES('sip_agents.d/2000-2999.conf',1);
INSERT INTO fileRevision VALUES('sip_agents.d/3000-3999.conf',3);
INSERT INTO fileRevision VALUES('voicemail_agents.conf',1);
INSERT INTO fileRevision VALUES('voicemail_agents.d/1000-1999.conf',1);
INSERT INTO fileRevision VALUES('voicemail_agents.d/3000-3999.conf',1);
CREATE TABLE fileWritten (
  directory TEXT NOT NULL CHECK (directory <> ''),
  name TEXT NOT NULL REFERENCES fileRevision ON DELETE CASCADE,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  isGone INTEGER NOT NULL CHECK (isGone IN (0, 1)),
  checksum TEXT NOT NULL CHECK (length(checksum) = 64 OR isGone AND checksum = ''),
  reloaded INTEGER NOT NULL CHECK (reloaded BETWEEN 0 AND revision), stamp TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (directory, name)
) STRICT, WITHOUT ROWID;
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','extensions_agents.conf',1,0,'3d182bf0b77a5f38fd87f3bb836c7f9d9dd6b24abb7b03c959ace4dfdbef6400',1,'');
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','extensions_agents.d/1000-1999.conf',3,0,'d70101eb9b61434e0335c7149c948fa70355cdbd5d1b1a17ecdc40fdfdd966cf',3,'');
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','extensions_agents.d/2000-2999.conf',1,0,'538045895873aed80122272fcd3191cb0bcacce499bf5156cedfa8af52dcd7b5',1,'');
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','extensions_agents.d/3000-3999.conf',3,0,'489e6534f33b2d939d4a96740de393976edd3742363a712ec0eb5eda87512fc5',3,'');
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','queues_agents.conf',1,0,'59576348203aea515608edde0c7f0c3d668f1a0777d809b956dfd23a381cbf16',1,'');
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','queues_agents.d/sales.conf',3,0,'180c13b6c76ff18e070ea7b4310d301bb67410e382b9e6c821e4263646ba2c43',3,'');
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','sip_agents.conf',1,0,'3aca3cb1e3958b0d2f8387ffcbbd186daa6419476dd0991e6f4f7e661d0954cc',1,'');
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','sip_agents.d/1000-1999.conf',3,0,'c69e9d6d6eea0a61a0399422aef9254aa8a705627120b22c587a7680a9367e86',3,'');
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','sip_agents.d/2000-2999.conf',1,0,'deb5fe2e94b3abbb0dc2e972a48b5ba8c39da555500a3140b39b3aef35a18dbe',1,'');
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','sip_agents.d/3000-3999.conf',3,0,'7a61c24cfef70e4d1bba255ac7651d51cf8a9e3616b09126278d7b36a38d5e2e',3,'');
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','voicemail_agents.conf',1,0,'8719e66a7dbe0625b85adf0bb6c8ab471ac9df3befb8decec9be54e20db15aac',1,'');
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','voicemail_agents.d/1000-1999.conf',1,0,'d8b2d03b8c252edf5f1d9b7ad63b852f08308ab3fe225cf32cd21003832f63a3',1,'');
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','voicemail_agents.d/3000-3999.conf',1,0,'8d03b3dce98ae4baebe722890f9e0b56bcaf15a3e0d6ee1b4a7789b3c65cc0ae',1,'');
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
INSERT INTO operator VALUES(1,'daemon','admin','full');
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
INSERT INTO auditMark VALUES('head',21,'9972ef2c7a3093be59bd7f3ce16bcdf9f6f51ab278337ff1ca7b2d4251a0249e');
CREATE TABLE driverLeft (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  driver TEXT NOT NULL CHECK (driver IN ('sip', 'pjsip'))
) STRICT;
CREATE TABLE loginAttempt (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  agentId INTEGER UNIQUE REFERENCES agent ON DELETE CASCADE,
  at TEXT NOT NULL CHECK (at LIKE '____-__-__T__:__:__.___Z')
) STRICT;
CREATE TABLE IF NOT EXISTS "credential" (
  agentId INTEGER PRIMARY KEY REFERENCES agent ON DELETE CASCADE,
  passwordHash TEXT NOT NULL CHECK (passwordHash = '' OR passwordHash LIKE '$_%'),
  sipRealm TEXT NOT NULL CHECK (sipRealm <> ''),
  sipMD5 TEXT NOT NULL CHECK (length(sipMD5) = 32 AND sipMD5 NOT GLOB '*[^0-9a-f]*'),
  sipSHA256 TEXT NOT NULL
    CHECK (sipSHA256 = '' OR length(sipSHA256) = 64 AND sipSHA256 NOT GLOB '*[^0-9a-f]*'),
  expiredAt TEXT NOT NULL DEFAULT ''
    CHECK (expiredAt = '' OR expiredAt LIKE '____-__-__T__:__:__.___Z')
) STRICT;
INSERT INTO credential VALUES(1,'$y$j9T$cPXmVsl2hcIRXqAbd6b/Q.$o.8lxQtiFtuPiVEkUHKwoldqsh8EEyCXCJK0lR7Go/4','asterisk','75322f5c8a3f2107f1d4838fda6791f3','b6c1e4b5ed9f3e03fb0fc1dbd9cd13484a482032d2e0cda80d52b6ed621f8ce5','');
INSERT INTO credential VALUES(2,'$y$j9T$B4CRrx15tV2fgY6IH4yqn/$WPiKkcYNDz3tY8iQ80xBdx7iSG6PFXnqlyOpV1pmH/3','asterisk','d6048c94d041c68aad3870deebc9ef78','b3bdfd77d14cd7a5d42312ed862a7a4b0265432a47f424761a01c60db8fbbc26','');
INSERT INTO credential VALUES(3,'$y$j9T$rUxQ6F5GgjLgId66lQbfb.$Lcwm857SMBDv8qIF.qzJH8Sp0swqSpLLLm1TFTmLzK5','asterisk','633c3bdc0b556ea41b85b03768fa2f8a','38c916be94684e794b5a4682992dae841cd74d4905dcfc8b7fa3949d05f5fa2c','');
INSERT INTO credential VALUES(4,'$y$j9T$GzWtJ3z3rDXNFQmMsQVZX/$mN.Q2oVNssPicANx0ly4KTLOC4gWFmfrhkq7l/z6hv.','asterisk','6651b3b774f2bcebcde164ca8ccea9a7','a7f7a5a1179946762cf6f9e6835dac63e5eaadc403968f139a35d950d3c1efe5','');
INSERT INTO credential VALUES(5,'$y$j9T$l8YEu9OKYQ39OdDBceFTx0$Zzm.taBok505XbnjYLTAWKJb1ZQTnciXtfzQQY3XQC5','asterisk','bf5c6785c3b244eb3c3e2fb47ef6e822','8f2467bbf11287a5eeac025e8a1cc37a02aaae98f1afc4f71f530bfd42f116a0','');
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('audit',21);
INSERT INTO sqlite_sequence VALUES('agent',5);
INSERT INTO sqlite_sequence VALUES('queue',1);
INSERT INTO sqlite_sequence VALUES('team',1);
INSERT INTO sqlite_sequence VALUES('loginAttempt',5);
INSERT INTO sqlite_sequence VALUES('operator',1);
CREATE UNIQUE INDEX agentName ON agent (name) WHERE deletedAt = '';
CREATE UNIQUE INDEX agentEmail ON agent (email) WHERE deletedAt = '';
CREATE UNIQUE INDEX agentInternal ON agent (internal) WHERE deletedAt = '';
CREATE INDEX agentInBin ON agent (name, deletedAt) WHERE deletedAt <> '';
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
CREATE INDEX agentRendered ON agent (CAST(internal AS INTEGER), internal) WHERE deletedAt = '';
CREATE INDEX credentialOfLogin ON credential (agentId) WHERE passwordHash <> '';
CREATE TRIGGER tokenOfPassword AFTER INSERT ON credential WHEN NEW.passwordHash <> ''
BEGIN DELETE FROM passwordToken WHERE agentId = NEW.agentId; END;
CREATE TRIGGER tokenOfNewPassword AFTER UPDATE OF passwordHash ON credential
  WHEN NEW.passwordHash <> OLD.passwordHash
BEGIN DELETE FROM passwordToken WHERE agentId = NEW.agentId; END;
CREATE INDEX agentContext ON agent (context)
  WHERE deletedAt = '' AND context <> 'from-sip';
COMMIT;
PRAGMA application_id = 2019778919;
PRAGMA user_version = 7;
