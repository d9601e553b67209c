extension Migration0001 {
  /// The number space that agents and telephones share, and where to look for a free one.
  ///
  /// Triggers keep it, so that no path of the program can forget to: an agent has a row exactly
  /// while it is not in the bin, a telephone as long as it exists. `internalCursor` promises that no
  /// number in `minimum..<next` is free; a freed number takes the promise back to itself.
  static let numbers = """
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
    ) STRICT;
    INSERT INTO internalCursor (only, minimum, next) VALUES (1, 1000, 1000);
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
    """

  /// The outbox: a file is pending in a directory while the revision written there is not its own.
  ///
  /// A file that no longer has content stays known as `isGone`, so that it is neither pending nor
  /// looked for, until the next change of its content. `reloaded` is the revision that Asterisk was
  /// told of: what is written and not told is owed, whatever killed the run between.
  static let files = """
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
      reloaded INTEGER NOT NULL CHECK (reloaded BETWEEN 0 AND revision),
      PRIMARY KEY (directory, name)
    ) STRICT, WITHOUT ROWID;
    """
}
