extension Migration0008 {
  /// What is still to be done in the directory of the mailboxes.
  ///
  /// `mailboxMove` has at most one row for each agent: where its directory is, and where it belongs; empty = it is to be
  /// removed. The agent may be gone, so its id is no reference. `newPIN` has the agents whose PIN was set here and whose
  /// mailbox may still have another one in its directory: of a change at the phone, or of who had the number before.
  ///
  /// Each mailbox says from now on where its PIN is kept, so that all files of mailboxes are written again.
  static let mailboxes = """
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
    UPDATE fileRevision SET revision = revision + 1 WHERE name GLOB 'voicemail_agents.d/*';
    """
}
