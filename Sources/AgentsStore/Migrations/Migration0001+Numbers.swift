extension Migration0001 {
  /// The internals of agents and telephones, which share one number space, and where to look for a free one.
  ///
  /// Triggers maintain the table, so that no code can forget it: an agent has a row while it is outside the
  /// bin, and a telephone always. No number in `minimum..<next` of `internalCursor` is free. When a number in
  /// that range is freed, it becomes the new end of the range.
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
}
