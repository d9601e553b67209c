extension Migration0008 {
  /// The telephone at which a hot desk agent is logged on: one agent a telephone, one telephone an agent.
  ///
  /// The foreign key is deferred, because `undo` gives agents their telephones back before the telephones themselves.
  static let hotDesk = """
    ALTER TABLE agent ADD COLUMN telephone INTEGER
      REFERENCES telephone (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED;
    CREATE UNIQUE INDEX agentTelephone ON agent (telephone) WHERE telephone IS NOT NULL;
    """
}
