package import AgentsModel
internal import SQLite

extension StoreReader {
  /// All telephones, by internal.
  package func telephones() throws -> [Telephone] {
    try database.rows(
      """
      SELECT name, fullname, internal FROM telephone
        ORDER BY CAST(internal AS INTEGER), internal
      """, [], Self.telephone)
  }

  /// The telephone of this username, ignoring case.
  package func telephone(named name: String) throws -> Telephone? {
    try database.row(
      "SELECT name, fullname, internal FROM telephone WHERE name = ?", [name], Self.telephone)
  }

  /// How many external agents outside the bin choose a telephone at login.
  package func hotDeskAgents() throws -> Int {
    try count(
      "SELECT count(*) FROM agent WHERE hotdesk AND typology = 'external' AND deletedAt = ''", [])
  }

  /// Columns `name`, `fullname`, `internal`, first in the row.
  static func telephone(_ row: Statement) throws -> Telephone {
    let (telephone, findings) = Telephone.planned(
      name: row[0], fullname: row[1], internalNumber: row[2])
    guard findings.isEmpty else {
      throw AgentsError.unexpected("telephone \(telephone.name.text): \(findings[0].message)")
    }
    return telephone
  }
}
