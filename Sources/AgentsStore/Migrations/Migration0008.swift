/// The schema for taking over a centre that runs.
enum Migration0008 {
  static let sql = names + credentials

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
}
