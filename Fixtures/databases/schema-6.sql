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
INSERT INTO agent VALUES(1,'anna','Anna Rossi','','phonebar','anna@example.com','','','1000','',1,'374603',0,0,0,0,'',0,0,0,'top-right','','2026-11-27T03:46:11.174Z','2026-11-27T03:46:11.174Z','2026-11-27T03:46:11.174Z','','udp,tcp','dynamic','force_rport,comedia','friend','ulaw,alaw','','from-sip','','',0,0,'inactive',0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0,0,1,0,1,0,0,0,0,9888,3600,5160,5060,0,'',8089,'',1,0,0,0,0,1,1,1,'voice,chat,mail,sms,openchannel,fax,whatsapp,contacts,campaigns,reports',0,'error');
INSERT INTO agent VALUES(2,'bert','Bert Verdi','','external','bert@example.com','','','2500','',0,'655254',0,0,0,0,'',0,0,0,'top-right','','2026-11-27T03:46:11.388Z','2026-11-27T03:46:11.388Z','2026-11-27T03:46:11.388Z','','udp,tcp','dynamic','force_rport,comedia','friend','ulaw,alaw','','from-sip','','',0,0,'inactive',0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0,0,1,0,1,0,0,0,0,9888,3600,5160,5060,0,'',8089,'',1,0,0,0,0,1,1,1,'voice,chat,mail,sms,openchannel,fax,whatsapp,contacts,campaigns,reports',0,'error');
INSERT INTO agent VALUES(3,'carl','Carl Neri','','phonebar','carl@example.com','','','1001','',0,'169987',0,1,0,0,'',0,0,0,'top-right','','2026-11-27T03:46:11.530Z','2026-11-27T03:46:11.530Z','2026-11-27T03:46:12.292Z','2026-11-27T03:46:12.292Z','udp,tcp','dynamic','force_rport,comedia','friend','ulaw,alaw','','from-sip','','',0,0,'inactive',0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0,0,1,0,1,0,0,0,0,9888,3600,5160,5060,0,'',8089,'',1,0,0,0,0,1,1,1,'voice,chat,mail,sms,openchannel,fax,whatsapp,contacts,campaigns,reports',0,'error');
INSERT INTO agent VALUES(4,'dora','Dora Blu','','phonebar','dora@example.com','','','3000','',1,'853021',0,1,0,0,'',0,0,0,'top-right','','2026-11-27T03:46:11.728Z','2026-11-27T03:46:11.728Z','2026-11-27T03:46:12.237Z','','udp,tcp','dynamic','force_rport,comedia','friend','ulaw,alaw','','from-sip','','',0,0,'inactive',0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0,0,1,0,1,0,0,0,0,9888,3600,5160,5060,0,'',8089,'',1,0,0,0,0,1,1,1,'voice,chat,mail,sms,openchannel,fax,whatsapp,contacts,campaigns,reports',0,'error');
INSERT INTO agent VALUES(5,'emil','Emil Viola','','phonebar','emil@example.com','','','3001','',0,'788873',0,0,1,5,'2026-11-27T03:46:12.841Z',0,0,0,'top-right','','2026-11-27T03:46:11.899Z','2026-11-27T03:46:11.899Z','2026-11-27T03:46:11.899Z','','udp,tcp','dynamic','force_rport,comedia','friend','ulaw,alaw','','from-sip','','',0,0,'inactive',0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0,0,1,0,1,0,0,0,0,9888,3600,5160,5060,0,'',8089,'',1,0,0,0,0,1,1,1,'voice,chat,mail,sms,openchannel,fax,whatsapp,contacts,campaigns,reports',0,'error');
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
INSERT INTO installation VALUES(1,'71350a3a0f2af9bb');
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
INSERT INTO audit VALUES(1,'2026-11-27T03:46:11.055Z','root',0,'','settings set','asteriskDir','{"value":["/etc/asterisk/xcally","/srv/asterisk/xcally"]}','','e3d91303982fc33f28f5dab49f259e0de020bcb97fda76f15ef517e04c297482');
INSERT INTO audit VALUES(2,'2026-11-27T03:46:11.174Z','root',0,'','create','anna','{"name":["","anna"],"fullname":["","Anna Rossi"],"typology":["","phonebar"],"email":["","anna@example.com"],"internal":["","1000"],"voicemail":[false,true],"voicemailPin":["","***"],"permissions":[[],["voice","chat","mail","sms","openchannel","fax","whatsapp","contacts","campaigns","reports"]]}','','6c73a7ea4e46c32fa92749018943830441fed62cd4223cc2445ac7bda532f69c');
INSERT INTO audit VALUES(3,'2026-11-27T03:46:11.388Z','root',0,'','create','bert','{"name":["","bert"],"fullname":["","Bert Verdi"],"typology":["","external"],"email":["","bert@example.com"],"internal":["","2500"],"voicemailPin":["","***"],"permissions":[[],["voice","chat","mail","sms","openchannel","fax","whatsapp","contacts","campaigns","reports"]]}','','2ef3416cfd6d959b24c123d8be90bfeef5692e18e4e7e279ff9325db0d82a7b6');
INSERT INTO audit VALUES(4,'2026-11-27T03:46:11.530Z','root',0,'','create','carl','{"name":["","carl"],"fullname":["","Carl Neri"],"typology":["","phonebar"],"email":["","carl@example.com"],"internal":["","1001"],"voicemailPin":["","***"],"permissions":[[],["voice","chat","mail","sms","openchannel","fax","whatsapp","contacts","campaigns","reports"]]}','','e0177a1b18cd7bbc7149b545cf6dd4da47d8237b6bfc7836cb8fdf93d8a18d78');
INSERT INTO audit VALUES(5,'2026-11-27T03:46:11.728Z','root',0,'','create','dora','{"name":["","dora"],"fullname":["","Dora Blu"],"typology":["","phonebar"],"email":["","dora@example.com"],"internal":["","3000"],"voicemail":[false,true],"voicemailPin":["","***"],"permissions":[[],["voice","chat","mail","sms","openchannel","fax","whatsapp","contacts","campaigns","reports"]]}','','04c82e1d07f5ac3a555c19d974a2a0f16f0c707f68cce0b1022bfb35cc06e0cc');
INSERT INTO audit VALUES(6,'2026-11-27T03:46:11.899Z','root',0,'','create','emil','{"name":["","emil"],"fullname":["","Emil Viola"],"typology":["","phonebar"],"email":["","emil@example.com"],"internal":["","3001"],"voicemailPin":["","***"],"permissions":[[],["voice","chat","mail","sms","openchannel","fax","whatsapp","contacts","campaigns","reports"]]}','','6d65ed73364a28498ed19bd196c79d38a98dcc002487c1998f0dfb4f57a7a813');
INSERT INTO audit VALUES(7,'2026-11-27T03:46:11.999Z','root',0,'','queue create','voice:sales','{"strategy":["","ringall"],"weight":["","0"]}','','55dec618434f5cbb2c5a640d8d9640f4a133b6d5d35ca1d3e6cc6706ef21197f');
INSERT INTO audit VALUES(8,'2026-11-27T03:46:12.050Z','root',0,'','team create','Support','{}','','886ec7d8af2a13bb100729b4b32cc030ea5f77d43f4c3710f851f4eda755715b');
INSERT INTO audit VALUES(9,'2026-11-27T03:46:12.097Z','root',0,'','add-to-team','anna','{"teams":[[],["Support"]]}','','469f483dd6fbe3c1af78a2505a66f9adbefbaafd35f3c6b9b0c751547fea9253');
INSERT INTO audit VALUES(10,'2026-11-27T03:46:12.137Z','root',0,'','queue edit','voice:sales','{"teams":["","Support=2"]}','','0a90cb4ecbc716f838750b73d476ba2ae9f189f5114d335411b57a212bbe6e62');
INSERT INTO audit VALUES(11,'2026-11-27T03:46:12.197Z','root',0,'','add-to-queue','bert','{"queues":[[],["voice:sales=1"]]}','','14aafda531c6b7ebf6398b3dad9cd2051e6119967313a0984e1876a62e89cb17');
INSERT INTO audit VALUES(12,'2026-11-27T03:46:12.197Z','root',0,'','add-to-queue','emil','{"queues":[[],["voice:sales=1"]]}','','007d2d3140e6bdcfad97dbbff64da20b21fdd1fd9e9daed3762fa310ff11a725');
INSERT INTO audit VALUES(13,'2026-11-27T03:46:12.237Z','root',0,'','disable','carl','{"disabled":[false,true]}','','c8b3c5d9b428ebff1fd686213481c81432c7b868c58ad0b12d0c3ade4f5e0c48');
INSERT INTO audit VALUES(14,'2026-11-27T03:46:12.237Z','root',0,'','disable','dora','{"disabled":[false,true]}','','0ce28e7824d6afd325fe84ddca7fa6f0194555cc7c957afaf629013b2fd9d44e');
INSERT INTO audit VALUES(15,'2026-11-27T03:46:12.292Z','root',0,'','delete','carl','{"deletedAt":["","2026-11-27T03:46:12.292Z"]}','','616b2f63cac553210d6344cc2f2252f74625b0c5a215e7e66c036a819ea7526e');
INSERT INTO audit VALUES(16,'2026-11-27T03:46:12.342Z','root',0,'','verify-password','emil','{"result":"wrong","loginAttempts":[0,1]}','','9d567137b1eb15ff2d77401870bbc5548c352b162d1f133204df4b58bdbeef90');
INSERT INTO audit VALUES(17,'2026-11-27T03:46:12.408Z','root',0,'','verify-password','emil','{"result":"wrong","loginAttempts":[1,2]}','','9c11435ee0ad2874d0aa02cc4759a7b4245ab97f2862468b7dc76a29d68072fb');
INSERT INTO audit VALUES(18,'2026-11-27T03:46:12.509Z','root',0,'','verify-password','emil','{"result":"wrong","loginAttempts":[2,3]}','','655472ba02e9dc92e705daf37f2f814bdb0113b6c105f50d2d7d4ed40509bf0c');
INSERT INTO audit VALUES(19,'2026-11-27T03:46:12.605Z','root',0,'','verify-password','emil','{"result":"wrong","loginAttempts":[3,4]}','','cf984622ad53fdc8ae2c86d29b0438588567cacf4b144c6dfcc56c036ead03d8');
INSERT INTO audit VALUES(20,'2026-11-27T03:46:12.762Z','root',0,'','verify-password','emil','{"result":"wrong","locked":[false,true],"loginAttempts":[4,5],"lockedAt":["","2026-11-27T03:46:12.841Z"]}','','98b4f50ec9dd24549dc2dc219739817b1a9666125501a7f933c00ae2a5a457e7');
INSERT INTO audit VALUES(21,'2026-11-27T03:46:12.872Z','root',0,'','operator add','daemon','{"role":["","admin"],"permission":["","full"]}','','a183eb2dca0133f35bf19755b35be4bb598a1137bdd3c8f7b6fd0b1ba82ba3c6');
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
  reloaded INTEGER NOT NULL CHECK (reloaded BETWEEN 0 AND revision),
  PRIMARY KEY (directory, name)
) STRICT, WITHOUT ROWID;
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','extensions_agents.conf',1,0,'008511fba9962c642a8ee743adb381580b5e5d0d9728a3f8b14c831466a1e34d',1);
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','extensions_agents.d/1000-1999.conf',3,0,'72cca6fd189428d4cc63744c72122b141483f7cf2042f8ce2b51fdf442cc5872',3);
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','extensions_agents.d/2000-2999.conf',1,0,'346f7f308879879c597d0a0742f8b74e3833a6524156dc4b4c772dac0ae0e8f6',1);
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','extensions_agents.d/3000-3999.conf',3,0,'2c4b12711fd832ffa77f8f94131170f82f525a8782e887d4d026f5141a374238',3);
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','queues_agents.conf',1,0,'cb6c57fa9c3af4abb516fe8041e46fd18e240a4dd2847a21534819976e36803d',1);
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','queues_agents.d/sales.conf',3,0,'3543f9f389bd0a130e4be42cb55cbc73ccfdc61a2919f1d86a9b11582a1c99bb',3);
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','sip_agents.conf',1,0,'56da50288dd8b71bde3cc8990dd501f3b1cee0beb09746287897889f69a0c4c5',1);
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','sip_agents.d/1000-1999.conf',3,0,'d8b40150d3cf82bba8696c3dee3dcc2c48c3f5f6814f958b618493471c78b914',3);
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','sip_agents.d/2000-2999.conf',1,0,'eb17d96abefebff82ed369bdca1e03ae6f62c1d4fbfda2cc1dc3c92bfe54f489',1);
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','sip_agents.d/3000-3999.conf',3,0,'db0bde1f1fe5e95f9920fba602c30bef5f638e2066fd0a4779a5db25866b8bbc',3);
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','voicemail_agents.conf',1,0,'91bcf2ce6bb18353f1850b753935654e20731b79eae705e1224fa750267dc878',1);
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','voicemail_agents.d/1000-1999.conf',1,0,'cfa3e8db4fcb2a83c6d24d0eb685c07819d06bb6c20a6603e773822e95123b02',1);
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','voicemail_agents.d/3000-3999.conf',1,0,'dbeb1da626732af8261fadf68765d36e770d03eb36ec1fc1e512d580a6c26be6',1);
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
INSERT INTO auditMark VALUES('head',21,'a183eb2dca0133f35bf19755b35be4bb598a1137bdd3c8f7b6fd0b1ba82ba3c6');
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
INSERT INTO credential VALUES(1,'$y$j9T$i987Gujx51ZqmCsP3e/zQ.$bwSJrYHpzsLdXyIKH8qqFgTenAtFLalYchE1jGg0cRA','asterisk','fbbc70ec4d55395869e3de91195b50d5','59df2efb741dd9550baf3ca8b1897ac20bd0ca848bafd1c8f05be9e344235790','');
INSERT INTO credential VALUES(2,'$y$j9T$ukck2fKOzRqfI1G0j5G0v1$WyLs.CTzky55cXLXenbVtD/obxgtbYfmztN4tpytvnC','asterisk','286c654ec7684c65354c9355297ec146','136f97bda56c77aa028a541a82369e9464c57410b886a672f824aba7e2b72193','');
INSERT INTO credential VALUES(3,'$y$j9T$ektv0lJ/w42yNwM.tntz6.$cqD8cYv4ZT.lDutRfWR6xLxO4HYYXN8qsktcIc5wBT.','asterisk','f5a044844a0c11514d8acacc9596b521','c037441ca8586a8092a55579d2d55777768cad517aeeb04da6a0f6b2cf804172','');
INSERT INTO credential VALUES(4,'$y$j9T$R0QrVE7sxz62lxxL4DdOY/$.y.Z7xuOwxLwc4xCHbn2GAvUD2KyFZOQlfZ7Qw2SNO9','asterisk','1b904c6317dfdfc0be4190f71b2de0d7','77e6fc4f4b9ba7d4a5ea20c77876515c8e7c7cbda67aca890188c239f78a33e5','');
INSERT INTO credential VALUES(5,'$y$j9T$teOd8PaaAosyze85Hef0d0$s4BHXjdhqBGe79jOSWcP0k1zb8JhXMrFt4ThdtkatU0','asterisk','126812db61237fe1057d2a06b3ac719e','028c02f37a65c7258a866bb2304f8ca52b16dce4930bb4398a83a1aa6bf04bb5','');
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
COMMIT;
PRAGMA application_id = 2019778919;
PRAGMA user_version = 6;
