internal import AgentsModel
internal import SQLite

/// How much there is of everything.
package struct CentreCounts: Equatable, Sendable {
  package let agents: Int
  package let disabled: Int
  package let telephones: Int
  package let queues: Int
}

extension StoreReader {
  /// Agents that are not in the bin, those of them that are disabled, telephones, and queues of all channels.
  package func counts() throws -> CentreCounts {
    let agents: [CentreCounts] = try database.rows(
      """
      SELECT (SELECT count(*) FROM agent WHERE deletedAt = ''),
        (SELECT count(*) FROM agent WHERE deletedAt = '' AND disabled = 1),
        (SELECT count(*) FROM telephone), (SELECT count(*) FROM queue)
      """, []
    ) { CentreCounts(agents: $0[0], disabled: $0[1], telephones: $0[2], queues: $0[3]) }
    return agents[0]
  }
}

extension StoreReader {
  /// What SQLite finds wrong with the database; empty when it is whole.
  package func quickCheck() throws -> [String] {
    let lines: [String] = try database.values("PRAGMA quick_check(10)")
    return lines.filter { $0 != "ok" }
  }

  /// When the last row of the audit trail was written, as it is stored; nil when there is none.
  package func newestAuditTime() throws -> String? {
    try database.value("SELECT at FROM audit ORDER BY id DESC LIMIT 1")
  }
}
