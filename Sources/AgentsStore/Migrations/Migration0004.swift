/// The schema for operators.
enum Migration0004 {
  static let sql = operators + queues + admins

  /// Upper and lower case of logins differ, as they do for the system.
  ///
  /// An id is never reused, so that a run of a removed operator gets no rights of another one.
  static let operators = """
    CREATE TABLE operator (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      login TEXT NOT NULL UNIQUE CHECK (login <> ''),
      role TEXT NOT NULL CHECK (role IN ('admin', 'user')),
      permission TEXT NOT NULL CHECK (permission IN ('read', 'edit', 'delete', 'full')),
      CHECK (role = 'user' OR permission = 'full')
    ) STRICT;
    """

  static let queues = """
    CREATE TABLE operatorQueue (
      operatorId INTEGER NOT NULL REFERENCES operator ON DELETE CASCADE,
      queueId INTEGER NOT NULL REFERENCES queue ON DELETE CASCADE,
      PRIMARY KEY (operatorId, queueId)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX operatorQueueOfQueue ON operatorQueue (queueId);
    """

  /// While there are operators, at least one is an admin.
  static let admins = """
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
    """
}
