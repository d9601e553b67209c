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
INSERT INTO agent VALUES(1,'anna','Anna Rossi','','phonebar','anna@example.com','','','1000','',1,'180784',0,0,0,0,'',0,0,0,'top-right','','2026-11-27T11:24:29.726Z','2026-11-27T11:24:29.726Z','2026-11-27T11:24:29.726Z','','udp,tcp','dynamic','force_rport,comedia','friend','ulaw,alaw','','from-sip','','',0,0,'inactive',0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0,0,1,0,1,0,0,0,0,9888,3600,5160,5060,0,'',8089,'',1,0,0,0,0,1,1,1,'voice,chat,mail,sms,openchannel,fax,whatsapp,contacts,campaigns,reports',0,'error');
INSERT INTO agent VALUES(2,'bert','Bert Verdi','','external','bert@example.com','','','2500','',0,'899483',0,0,0,0,'',0,0,0,'top-right','','2026-11-27T11:24:29.923Z','2026-11-27T11:24:29.923Z','2026-11-27T11:24:29.923Z','','udp,tcp','dynamic','force_rport,comedia','friend','ulaw,alaw','','from-sip','','',0,0,'inactive',0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0,0,1,0,1,0,0,0,0,9888,3600,5160,5060,0,'',8089,'',1,0,0,0,0,1,1,1,'voice,chat,mail,sms,openchannel,fax,whatsapp,contacts,campaigns,reports',0,'error');
INSERT INTO agent VALUES(3,'carl','Carl Neri','','phonebar','carl@example.com','','','1001','',0,'540138',0,1,0,0,'',0,0,0,'top-right','','2026-11-27T11:24:30.078Z','2026-11-27T11:24:30.078Z','2026-11-27T11:24:30.970Z','2026-11-27T11:24:30.970Z','udp,tcp','dynamic','force_rport,comedia','friend','ulaw,alaw','','from-sip','','',0,0,'inactive',0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0,0,1,0,1,0,0,0,0,9888,3600,5160,5060,0,'',8089,'',1,0,0,0,0,1,1,1,'voice,chat,mail,sms,openchannel,fax,whatsapp,contacts,campaigns,reports',0,'error');
INSERT INTO agent VALUES(4,'dora','Dora Blu','','phonebar','dora@example.com','','','3000','',1,'993219',0,1,0,0,'',0,0,0,'top-right','','2026-11-27T11:24:30.242Z','2026-11-27T11:24:30.242Z','2026-11-27T11:24:30.861Z','','udp,tcp','dynamic','force_rport,comedia','friend','ulaw,alaw','','from-sip','','',0,0,'inactive',0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0,0,1,0,1,0,0,0,0,9888,3600,5160,5060,0,'',8089,'',1,0,0,0,0,1,1,1,'voice,chat,mail,sms,openchannel,fax,whatsapp,contacts,campaigns,reports',0,'error');
INSERT INTO agent VALUES(5,'emil','Emil Viola','','phonebar','emil@example.com','','','3001','',0,'921880',0,0,1,5,'2026-11-27T11:24:31.245Z',0,0,0,'top-right','','2026-11-27T11:24:30.407Z','2026-11-27T11:24:30.407Z','2026-11-27T11:24:30.407Z','','udp,tcp','dynamic','force_rport,comedia','friend','ulaw,alaw','','from-sip','','',0,0,'inactive',0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0,0,1,0,1,0,0,0,0,9888,3600,5160,5060,0,'',8089,'',1,0,0,0,0,1,1,1,'voice,chat,mail,sms,openchannel,fax,whatsapp,contacts,campaigns,reports',0,'error');
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
INSERT INTO installation VALUES(1,'4976f6e832e572cd');
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
INSERT INTO audit VALUES(1,'2026-11-27T11:24:29.587Z','root',0,'','settings set','asteriskDir','{"value":["/etc/asterisk/xcally","/srv/asterisk/xcally"]}','','e5722535a2eb9a0ea64e3d5f6acde2e3a9a284ce41cae2e2c6f3cf7e4831da81');
INSERT INTO audit VALUES(2,'2026-11-27T11:24:29.726Z','root',0,'','create','anna','{"name":["","anna"],"fullname":["","Anna Rossi"],"typology":["","phonebar"],"email":["","anna@example.com"],"internal":["","1000"],"voicemail":[false,true],"voicemailPin":["","***"],"permissions":[[],["voice","chat","mail","sms","openchannel","fax","whatsapp","contacts","campaigns","reports"]]}','','b8017c797878daa43ad6f61759205c40d73902d50000a763ddb8f6701522368a');
INSERT INTO audit VALUES(3,'2026-11-27T11:24:29.923Z','root',0,'','create','bert','{"name":["","bert"],"fullname":["","Bert Verdi"],"typology":["","external"],"email":["","bert@example.com"],"internal":["","2500"],"voicemailPin":["","***"],"permissions":[[],["voice","chat","mail","sms","openchannel","fax","whatsapp","contacts","campaigns","reports"]]}','','9b3198ffc3e6deace3eab58fafcc42d0e7bb4c08c7624481e36a42b25845bfd0');
INSERT INTO audit VALUES(4,'2026-11-27T11:24:30.078Z','root',0,'','create','carl','{"name":["","carl"],"fullname":["","Carl Neri"],"typology":["","phonebar"],"email":["","carl@example.com"],"internal":["","1001"],"voicemailPin":["","***"],"permissions":[[],["voice","chat","mail","sms","openchannel","fax","whatsapp","contacts","campaigns","reports"]]}','','1348ffaa3bdf89fb525240436206f42f192d7be627d5613ace48b3abb0dcf575');
INSERT INTO audit VALUES(5,'2026-11-27T11:24:30.242Z','root',0,'','create','dora','{"name":["","dora"],"fullname":["","Dora Blu"],"typology":["","phonebar"],"email":["","dora@example.com"],"internal":["","3000"],"voicemail":[false,true],"voicemailPin":["","***"],"permissions":[[],["voice","chat","mail","sms","openchannel","fax","whatsapp","contacts","campaigns","reports"]]}','','1bc3514f2910da1931b8344c7412b5f983a75c4aeeb26b133cbdbcaa29012bba');
INSERT INTO audit VALUES(6,'2026-11-27T11:24:30.407Z','root',0,'','create','emil','{"name":["","emil"],"fullname":["","Emil Viola"],"typology":["","phonebar"],"email":["","emil@example.com"],"internal":["","3001"],"voicemailPin":["","***"],"permissions":[[],["voice","chat","mail","sms","openchannel","fax","whatsapp","contacts","campaigns","reports"]]}','','bd5d837ca2074cc71ef4de01856970076745112e6f2988deb81a8c004c4cb2a4');
INSERT INTO audit VALUES(7,'2026-11-27T11:24:30.527Z','root',0,'','queue create','voice:sales','{"strategy":["","ringall"],"weight":["","0"]}','','10975e701734c472ab85297e886c90e131f4b4e96210a7d8a1bc2335c6c785b5');
INSERT INTO audit VALUES(8,'2026-11-27T11:24:30.601Z','root',0,'','team create','Support','{}','','8a3c0f1771f7ecfd9bfb32bd54b0a43282d0ac13be9d187b6fa11aca03e8a9c8');
INSERT INTO audit VALUES(9,'2026-11-27T11:24:30.646Z','root',0,'','add-to-team','anna','{"teams":[[],["Support"]]}','','14a87d0b21e425907282c89e437479c8c369be6e0580f53632b4d73bd8707119');
INSERT INTO audit VALUES(10,'2026-11-27T11:24:30.689Z','root',0,'','queue edit','voice:sales','{"teams":["","Support=2"]}','','4c5f4cc0fe462c0f67c88b3b4fed08414459ac002ab101ef01b040e295138d75');
INSERT INTO audit VALUES(11,'2026-11-27T11:24:30.776Z','root',0,'','add-to-queue','bert','{"queues":[[],["voice:sales=1"]]}','','9dd64794a31b91ca1dd22011c9e9f6405476c7f2da01fbf8c1342afcfa9886d2');
INSERT INTO audit VALUES(12,'2026-11-27T11:24:30.776Z','root',0,'','add-to-queue','emil','{"queues":[[],["voice:sales=1"]]}','','4db5351e2258234afa75a1f1a6682e33161c91ea2e7014dd96b5d5fd79cbc308');
INSERT INTO audit VALUES(13,'2026-11-27T11:24:30.861Z','root',0,'','disable','carl','{"disabled":[false,true]}','','e277ca7541ab12decaed716b4cbdc1b37d661165fd43a4fdbaec88e3861a3984');
INSERT INTO audit VALUES(14,'2026-11-27T11:24:30.861Z','root',0,'','disable','dora','{"disabled":[false,true]}','','12e25f556d6d8d5270aa99dbd3dc63a2d3ccab94ce1534c85d87f0539c992ee2');
INSERT INTO audit VALUES(15,'2026-11-27T11:24:30.970Z','root',0,'','delete','carl','{"deletedAt":["","2026-11-27T11:24:30.970Z"]}','','e6855e4a6455f3404bebe51d69c2b14fb4d4422d8af2c67e66303d50812f846c');
INSERT INTO audit VALUES(16,'2026-11-27T11:24:31.008Z','root',0,'','verify-password','emil','{"result":"wrong","loginAttempts":[0,1]}','','77290fd8cac3626fb1b722527e89ffbc47a7f6d4130e5120415922f92fdddc0d');
INSERT INTO audit VALUES(17,'2026-11-27T11:24:31.061Z','root',0,'','verify-password','emil','{"result":"wrong","loginAttempts":[1,2]}','','aab3ca80c82af9202e32fae64bf011eeb9f936376a6b9ca5be4c722a9d4f6d62');
INSERT INTO audit VALUES(18,'2026-11-27T11:24:31.113Z','root',0,'','verify-password','emil','{"result":"wrong","loginAttempts":[2,3]}','','5a92825e4b7faf1ac761238b25b2dd1ae52e85efcbb67347719c4d7db8fd0288');
INSERT INTO audit VALUES(19,'2026-11-27T11:24:31.165Z','root',0,'','verify-password','emil','{"result":"wrong","loginAttempts":[3,4]}','','58c1efb7997bf99574be45e81bfe00ee6e638f3bab8037c3a45be7c8576b7b55');
INSERT INTO audit VALUES(20,'2026-11-27T11:24:31.217Z','root',0,'','verify-password','emil','{"result":"wrong","locked":[false,true],"loginAttempts":[4,5],"lockedAt":["","2026-11-27T11:24:31.245Z"]}','','2cce704aa7509b69460c0fd4f17192234dc4d2c7d70ebe01005a7499c9b3def5');
INSERT INTO audit VALUES(21,'2026-11-27T11:24:31.275Z','root',0,'','operator add','daemon','{"role":["","admin"],"permission":["","full"]}','','0afaf4f4ea9c2b5c0ff96af81b5671122abe8648980ae663e4763bc499afa7ea');
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
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','extensions_agents.conf',1,0,'f40a7a5bc087087582abc20358d2d542bc80f732f028e4cc68b259592744bf47',1,'');
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','extensions_agents.d/1000-1999.conf',3,0,'a1f977ce5f6f24f8bcfd62ae9bdbd2bb66c7424e0ad3cc32072ff0c1d4250aa7',3,'');
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','extensions_agents.d/2000-2999.conf',1,0,'e508db25e3ae30813323d9774eb2fbac227fce07b89290450b8dc8139b54a36a',1,'');
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','extensions_agents.d/3000-3999.conf',3,0,'c2efbada9b9dbeb72b127fc7b1d3ecf8b372326f00a37be23166ac905045695c',3,'');
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','queues_agents.conf',1,0,'002ffd60aaa2b1f1b567cf2ce92f4ce375c62ca758cb1e0237b55cb064e0e3d5',1,'');
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','queues_agents.d/sales.conf',3,0,'d614d2e742792ba895a149119dbc17523a66875148f6ce388cfcbf39cbcc7575',3,'');
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','sip_agents.conf',1,0,'be79922a1639e1897d115fbfc54dfc272855ba37f95d450e07fef0e570db26dd',1,'');
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','sip_agents.d/1000-1999.conf',3,0,'4073a4c80c1da89b2cf179d8280b42512805c8788a94e450b5faaf005a447529',3,'');
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','sip_agents.d/2000-2999.conf',1,0,'70b01d883242ab56c33792f2746928f6267af4a1192a2879b41a4b9d8e236cc5',1,'');
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','sip_agents.d/3000-3999.conf',3,0,'bb0585383d0df7d6c3277e2af300bf1e055f8ae16e736d56b84e2b07efdbb209',3,'');
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','voicemail_agents.conf',1,0,'7be5bb42f16350dacd972998e9cd596cdb7550256d9debc6395dd95d75cc6a1c',1,'');
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','voicemail_agents.d/1000-1999.conf',1,0,'bbe00d0f7c1b39b691018ab9b827dec68676747b8e76b564eebae1354a28f1f7',1,'');
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','voicemail_agents.d/3000-3999.conf',1,0,'369229c29bc871970738c663204245ad997ab2158355e23059c2a13976a55421',1,'');
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
INSERT INTO auditMark VALUES('head',21,'0afaf4f4ea9c2b5c0ff96af81b5671122abe8648980ae663e4763bc499afa7ea');
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
INSERT INTO credential VALUES(1,'$y$j9T$/FANuE/k2XMc/.3MUn1sg1$6dGOfI9PYozQTMC4MLP9Gt69o2FMHqlbmv5ozNwMjeA','asterisk','ccbbf6c62acaba3392b05146a02e9c6f','becac87f04faa0c0eabb95fbcc4f1b2936fbf4452ff052e055fd88deab4c19f9','');
INSERT INTO credential VALUES(2,'$y$j9T$IUoWRmET9UUIuzJkDcS6H/$YTvSUyTuj1fkzw98UdAwwhtoeUy3quztV7nlZ/WzBZ8','asterisk','0117104f149145bab05d7e169a1b6998','01829384748af1211ec6f9eb0444df2950c029d5e9d73e279baa4f5c97a94431','');
INSERT INTO credential VALUES(3,'$y$j9T$pf.lhyAgEIKziRJFgHFys0$qRY/QX.yCNnhS8et/A.KLA.vCndkccKeuYxmI0Adws7','asterisk','238382f01941835aefd2a60f058b9d31','6ccfc10b4d854f61950f1aec30a5b420e285d8ffb478690868c54365ae028c62','');
INSERT INTO credential VALUES(4,'$y$j9T$lUrp5ipOC8ut9mTq6s6RM.$iGb4E34es7R5M4nyZnrZOUQgukDSRM.NZtF4mgM/tq9','asterisk','93d89f28c6d8260c3db0972fa05b230a','1600baba1359be7f03f5a0bc764814ff7d9ffdca4dfd21af68057f012de142b7','');
INSERT INTO credential VALUES(5,'$y$j9T$hqgFlFq.BmLdNM.iiLEf31$Igs9V.7VkUZVkbskSzzhB9htAQ0uZ4i0xnXu2eeYZsC','asterisk','e8fcbc0d70fe58b323fbfcde516f5e6e','01931d326364684dff2660a13634e9ea71deae5f535367080a39fecc49c0a167','');
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
