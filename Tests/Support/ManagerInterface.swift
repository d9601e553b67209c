/// A client of Asterisk's manager interface (AMI), logged in.
///
/// It is used for `GetConfig`, which gives a configuration file as Asterisk's own parser reads it. Every file that the
/// product writes is compared with that. Asterisk's answer has no escapes and needs none: a value has no line break,
/// and a key no `=`.
package final class ManagerInterface {
  private let connection: Connection

  /// Connects and logs in.
  package init(_ asterisk: RunningAsterisk) throws {
    connection = try Connection(address: asterisk.address, port: asterisk.managerPort)
    _ = try connection.line()  // "Asterisk Call Manager/5.0.4"
    _ = try perform([
      ("Action", "Login"), ("Username", "lab"), ("Secret", asterisk.managerSecret),
      ("Events", "off"),
    ])
  }

  /// One section of a file.
  ///
  /// Asterisk calls it a category.
  package struct Section: Equatable, Sendable {
    package var name: String
    package var isTemplate: Bool
    /// The names of the templates from which it inherits, in order.
    package var templates: [String]
    /// Its settings in the order in which they take effect; those of its templates come first.
    package var lines: [Line]

    /// The last value of a key.
    ///
    /// For most keys it is the one in force.
    package subscript(key: String) -> String? { lines.last { $0.key == key }?.value }
  }

  /// One setting.
  package struct Line: Equatable, Sendable {
    package var key: String
    package var value: String

    package init(_ key: String, _ value: String) {
      self.key = key
      self.value = value
    }
  }

  /// The sections of a file and of all files it includes.
  ///
  /// - Parameters:
  ///   - file: relative to Asterisk's configuration directory; Asterisk serves no other.
  ///   - withTemplates: whether templates are included.
  /// - Throws: `LabFailure` with Asterisk's message when there is no such file or it is invalid.
  package func configuration(
    of file: String, withTemplates: Bool = false
  ) throws -> [Section] {
    var sections: [Section] = []
    let filter = withTemplates ? [("Filter", "TEMPLATES=include")] : []
    for (key, value) in try perform([("Action", "GetConfig"), ("Filename", file)] + filter) {
      // "Category-000001", "IsTemplate-000001", "Templates-000001", "Line-000001-000000"
      switch key.prefix(while: { $0 != "-" }) {
      case "Category":
        sections.append(Section(name: value, isTemplate: false, templates: [], lines: []))
      case "IsTemplate":
        sections[sections.count - 1].isTemplate = value == "1"
      case "Templates":
        sections[sections.count - 1].templates = value.split(separator: ",").map(String.init)
      case "Line":
        let halves = value.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard halves.count == 2 else { throw LabFailure("GetConfig: \(key): \(value)") }
        sections[sections.count - 1].lines.append(Line(String(halves[0]), String(halves[1])))
      default: break
      }
    }
    return sections
  }

  /// Logs off; Asterisk closes the connection.
  package func logoff() throws {
    _ = try perform([("Action", "Logoff")])
  }

  /// Sends an action and returns the headers of its response, in order.
  ///
  /// - Throws: `LabFailure` with Asterisk's message when it answers `Error`.
  private func perform(
    _ action: [(key: String, value: String)]
  ) throws -> [(key: String, value: String)] {
    try connection.send(action.map { "\($0.key): \($0.value)\r\n" }.joined() + "\r\n")
    var response = try headers()
    while response.first?.key != "Response" { response = try headers() }  // an event between
    guard response[0].value != "Error" else {
      throw LabFailure(response.first { $0.key == "Message" }?.value ?? "error without a message")
    }
    return response
  }

  /// The headers up to the next empty line.
  private func headers() throws -> [(key: String, value: String)] {
    var headers: [(key: String, value: String)] = []
    while case let line = try connection.line(), !line.isEmpty {
      guard let colon = line.firstRange(of: ": ") else { throw LabFailure("not a header: \(line)") }
      headers.append((String(line[..<colon.lowerBound]), String(line[colon.upperBound...])))
    }
    return headers
  }
}
