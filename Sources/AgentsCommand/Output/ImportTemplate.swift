internal import AgentsModel
internal import AgentsSystem

/// What a person begins a file with.
enum ImportTemplate {
  private static let example: [(String, String)] = [
    ("name", "mrossi"), ("fullname", "Mario Rossi"), ("email", "mario.rossi@example.com"),
    ("internal", ""), ("typology", "phonebar"), ("password", "Sunny-Day1"), ("phone", ""),
    ("voicemail", "false"), ("queues", ""), ("teams", ""),
  ]

  /// A header, and below it an example that import takes for a remark.
  static func write() throws {
    let output = StandardOutput()
    try output.write(CSVWriter.row(example.map(\.0)))
    try output.write("# " + String(decoding: CSVWriter.row(example.map(\.1)), as: UTF8.self))
    try output.flush()
  }
}
