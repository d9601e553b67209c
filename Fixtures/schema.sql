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
    CHECK ("clientLogLevel" IN ('error', 'warning', 'info', 'debug')), "sipName" TEXT NOT NULL COLLATE NOCASE DEFAULT ''
  CHECK (length(CAST("sipName" AS BLOB)) <= 40 AND "sipName" NOT GLOB '*[^A-Za-z0-9._*+-]*'), "sipAuthName" TEXT NOT NULL DEFAULT ''
  CHECK (length(CAST("sipAuthName" AS BLOB)) <= 40
    AND "sipAuthName" NOT GLOB '*[^A-Za-z0-9._*+@-]*'), held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1)), telephone INTEGER
  REFERENCES telephone (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED, "otherTypologies" TEXT NOT NULL DEFAULT ''
  CHECK ("otherTypologies" NOT GLOB '*[^a-z=,/ ]*'),
  CHECK ("fullname" <> "internal"),
  CHECK ("voicemailPin" <> "internal"),
  CHECK (NOT ("voicemail" AND instr("fullname", ','))),
  CHECK (NOT ("phoneBarScreenRecordingByAgent" AND "phoneBarAutomaticScreenRecording")),
  CHECK ("phoneBarUnconditional" = 0 OR "phoneBarUnconditionalNumber" <> ''),
  CHECK ("typology" <> 'mobile' OR "pushGateway" <> ''),
  CHECK ("typology" <> 'webrtc' OR ("transport" = 'wss' AND "encryption")),
  CHECK ("typology" NOT IN ('phonebar', 'webrtc') OR instr("allow", 'g729') = 0)
) STRICT;
CREATE TABLE sqlite_sequence(name,seq);
CREATE UNIQUE INDEX agentName ON agent (name) WHERE deletedAt = '';
CREATE UNIQUE INDEX agentEmail ON agent (email) WHERE deletedAt = '';
CREATE UNIQUE INDEX agentInternal ON agent (internal) WHERE deletedAt = '';
CREATE INDEX agentInBin ON agent (name, deletedAt) WHERE deletedAt <> '';
CREATE TABLE passwordHistory (
  id INTEGER PRIMARY KEY,
  agentId INTEGER NOT NULL REFERENCES agent ON DELETE CASCADE,
  at TEXT NOT NULL CHECK (at <> ''),
  passwordHash TEXT NOT NULL CHECK (passwordHash LIKE '$_%')
) STRICT;
CREATE INDEX passwordHistoryOfAgent ON passwordHistory (agentId, id);
CREATE TABLE number (
  internal TEXT PRIMARY KEY NOT NULL,
  agentId INTEGER UNIQUE REFERENCES agent ON DELETE CASCADE,
  telephoneId INTEGER UNIQUE REFERENCES telephone ON DELETE CASCADE,
  CHECK ((agentId IS NULL) <> (telephoneId IS NULL))
) STRICT, WITHOUT ROWID;
CREATE TABLE internalCursor (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  minimum INTEGER NOT NULL,
  next INTEGER NOT NULL CHECK (next >= minimum)
, remembers INTEGER NOT NULL DEFAULT 1
  CHECK (remembers IN (0, 1))) STRICT;
CREATE TRIGGER agentAdded AFTER INSERT ON agent WHEN NEW.deletedAt = '' BEGIN
  INSERT INTO number (internal, agentId) VALUES (NEW.internal, NEW.id);
END;
CREATE TRIGGER agentMoved AFTER UPDATE OF internal, deletedAt ON agent BEGIN
  DELETE FROM number WHERE agentId = OLD.id;
  INSERT INTO number (internal, agentId)
    SELECT NEW.internal, NEW.id WHERE NEW.deletedAt = '';
END;
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
  weight INTEGER NOT NULL CHECK (weight BETWEEN 0 AND 10), held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1)),
  UNIQUE (channel, name)
) STRICT;
CREATE TABLE queueMember (
  queueId INTEGER NOT NULL REFERENCES queue ON DELETE CASCADE,
  agentId INTEGER NOT NULL REFERENCES agent ON DELETE CASCADE,
  penalty INTEGER NOT NULL CHECK (penalty >= 0),
  PRIMARY KEY (queueId, agentId)
) STRICT, WITHOUT ROWID;
CREATE INDEX queueMemberOfAgent ON queueMember (agentId);
CREATE TABLE team (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE
    CHECK (length(CAST(name AS BLOB)) BETWEEN 1 AND 79 AND name NOT GLOB '*[,:=]*'
      AND name NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || ']*'
      AND name = trim(name))
) STRICT;
CREATE TABLE teamMember (
  teamId INTEGER NOT NULL REFERENCES team ON DELETE CASCADE,
  agentId INTEGER NOT NULL REFERENCES agent ON DELETE CASCADE,
  PRIMARY KEY (teamId, agentId)
) STRICT, WITHOUT ROWID;
CREATE INDEX teamMemberOfAgent ON teamMember (agentId);
CREATE TABLE queueTeam (
  queueId INTEGER NOT NULL REFERENCES queue ON DELETE CASCADE,
  teamId INTEGER NOT NULL REFERENCES team ON DELETE CASCADE, penalty INTEGER NOT NULL DEFAULT 0 CHECK (penalty >= 0),
  PRIMARY KEY (queueId, teamId)
) STRICT, WITHOUT ROWID;
CREATE INDEX queueTeamOfTeam ON queueTeam (teamId);
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
CREATE INDEX profileMemberOfAgent ON profileMember (agentId);
CREATE TABLE setting (
  key TEXT PRIMARY KEY NOT NULL CHECK (key <> ''),
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE installation (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  id TEXT NOT NULL CHECK (length(id) = 16 AND id NOT GLOB '*[^0-9a-f]*')
) STRICT;
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
CREATE TABLE fileRevision (
  name TEXT PRIMARY KEY NOT NULL CHECK (name <> ''),
  revision INTEGER NOT NULL CHECK (revision >= 1)
) STRICT, WITHOUT ROWID;
CREATE TABLE fileWritten (
  directory TEXT NOT NULL CHECK (directory <> ''),
  name TEXT NOT NULL REFERENCES fileRevision ON DELETE CASCADE,
  revision INTEGER NOT NULL CHECK (revision >= 1),
  isGone INTEGER NOT NULL CHECK (isGone IN (0, 1)),
  checksum TEXT NOT NULL CHECK (length(checksum) = 64 OR isGone AND checksum = ''),
  reloaded INTEGER NOT NULL CHECK (reloaded BETWEEN 0 AND revision), stamp TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (directory, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE asteriskSeen (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  version TEXT NOT NULL CHECK (version <> '')
) STRICT;
CREATE INDEX agentLocked ON agent (lockedAt) WHERE locked = 1;
CREATE TABLE passwordToken (
  sha256 TEXT PRIMARY KEY NOT NULL
    CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
  agentId INTEGER NOT NULL UNIQUE REFERENCES agent ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('reset', 'invite')),
  createdAt TEXT NOT NULL CHECK (createdAt LIKE '____-__-__T__:__:__.___Z'),
  expiresAt TEXT NOT NULL
    CHECK (expiresAt LIKE '____-__-__T__:__:__.___Z' AND expiresAt > createdAt)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE operator (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  login TEXT NOT NULL UNIQUE CHECK (login <> ''),
  role TEXT NOT NULL CHECK (role IN ('admin', 'user')),
  permission TEXT NOT NULL CHECK (permission IN ('read', 'edit', 'delete', 'full')),
  CHECK (role = 'user' OR permission = 'full')
) STRICT;
CREATE TABLE operatorQueue (
  operatorId INTEGER NOT NULL REFERENCES operator ON DELETE CASCADE,
  queueId INTEGER NOT NULL REFERENCES queue ON DELETE CASCADE,
  PRIMARY KEY (operatorId, queueId)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE auditMark (
  mark TEXT PRIMARY KEY NOT NULL CHECK (mark IN ('anchor', 'head')),
  id INTEGER NOT NULL CHECK (id >= 0),
  hash TEXT NOT NULL CHECK (length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*')
) STRICT, WITHOUT ROWID;
CREATE TABLE driverLeft (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  driver TEXT NOT NULL CHECK (driver IN ('sip', 'pjsip'))
) STRICT;
CREATE INDEX agentRendered ON agent (CAST(internal AS INTEGER), internal) WHERE deletedAt = '';
CREATE TABLE loginAttempt (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  agentId INTEGER UNIQUE REFERENCES agent ON DELETE CASCADE,
  at TEXT NOT NULL CHECK (at LIKE '____-__-__T__:__:__.___Z')
) STRICT;
CREATE TABLE "credential" (
  agentId INTEGER PRIMARY KEY REFERENCES agent ON DELETE CASCADE,
  passwordHash TEXT NOT NULL CHECK (passwordHash = '' OR passwordHash LIKE '$_%'),
  sipRealm TEXT NOT NULL CHECK (sipRealm <> ''),
  sipMD5 TEXT NOT NULL CHECK (length(sipMD5) = 32 AND sipMD5 NOT GLOB '*[^0-9a-f]*'),
  sipSHA256 TEXT NOT NULL
    CHECK (sipSHA256 = '' OR length(sipSHA256) = 64 AND sipSHA256 NOT GLOB '*[^0-9a-f]*'),
  expiredAt TEXT NOT NULL DEFAULT ''
    CHECK (expiredAt = '' OR expiredAt LIKE '____-__-__T__:__:__.___Z')
, sipUser TEXT NOT NULL DEFAULT '', adoptedAt TEXT NOT NULL DEFAULT ''
  CHECK (adoptedAt = '' OR adoptedAt LIKE '____-__-__T__:__:__.___Z')) STRICT;
CREATE INDEX credentialOfLogin ON credential (agentId) WHERE passwordHash <> '';
CREATE TRIGGER tokenOfPassword AFTER INSERT ON credential WHEN NEW.passwordHash <> ''
BEGIN DELETE FROM passwordToken WHERE agentId = NEW.agentId; END;
CREATE TRIGGER tokenOfNewPassword AFTER UPDATE OF passwordHash ON credential
  WHEN NEW.passwordHash <> OLD.passwordHash
BEGIN DELETE FROM passwordToken WHERE agentId = NEW.agentId; END;
CREATE INDEX agentContext ON agent (context)
  WHERE deletedAt = '' AND context <> 'from-sip';
CREATE TABLE "telephone" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE
    CHECK (length(CAST(name AS BLOB)) BETWEEN 1 AND 40 AND name NOT GLOB '*[^A-Za-z0-9._+*-]*'),
  fullname TEXT NOT NULL
    CHECK (length(CAST(fullname AS BLOB)) BETWEEN 1 AND 79
      AND fullname NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || ']*'),
  internal TEXT NOT NULL
    CHECK (length(internal) BETWEEN 2 AND 10 AND internal NOT GLOB '*[^0-9]*'),
  typology TEXT NOT NULL CHECK (typology IN ('external', 'webrtc')),
  transport TEXT NOT NULL CHECK (transport <> ''),
  host TEXT NOT NULL CHECK (host <> ''),
  nat TEXT NOT NULL CHECK (nat <> ''),
  type TEXT NOT NULL CHECK (type IN ('friend', 'user', 'peer')),
  allow TEXT NOT NULL CHECK (allow <> ''),
  callerid TEXT NOT NULL
    CHECK (callerid NOT GLOB '*[' || char(1) || '-' || char(31) || char(127) || ']*'),
  context TEXT NOT NULL
    CHECK (length(CAST(context AS BLOB)) BETWEEN 1 AND 40
      AND context NOT GLOB '*[^A-Za-z0-9_-]*'),
  callGroup TEXT NOT NULL CHECK (callGroup NOT GLOB '*[^0-9,-]*'),
  pickupGroup TEXT NOT NULL CHECK (pickupGroup NOT GLOB '*[^0-9,-]*'),
  videosupport INTEGER NOT NULL CHECK (videosupport IN (0, 1)),
  encryption INTEGER NOT NULL CHECK (encryption IN (0, 1)),
  sipRealm TEXT NOT NULL,
  sipMD5 TEXT NOT NULL CHECK (length(sipMD5) = 32 AND sipMD5 NOT GLOB '*[^0-9a-f]*'),
  sipSHA256 TEXT NOT NULL
    CHECK (sipSHA256 = '' OR length(sipSHA256) = 64 AND sipSHA256 NOT GLOB '*[^0-9a-f]*'),
  adoptedAt TEXT NOT NULL DEFAULT ''
    CHECK (adoptedAt = '' OR adoptedAt LIKE '____-__-__T__:__:__.___Z'),
  createdAt TEXT NOT NULL CHECK (createdAt LIKE '____-__-__T__:__:__.___Z'), held INTEGER NOT NULL DEFAULT 0 CHECK (held IN (0, 1)),
  CHECK (typology <> 'webrtc'
    OR transport = 'wss' AND encryption AND instr(allow, 'g729') = 0)
) STRICT;
CREATE INDEX telephoneNumber ON telephone (CAST(internal AS INTEGER), internal);
CREATE INDEX telephoneContext ON telephone (context) WHERE context <> 'from-sip';
CREATE TRIGGER telephoneAdded AFTER INSERT ON telephone BEGIN
  INSERT INTO number (internal, telephoneId) VALUES (NEW.internal, NEW.id);
END;
CREATE TRIGGER telephoneMoved AFTER UPDATE OF internal ON telephone BEGIN
  DELETE FROM number WHERE telephoneId = OLD.id;
  INSERT INTO number (internal, telephoneId) VALUES (NEW.internal, NEW.id);
END;
CREATE TRIGGER telephoneNamed BEFORE INSERT ON telephone
  WHEN EXISTS (SELECT 1 FROM agent WHERE agent.name = NEW.name AND agent.deletedAt = '')
BEGIN SELECT raise(ABORT, 'an agent has this name'); END;
CREATE TRIGGER telephoneRenamed BEFORE UPDATE OF name ON telephone
  WHEN EXISTS (SELECT 1 FROM agent WHERE agent.name = NEW.name AND agent.deletedAt = '')
BEGIN SELECT raise(ABORT, 'an agent has this name'); END;
CREATE TRIGGER agentNamed BEFORE INSERT ON agent
  WHEN NEW.deletedAt = '' AND EXISTS (SELECT 1 FROM telephone WHERE telephone.name = NEW.name)
BEGIN SELECT raise(ABORT, 'a telephone has this name'); END;
CREATE TRIGGER agentRestored BEFORE UPDATE OF deletedAt ON agent
  WHEN NEW.deletedAt = '' AND EXISTS (SELECT 1 FROM telephone WHERE telephone.name = NEW.name)
BEGIN SELECT raise(ABORT, 'a telephone has this name'); END;
CREATE UNIQUE INDEX agentSIPName ON agent (sipName) WHERE deletedAt = '' AND sipName <> '';
CREATE TRIGGER agentPeerAdded BEFORE INSERT ON agent
  WHEN NEW.deletedAt = '' AND (EXISTS (SELECT 1 FROM agent WHERE sipName = NEW.name AND sipName <> '' AND deletedAt = '' AND id <> NEW.id)
  OR NEW.sipName <> '' AND (
    EXISTS (SELECT 1 FROM agent
      WHERE name = NEW.sipName AND deletedAt = '' AND id <> NEW.id)
    OR EXISTS (SELECT 1 FROM telephone WHERE name = NEW.sipName)))
BEGIN SELECT raise(ABORT, 'another phone has this name'); END;
CREATE TRIGGER agentPeerChanged BEFORE UPDATE OF name, sipName, deletedAt ON agent
  WHEN NEW.deletedAt = '' AND (EXISTS (SELECT 1 FROM agent WHERE sipName = NEW.name AND sipName <> '' AND deletedAt = '' AND id <> NEW.id)
  OR NEW.sipName <> '' AND (
    EXISTS (SELECT 1 FROM agent
      WHERE name = NEW.sipName AND deletedAt = '' AND id <> NEW.id)
    OR EXISTS (SELECT 1 FROM telephone WHERE name = NEW.sipName)))
BEGIN SELECT raise(ABORT, 'another phone has this name'); END;
CREATE TRIGGER telephonePeerAdded BEFORE INSERT ON telephone
  WHEN EXISTS (SELECT 1 FROM agent WHERE sipName = NEW.name AND sipName <> '' AND deletedAt = '')
BEGIN SELECT raise(ABORT, 'the phone of an agent has this name'); END;
CREATE TRIGGER telephonePeerChanged BEFORE UPDATE OF name ON telephone
  WHEN EXISTS (SELECT 1 FROM agent WHERE sipName = NEW.name AND sipName <> '' AND deletedAt = '')
BEGIN SELECT raise(ABORT, 'the phone of an agent has this name'); END;
CREATE TABLE adoption (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL CHECK (at LIKE '____-__-__T__:__:__.___Z'),
  directory TEXT NOT NULL CHECK (directory LIKE '/%'),
  state TEXT NOT NULL CHECK (state IN ('held', 'cutting', 'live', 'undone'))
) STRICT;
CREATE TABLE adoptionMember (
  adoptionId INTEGER NOT NULL REFERENCES adoption ON DELETE CASCADE,
  agentId INTEGER REFERENCES agent ON DELETE CASCADE,
  telephoneId INTEGER REFERENCES telephone ON DELETE CASCADE,
  queueId INTEGER REFERENCES queue ON DELETE CASCADE,
  CHECK ((agentId IS NULL) + (telephoneId IS NULL) + (queueId IS NULL) = 2)
) STRICT;
CREATE INDEX adoptionMemberOf ON adoptionMember (adoptionId);
CREATE INDEX adoptionMemberAgent ON adoptionMember (agentId) WHERE agentId IS NOT NULL;
CREATE INDEX adoptionMemberTelephone ON adoptionMember (telephoneId)
  WHERE telephoneId IS NOT NULL;
CREATE INDEX adoptionMemberQueue ON adoptionMember (queueId) WHERE queueId IS NOT NULL;
CREATE TABLE adoptionFile (
  adoptionId INTEGER NOT NULL REFERENCES adoption ON DELETE CASCADE,
  path TEXT NOT NULL CHECK (path LIKE '/%'),
  backup TEXT NOT NULL,
  before TEXT NOT NULL CHECK (before = '' OR length(before) = 64),
  after TEXT NOT NULL CHECK (length(after) = 64),
  PRIMARY KEY (adoptionId, path)
) STRICT, WITHOUT ROWID;
CREATE TABLE adoptionSetting (
  adoptionId INTEGER NOT NULL REFERENCES adoption ON DELETE CASCADE,
  key TEXT NOT NULL,
  before TEXT,
  after TEXT NOT NULL,
  PRIMARY KEY (adoptionId, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE keptSetting (
  id INTEGER PRIMARY KEY,
  agentId INTEGER REFERENCES agent (id) ON DELETE CASCADE,
  telephoneId INTEGER REFERENCES telephone (id) ON DELETE CASCADE,
  queueId INTEGER REFERENCES queue (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  key TEXT NOT NULL CHECK (key <> ''),
  value TEXT NOT NULL CHECK (length(CAST(value AS BLOB)) BETWEEN 1 AND 1000),
  CHECK ((agentId IS NOT NULL) + (telephoneId IS NOT NULL) + (queueId IS NOT NULL) = 1),
  CHECK (kind IN ('sip', 'pjsip') AND queueId IS NULL OR kind = 'queue' AND queueId IS NOT NULL)
) STRICT;
CREATE INDEX keptOfAgent ON keptSetting (agentId) WHERE agentId IS NOT NULL;
CREATE INDEX keptOfTelephone ON keptSetting (telephoneId) WHERE telephoneId IS NOT NULL;
CREATE INDEX keptOfQueue ON keptSetting (queueId) WHERE queueId IS NOT NULL;
CREATE TABLE run (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL CHECK (at LIKE '____-__-__T__:__:__.___Z'),
  login TEXT NOT NULL,
  uid INTEGER NOT NULL CHECK (uid BETWEEN 0 AND 4294967295),
  sudoUser TEXT NOT NULL,
  verb TEXT NOT NULL CHECK (verb <> ''),
  undoes INTEGER REFERENCES run ON DELETE SET NULL,
  schema INTEGER NOT NULL
) STRICT;
CREATE INDEX runAt ON run (at);
CREATE INDEX runUndoing ON run (undoes) WHERE undoes IS NOT NULL;
CREATE TABLE runPart (
  id INTEGER PRIMARY KEY,
  runId INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
  firstAudit INTEGER NOT NULL,
  lastAudit INTEGER NOT NULL CHECK (lastAudit >= firstAudit - 1),
  changes BLOB NOT NULL
) STRICT;
CREATE INDEX runPartOfRun ON runPart (runId);
CREATE INDEX runPartOfAudit ON runPart (firstAudit);
CREATE INDEX runPartKept ON runPart (runId) WHERE length(changes) > 0;
CREATE TABLE runPicture (
  name TEXT PRIMARY KEY NOT NULL CHECK (name <> ''),
  runId INTEGER NOT NULL REFERENCES run ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE TABLE formerNumber (
  internal TEXT PRIMARY KEY NOT NULL,
  agentId INTEGER,
  telephoneId INTEGER,
  name TEXT NOT NULL CHECK (name <> ''),
  until TEXT NOT NULL CHECK (until = '' OR until LIKE '____-__-__T__:__:__.___Z'),
  CHECK ((agentId IS NULL) <> (telephoneId IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX formerNumberNow ON formerNumber (internal) WHERE until = '';
CREATE TRIGGER numberFreed AFTER DELETE ON number BEGIN
  INSERT INTO formerNumber (internal, agentId, telephoneId, name, until)
    SELECT OLD.internal, OLD.agentId, OLD.telephoneId,
        coalesce((SELECT name FROM agent WHERE id = OLD.agentId),
          (SELECT name FROM telephone WHERE id = OLD.telephoneId)), ''
      FROM internalCursor WHERE remembers
    ON CONFLICT (internal) DO UPDATE SET agentId = excluded.agentId,
      telephoneId = excluded.telephoneId, name = excluded.name, until = '';
  UPDATE internalCursor SET next = CAST(OLD.internal AS INTEGER)
    WHERE CAST(OLD.internal AS INTEGER) >= minimum AND CAST(OLD.internal AS INTEGER) < next
      AND (NOT EXISTS (SELECT 1 FROM formerNumber WHERE internal = OLD.internal)
        OR EXISTS (SELECT 1 FROM setting WHERE key = 'reuseInternals' AND value = 'true'));
END;
CREATE TRIGGER numberTaken AFTER INSERT ON number BEGIN
  DELETE FROM formerNumber WHERE internal = NEW.internal
    AND agentId IS NEW.agentId AND telephoneId IS NEW.telephoneId;
END;
CREATE TRIGGER agentGone BEFORE DELETE ON agent BEGIN
  DELETE FROM number WHERE agentId = OLD.id;
END;
CREATE TRIGGER telephoneGone BEFORE DELETE ON telephone BEGIN
  DELETE FROM number WHERE telephoneId = OLD.id;
END;
CREATE TRIGGER reuseSet AFTER INSERT ON setting WHEN NEW.key = 'reuseInternals' BEGIN
  UPDATE internalCursor SET next = minimum;
END;
CREATE TRIGGER reuseChanged AFTER UPDATE ON setting WHEN NEW.key = 'reuseInternals' BEGIN
  UPDATE internalCursor SET next = minimum;
END;
CREATE TRIGGER reuseUnset AFTER DELETE ON setting WHEN OLD.key = 'reuseInternals' BEGIN
  UPDATE internalCursor SET next = minimum;
END;
CREATE UNIQUE INDEX agentTelephone ON agent (telephone) WHERE telephone IS NOT NULL;
CREATE TABLE mailboxMove (
  agentId INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  old TEXT NOT NULL CHECK (old <> '' AND old NOT GLOB '*[^0-9]*'),
  new TEXT NOT NULL CHECK (new NOT GLOB '*[^0-9]*'),
  isLifted INTEGER NOT NULL CHECK (isLifted IN (0, 1))
) STRICT;
CREATE TABLE newPIN (
  agentId INTEGER PRIMARY KEY REFERENCES agent ON DELETE CASCADE
) STRICT;
CREATE TRIGGER pinChanged AFTER UPDATE OF voicemailPin ON agent
  WHEN OLD.voicemailPin <> NEW.voicemailPin
BEGIN INSERT OR IGNORE INTO newPIN (agentId) VALUES (NEW.id); END;
CREATE TRIGGER pinOfSuccessor AFTER INSERT ON agent
  WHEN EXISTS (SELECT 1 FROM formerNumber WHERE internal = NEW.internal)
BEGIN INSERT OR IGNORE INTO newPIN (agentId) VALUES (NEW.id); END;
