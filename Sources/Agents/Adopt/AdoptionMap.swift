internal import AgentsModel

/// What somebody knows better than the files of a centre: a CSV with a column `peer`, the SIP name, and any fields.
public enum AdoptionMap {
  /// Reads the file.
  ///
  /// - Returns: by SIP name, the values of fields by their keys; empty cells are left out.
  /// - Throws: `AgentsError.refused` with every problem and its line.
  public static func read(_ bytes: [UInt8], named name: String) throws -> [String: [String: String]]
  {
    var reader = CSVReader(bytes)
    var record = CSVRecord()
    guard try reader.next(into: &record) else {
      throw AgentsError.refused([problem("csv.empty", "\(name) is empty", line: 1)])
    }
    let header = (0..<record.count).map { trimmedWord(record.text($0) ?? "") }
    var findings = check(header, name)
    guard findings.isEmpty, let peer = header.firstIndex(of: "peer") else {
      throw AgentsError.refused(findings)
    }
    var rows: [String: [String: String]] = [:]
    while try reader.next(into: &record) {
      guard record.count == header.count, record.problems.isEmpty, let key = record.text(peer)
      else {
        findings.append(
          problem(
            "csv.row", "this row does not have the \(header.count) cells of the header",
            line: record.line))
        continue
      }
      guard rows[key] == nil else {
        findings.append(problem("csv.twice", "\(quoted(key)) is in two rows", line: record.line))
        continue
      }
      rows[key] = Dictionary(
        header.indices.filter { $0 != peer && !record.isEmpty($0) }
          .map { (header[$0], record.text($0) ?? "") }, uniquingKeysWith: { $1 })
    }
    _ = try findings.orRefused()
    return rows
  }

  private static func check(_ header: [String], _ name: String) -> [Finding] {
    var findings: [Finding] = []
    if !header.contains("peer") {
      findings.append(
        problem(
          "map.peer", "\(name) has no column peer", line: 1,
          hint: "it holds the name of the section: the phone's SIP name"))
    }
    for key in header where key != "peer" {
      do throws(Finding) { _ = try FieldCatalog.find(key) } catch {
        var finding = error
        finding.line = 1
        findings.append(finding)
      }
    }
    return findings
  }

  private static func problem(
    _ code: String, _ message: String, line: Int, hint: String? = nil
  ) -> Finding {
    var finding = Finding(.error, code, message, hint: hint.map { .words($0) })
    finding.line = line
    return finding
  }

  private static func trimmedWord(_ text: String) -> String {
    String(text.drop { $0 == " " || $0 == "\u{FEFF}" }.prefix { $0 != " " })
  }
}
