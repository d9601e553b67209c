/// The schema for finding what is as it should be without reading it.
enum Migration0007 {
  static let sql = stamps + contexts

  /// Size, time and identity of a generated file when its contents were last found right.
  static let stamps = """
    ALTER TABLE fileWritten ADD COLUMN stamp TEXT NOT NULL DEFAULT '';
    """

  /// Agents in other contexts than the usual one, which are few.
  static let contexts = """
    CREATE INDEX agentContext ON agent (context)
      WHERE deletedAt = '' AND context <> 'from-sip';
    """
}
