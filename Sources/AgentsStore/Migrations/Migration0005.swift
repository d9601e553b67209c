/// The schema for the chain of the audit trail.
enum Migration0005 {
  static let sql = columns + marks

  /// The hash is empty only until `AuditTrail.adopt` sets it, in the same transaction.
  static let columns = """
    ALTER TABLE audit ADD COLUMN sudoUser TEXT NOT NULL DEFAULT '';
    ALTER TABLE audit ADD COLUMN hash TEXT NOT NULL DEFAULT ''
      CHECK (hash = '' OR length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*');
    """

  /// The ends of the chain: it begins after the anchor, the last row that was pruned, and ends with the head,
  /// the last row that was written.
  ///
  /// Without the head, nobody could see that the last rows were removed.
  static let marks = """
    CREATE TABLE auditMark (
      mark TEXT PRIMARY KEY NOT NULL CHECK (mark IN ('anchor', 'head')),
      id INTEGER NOT NULL CHECK (id >= 0),
      hash TEXT NOT NULL CHECK (length(hash) = 64 AND hash NOT GLOB '*[^0-9a-f]*')
    ) STRICT, WITHOUT ROWID;
    INSERT INTO auditMark VALUES ('anchor', 0, printf('%064d', 0)), ('head', 0, printf('%064d', 0));
    """
}
