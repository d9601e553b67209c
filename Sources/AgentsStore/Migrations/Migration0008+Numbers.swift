extension Migration0008 {
  /// The internals that agents and telephones gave up, each with its last owner.
  ///
  /// Triggers maintain the table, as they do `number`. `until` is empty during the transaction that frees the number;
  /// its end fills it in; who gets a number back never gave it up. While `internalCursor.remembers` is 0, as in an undoing, numbers are freed as if nobody had
  /// had them. No number in the range of `internalCursor` may be given away: one that is remembered stays in it unless
  /// the setting `reuseInternals` allows it, so a change of that setting empties the range.
  static let formerNumbers = """
    CREATE TABLE formerNumber (
      internal TEXT PRIMARY KEY NOT NULL,
      agentId INTEGER,
      telephoneId INTEGER,
      name TEXT NOT NULL CHECK (name <> ''),
      until TEXT NOT NULL CHECK (until = '' OR until LIKE '____-__-__T__:__:__.___Z'),
      CHECK ((agentId IS NULL) <> (telephoneId IS NULL))
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX formerNumberNow ON formerNumber (internal) WHERE until = '';
    INSERT INTO formerNumber (internal, agentId, name, until)
      SELECT internal, id, name, deletedAt FROM agent WHERE deletedAt <> '' ORDER BY deletedAt, id
      ON CONFLICT (internal) DO UPDATE
        SET agentId = excluded.agentId, name = excluded.name, until = excluded.until;
    ALTER TABLE internalCursor ADD COLUMN remembers INTEGER NOT NULL DEFAULT 1
      CHECK (remembers IN (0, 1));
    UPDATE internalCursor SET next = minimum;
    DROP TRIGGER numberFreed;
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
    """
}
