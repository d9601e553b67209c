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
INSERT INTO agent VALUES(1,'anna','Anna Rossi','','phonebar','anna@example.com','','','1000','',1,'155080',0,0,0,1,'',0,0,0,'top-right','','2026-11-24T11:00:05.684Z','2026-11-24T11:00:05.684Z','2026-11-24T11:00:05.684Z','','udp,tcp','dynamic','force_rport,comedia','friend','ulaw,alaw','','from-sip','','',0,0,'inactive',0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0,0,1,0,1,0,0,0,0,9888,3600,5160,5060,0,'',8089,'',1,0,0,0,0,1,1,1,'voice,chat,mail,sms,openchannel,fax,whatsapp,contacts,campaigns,reports',0,'error');
INSERT INTO agent VALUES(2,'bert','Bert Verdi','','external','bert@example.com','','','2500','',0,'206133',0,0,0,0,'',0,0,0,'top-right','','2026-11-24T11:00:05.898Z','2026-11-24T11:00:05.898Z','2026-11-24T11:00:05.898Z','','udp,tcp','dynamic','force_rport,comedia','friend','ulaw,alaw','','from-sip','','',0,0,'inactive',0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0,0,1,0,1,0,0,0,0,9888,3600,5160,5060,0,'',8089,'',1,0,0,0,0,1,1,1,'voice,chat,mail,sms,openchannel,fax,whatsapp,contacts,campaigns,reports',0,'error');
INSERT INTO agent VALUES(3,'carl','Carl Neri','','phonebar','carl@example.com','','','1001','',0,'756591',0,1,0,0,'',0,0,0,'top-right','','2026-11-24T11:00:06.049Z','2026-11-24T11:00:06.049Z','2026-11-24T11:00:07.001Z','2026-11-24T11:00:07.001Z','udp,tcp','dynamic','force_rport,comedia','friend','ulaw,alaw','','from-sip','','',0,0,'inactive',0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,0,0,0,0,0,0,1,0,1,0,0,0,0,9888,3600,5160,5060,0,'',8089,'',1,0,0,0,0,1,1,1,'voice,chat,mail,sms,openchannel,fax,whatsapp,contacts,campaigns,reports',0,'error');
CREATE TABLE credential (
  agentId INTEGER PRIMARY KEY REFERENCES agent ON DELETE CASCADE,
  passwordHash TEXT NOT NULL CHECK (passwordHash LIKE '$_%'),
  sipRealm TEXT NOT NULL CHECK (sipRealm <> ''),
  sipMD5 TEXT NOT NULL CHECK (length(sipMD5) = 32 AND sipMD5 NOT GLOB '*[^0-9a-f]*'),
  sipSHA256 TEXT NOT NULL CHECK (length(sipSHA256) = 64 AND sipSHA256 NOT GLOB '*[^0-9a-f]*')
, expiredAt TEXT NOT NULL DEFAULT ''
  CHECK (expiredAt = '' OR expiredAt LIKE '____-__-__T__:__:__.___Z')) STRICT;
INSERT INTO credential VALUES(1,'$y$j9T$VE2GtshvNudd3gjrl12un1$AqiD9VfJ6xyAqrfGZ8BkYgMrEDF67Fqmjwqpyvcwc79','asterisk','03f07094142792021b4f2e5e15aeba04','7472980da80f22285038d72dcff5dda4c02b65382757e8405609a19c07318f9f','');
INSERT INTO credential VALUES(2,'$y$j9T$zfQwbUoFj2tv0JG6vYSD5.$nbzyTwDIySfM4RaRjvmem/6L5NiN/IWRrfGB9m8Uep/','asterisk','afb3516fb881908a812f5903b95049d5','55fe0e06e246be9d598756092901ea642b4a55d31305508075fa13ad86080db3','');
INSERT INTO credential VALUES(3,'$y$j9T$2U2ebOYAX/7J96AzUDOPu1$RxoheUFQO67xVCWKrWT/nPZ8ciMnCf/VT21czQxK297','asterisk','708749b3786ff4eda41ae572e92e9496','fcb02643df5851be1f8054fce3f9d5a1579fd93e29f0d2f649600737d4bf39a3','');
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
CREATE TABLE internalCursor (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  minimum INTEGER NOT NULL,
  next INTEGER NOT NULL CHECK (next >= minimum)
) STRICT;
INSERT INTO internalCursor VALUES(1,1000,1000);
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
INSERT INTO installation VALUES(1,'9274a10eb11badad');
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
INSERT INTO audit VALUES(1,'2026-11-24T11:00:05.501Z','root',0,'','settings set','asteriskDir','{"value":["/etc/asterisk/xcally","/srv/asterisk/xcally"]}','','10f0c30c14bbf8d40fa7270f511717243837e5d61d07543c2575c534a18681e2');
INSERT INTO audit VALUES(2,'2026-11-24T11:00:05.684Z','root',0,'','create','anna','{"name":["","anna"],"fullname":["","Anna Rossi"],"email":["","anna@example.com"],"internal":["","1000"],"voicemail":[false,true],"voicemailPin":["","***"],"permissions":[[],["voice","chat","mail","sms","openchannel","fax","whatsapp","contacts","campaigns","reports"]]}','','602f185c70d83af7bee1a176edea813deac7c5cd7141eece82743fb99a2282f3');
INSERT INTO audit VALUES(3,'2026-11-24T11:00:05.898Z','root',0,'','create','bert','{"name":["","bert"],"fullname":["","Bert Verdi"],"email":["","bert@example.com"],"internal":["","2500"],"voicemailPin":["","***"],"permissions":[[],["voice","chat","mail","sms","openchannel","fax","whatsapp","contacts","campaigns","reports"]]}','','b43a09b126b4eb115069a6f6a6cb8a582a5ea0e86c50680711d705810fda981f');
INSERT INTO audit VALUES(4,'2026-11-24T11:00:06.049Z','root',0,'','create','carl','{"name":["","carl"],"fullname":["","Carl Neri"],"email":["","carl@example.com"],"internal":["","1001"],"voicemailPin":["","***"],"permissions":[[],["voice","chat","mail","sms","openchannel","fax","whatsapp","contacts","campaigns","reports"]]}','','1f5b995b481ce8720ea2d047c689c6cb4fa483e492c24db2d4efebb7436cd577');
INSERT INTO audit VALUES(5,'2026-11-24T11:00:06.204Z','root',0,'','queue create','voice:sales','{"strategy":["","ringall"],"weight":["","0"]}','','8c4eff9921cc1b9f3c2461560a4fb7d02031f3ff609d72c0a349174eec293035');
INSERT INTO audit VALUES(6,'2026-11-24T11:00:06.300Z','root',0,'','team create','Support','{}','','0d64e884a397d3b5a974979a1a6733b11ea7b4d23897ee639b228971d0ee67dd');
INSERT INTO audit VALUES(7,'2026-11-24T11:00:06.356Z','root',0,'','add-to-team','anna','{"teams":{"added":["Support"]}}','','f42e107f9fc8032cbc1574ddb36e367cfd26c9bdcd08a5450492db63b229a14b');
INSERT INTO audit VALUES(8,'2026-11-24T11:00:06.441Z','root',0,'','queue edit','voice:sales','{"teams":["","Support=2"]}','','8c1958a1a3b83671a5f574e85ad51b9229ef3cbf18b54fb3a9039f067f23fcf1');
INSERT INTO audit VALUES(9,'2026-11-24T11:00:06.521Z','root',0,'','verify-password','anna','{"result":"wrong","loginAttempts":[0,1]}','','b460f86fcd734e54a0562cec1a4e4c6c65ab89554bb0f9b4900dd7395641df14');
INSERT INTO audit VALUES(10,'2026-11-24T11:00:06.622Z','root',0,'','add-to-queue','bert','{"queues":{"added":["voice:sales"]}}','','726ac616324f85387dc8544d7953fffef44f71fb9e5c4d334e1dc1a7b8403178');
INSERT INTO audit VALUES(11,'2026-11-24T11:00:06.706Z','root',0,'','operator add','anna','{"role":["","admin"],"permission":["","full"]}','','df7fb417cd70934bdb7266112bb8bf49a2a8676c626301c979d5a15c712dfe7e');
INSERT INTO audit VALUES(12,'2026-11-24T11:00:06.810Z','root',0,'','operator add','bert','{"role":["","user"],"permission":["","edit"],"queues":[[],["voice:sales"]]}','','da8315a4f473dabc9243aec3a35e55dce8312d67d3a6e046bd7ad9d33ddf0d16');
INSERT INTO audit VALUES(13,'2026-11-24T11:00:06.881Z','root',0,'','disable','carl','{"disabled":[false,true]}','','5c1e7c0a4b128a81895c3334f1165eb0cae2d8872f3910b268342b0f6cffa24e');
INSERT INTO audit VALUES(14,'2026-11-24T11:00:07.001Z','root',0,'','delete','carl','{}','','b099004990dd6f8e64587d9a8bd98c987b86f38703298fe649ec8a880207cb9b');
INSERT INTO audit VALUES(15,'2026-11-26T20:26:47.214Z','',4294967295,'','upgrade','audit','{"last":14,"hash":"b099004990dd6f8e64587d9a8bd98c987b86f38703298fe649ec8a880207cb9b"}','','d9c9bdfcf9f3dbb9ae24119da6b837d345474790db19535b25405467da7144b5');
CREATE TABLE fileRevision (
  name TEXT PRIMARY KEY NOT NULL CHECK (name <> ''),
  revision INTEGER NOT NULL CHECK (revision >= 1)
) STRICT, WITHOUT ROWID;
INSERT INTO fileRevision VALUES('extensions_agents.conf',1);
INSERT INTO fileRevision VALUES('extensions_agents.d/1000-1999.conf',3);
INSERT INTO fileRevision VALUES('extensions_agents.d/2000-2999.conf',1);
INSERT INTO fileRevision VALUES('queues_agents.conf',1);
INSERT INTO fileRevision VALUES('queues_agents.d/sales.conf',3);
INSERT INTO fileRevision VALUES('sip_agents.conf',1);
INSERT INTO fileRevision VALUES('sip_agents.d/1000-1999.conf',3);
INSERT INTO fileRevision VALUES('sip_agents.d/2000-2999.conf',1);
INSERT INTO fileRevision VALUES('voicemail_agents.conf',1);
INSERT INTO fileRevision VALUES('voicemail_agents.d/1000-1999.conf',1);
CREATE TABLE fileWritten (
  directory TEXT NOT NULL CHECK (directory <> ''),
  name TEXT NOT NULL REFERENCES fileRevision ON DELETE CASCADE,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  isGone INTEGER NOT NULL CHECK (isGone IN (0, 1)),
  checksum TEXT NOT NULL CHECK (length(checksum) = 64 OR isGone AND checksum = ''),
  reloaded INTEGER NOT NULL CHECK (reloaded BETWEEN 0 AND revision),
  PRIMARY KEY (directory, name)
) STRICT, WITHOUT ROWID;
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','extensions_agents.conf',1,0,'8d3ac0bd48a5a916660ee6c3559933595b7644662a67cde8260832e06a50dcb6',1);
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','extensions_agents.d/1000-1999.conf',3,0,'ff2145781134168690ae67fa65601aacc6e4edc98b39b6ded03f79bdd5f8847d',3);
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','extensions_agents.d/2000-2999.conf',1,0,'07761ff59aa5e12a3eafd4c0af7079543993e91dade99dfaf4e92274f9559e97',1);
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','queues_agents.conf',1,0,'3e4aa1d00e8def2e5fca80c86c2ccc44bda0a045062add111dad935453a3a811',1);
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','queues_agents.d/sales.conf',3,0,'d50f70dfebd998c8aa8d654e8365efbee67a9a8c8a5874e0cc70fe14e9bae3ff',3);
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','sip_agents.conf',1,0,'49ea76442930bbb392f53e28895768212f4fa2d21c73b0151bf441cff82bedd9',1);
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','sip_agents.d/1000-1999.conf',3,0,'1596082adaa43f10ca2c2dba7674c6c29061dd55ef9cdc322d4b03e660690c14',3);
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','sip_agents.d/2000-2999.conf',1,0,'c6af588235722c88eceec50fc95621c23d1fad02859714bf932106c49a3fa334',1);
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','voicemail_agents.conf',1,0,'d80f2ef93feb89332fa74ecf7ca90f6a252b2ddeed00e45c63c7d2ba5b818632',1);
INSERT INTO fileWritten VALUES('/srv/asterisk/xcally','voicemail_agents.d/1000-1999.conf',1,0,'43c03a892370cb504c96489ea7233dc6c7f73e288d395c3f9942d6412aa524ab',1);
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
INSERT INTO operator VALUES(2,'bert','user','edit');
CREATE TABLE operatorQueue (
  operatorId INTEGER NOT NULL REFERENCES operator ON DELETE CASCADE,
  queueId INTEGER NOT NULL REFERENCES queue ON DELETE CASCADE,
  PRIMARY KEY (operatorId, queueId)
) STRICT, WITHOUT ROWID;
INSERT INTO operatorQueue VALUES(2,1);
CREATE TABLE auditMark (
  mark TEXT PRIMARY KEY NOT NULL CHECK (mark IN ('anchor', 'head')),
  id INTEGER NOT NULL CHECK (id >= 0),
  hash TEXT NOT NULL CHECK (length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*')
) STRICT, WITHOUT ROWID;
INSERT INTO auditMark VALUES('anchor',0,'0000000000000000000000000000000000000000000000000000000000000000');
INSERT INTO auditMark VALUES('head',15,'d9c9bdfcf9f3dbb9ae24119da6b837d345474790db19535b25405467da7144b5');
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('audit',15);
INSERT INTO sqlite_sequence VALUES('agent',3);
INSERT INTO sqlite_sequence VALUES('queue',1);
INSERT INTO sqlite_sequence VALUES('team',1);
INSERT INTO sqlite_sequence VALUES('operator',2);
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
