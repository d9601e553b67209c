import AgentsModel
import TestSupport

@testable import AgentsStore

/// A line of the audit trail.
///
/// All lines differ.
func entry(_ number: Int, verb: String = "edit", changes: String? = nil) -> AuditEntry {
  AuditEntry(
    at: "2026-11-24T01:02:\(10 + number % 50).004Z", login: "root", uid: 0, sudoUser: "anna",
    tty: "/dev/pts/\(number)", verb: verb, object: "agent\(number)",
    changes: changes ?? #"{"fullname":["","Agent \#(number)"]}"#)
}

extension StoreReader {
  /// The last lines of the audit trail, the latest first.
  func audit(last count: Int) throws -> [AuditEntry] {
    var filter = AuditFilter()
    filter.limit = count
    var entries: [AuditEntry] = []
    try forEachAudit(filter) { row, _ in entries.append(row.entry) }
    return entries
  }
}

extension Store {
  /// Writes lines of the audit trail, seven to a transaction.
  func fill(_ count: Int) throws {
    for start in stride(from: 0, to: count, by: 7) {
      try write { transaction in
        for number in start..<min(start + 7, count) { try transaction.append(entry(number)) }
      }
    }
  }
}

/// Ways of tampering with a trail of 60 rows.
enum Tampering {
  static func sql(_ random: inout Seeded) -> String {
    let row = Int.random(in: 1...60, using: &random)
    let other = Int.random(in: 1...60, using: &random)
    switch Int.random(in: 0..<10, using: &random) {
    case 0: return "DELETE FROM audit WHERE id = \(row)"
    case 1: return "DELETE FROM audit WHERE id >= \(row)"
    case 2 where row != other:
      return """
        UPDATE audit SET id = -1 WHERE id = \(row);
        UPDATE audit SET id = \(row) WHERE id = \(other);
        UPDATE audit SET id = \(other) WHERE id = -1
        """
    case 3:
      let mark = Bool.random(using: &random) ? "head" : "anchor"
      let ways = [
        "DELETE FROM auditMark WHERE mark = '\(mark)'",
        "UPDATE auditMark SET id = id + \(row) WHERE mark = '\(mark)'",
        "UPDATE auditMark SET hash = printf('%064d', \(row)) WHERE mark = '\(mark)'",
      ]
      return ways[Int.random(in: 0..<3, using: &random)]
    default:
      let columns = AuditEntry.columns + ["hash"]
      let column = columns[Int.random(in: 0..<columns.count, using: &random)]
      let value =
        switch column {
        case "uid": "uid + \(row)"
        case "changes": #"json_set(changes, '$.fullname[0]', 'x\#(row)')"#
        case "hash": "printf('%064d', \(row))"
        default: "\(column) || char(\(Int.random(in: 32...126, using: &random)))"
        }
      return "UPDATE audit SET \(column) = \(value) WHERE id = \(row)"
    }
  }
}
