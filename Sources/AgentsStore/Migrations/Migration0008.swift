/// The schema for taking over a centre that runs.
enum Migration0008 {
  static let sql =
    telephones + names + credentials + adoption + kept + runs
    + formerNumbers + hotDesk + mailboxes + formerVoice

  /// What an agent had with other typologies.
  private static let formerVoice = """
    ALTER TABLE agent ADD COLUMN "otherTypologies" TEXT NOT NULL DEFAULT ''
      CHECK ("otherTypologies" NOT GLOB '*[^a-z=,/ ]*');
    """

  /// The name of a phone in Asterisk, and what it logs in with, where these are not the username.
  ///
  /// Outside the bin no two phones have one name, and none has the username of another: it is theirs as soon as
  /// their own name is taken away.
  static let names = """
    ALTER TABLE agent ADD COLUMN "sipName" TEXT NOT NULL COLLATE NOCASE DEFAULT ''
      CHECK (length(CAST("sipName" AS BLOB)) <= 40 AND "sipName" NOT GLOB '*[^A-Za-z0-9._*+-]*');
    ALTER TABLE agent ADD COLUMN "sipAuthName" TEXT NOT NULL DEFAULT ''
      CHECK (length(CAST("sipAuthName" AS BLOB)) <= 40
        AND "sipAuthName" NOT GLOB '*[^A-Za-z0-9._*+@-]*');
    CREATE UNIQUE INDEX agentSIPName ON agent (sipName) WHERE deletedAt = '' AND sipName <> '';
    CREATE TRIGGER agentPeerAdded BEFORE INSERT ON agent
      WHEN NEW.deletedAt = '' AND (\(isTaken))
    BEGIN SELECT raise(ABORT, 'another phone has this name'); END;
    CREATE TRIGGER agentPeerChanged BEFORE UPDATE OF name, sipName, deletedAt ON agent
      WHEN NEW.deletedAt = '' AND (\(isTaken))
    BEGIN SELECT raise(ABORT, 'another phone has this name'); END;
    CREATE TRIGGER telephonePeerAdded BEFORE INSERT ON telephone
      WHEN EXISTS (SELECT 1 FROM \(agentWithSIPName))
    BEGIN SELECT raise(ABORT, 'the phone of an agent has this name'); END;
    CREATE TRIGGER telephonePeerChanged BEFORE UPDATE OF name ON telephone
      WHEN EXISTS (SELECT 1 FROM \(agentWithSIPName))
    BEGIN SELECT raise(ABORT, 'the phone of an agent has this name'); END;
    """

  /// Whether the username or the name of the phone is another's.
  private static let isTaken = """
    EXISTS (SELECT 1 FROM \(agentWithSIPName) AND id <> NEW.id)
      OR NEW.sipName <> '' AND (
        EXISTS (SELECT 1 FROM agent
          WHERE name = NEW.sipName AND deletedAt = '' AND id <> NEW.id)
        OR EXISTS (SELECT 1 FROM telephone WHERE name = NEW.sipName))
    """

  private static let agentWithSIPName =
    "agent WHERE sipName = NEW.name AND sipName <> '' AND deletedAt = ''"

  /// The name that a digest was made of, and when it was taken over from files of the centre (empty: a password
  /// was set here).
  static let credentials = """
    ALTER TABLE credential ADD COLUMN sipUser TEXT NOT NULL DEFAULT '';
    ALTER TABLE credential ADD COLUMN adoptedAt TEXT NOT NULL DEFAULT ''
      CHECK (adoptedAt = '' OR adoptedAt LIKE '____-__-__T__:__:__.___Z');
    UPDATE credential SET sipUser = (SELECT name FROM agent WHERE id = agentId);
    """

  /// A telephone has the voice fields of an agent, a name as other programs give it, and perhaps a digest of MD5 alone.
  ///
  /// Those that exist are written to the files as before.
  ///
  /// SQLite can change a `CHECK` only by making the table anew. To drop the old one deletes the numbers that belong to
  /// it, and a trigger that names a table that is not there prevents the renaming: so they are made again.
  static let telephones = """
    CREATE TABLE newTelephone (
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
      createdAt TEXT NOT NULL CHECK (createdAt LIKE '____-__-__T__:__:__.___Z'),
      CHECK (typology <> 'webrtc'
        OR transport = 'wss' AND encryption AND instr(allow, 'g729') = 0)
    ) STRICT;
    INSERT INTO newTelephone
      SELECT id, name, fullname, internal, 'external', 'udp,tcp', 'dynamic', 'force_rport,comedia',
          'friend', 'ulaw,alaw', '', 'from-sip', '', '', 0, 0, sipRealm, sipMD5, sipSHA256, '', createdAt
        FROM telephone;
    DROP TRIGGER agentNamed;
    DROP TRIGGER agentRestored;
    DROP TABLE telephone;
    ALTER TABLE newTelephone RENAME TO telephone;
    INSERT OR IGNORE INTO number (internal, telephoneId) SELECT internal, id FROM telephone;
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
    """
}
