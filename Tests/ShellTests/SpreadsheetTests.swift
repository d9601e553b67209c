internal import Foundation
internal import TestSupport
internal import Testing

/// A real spreadsheet between export and import.
struct SpreadsheetTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @discardableResult
  private func run(_ line: String, status: Int32 = 0) async throws -> String {
    let result = try await Program.shell(line, in: scratch)
    #expect(result.status == status, "\(line): \(result.output) \(result.errors.prefix(2000))")
    return result.output + result.errors
  }

  /// Languages as LibreOffice numbers them: English, German, Italian.
  @Test(.timeLimit(.minutes(10)), arguments: [1033, 1031, 1040])
  func `an export survives LibreOffice`(_ language: Int) async throws {
    try await prepare()
    try await run("xcally-agents export-csv --with-secrets --spreadsheet-safe --output safe.csv")
    for separator in [44, 59] {
      try await convert("safe.csv", separator, language)
      let answer = try await run("xcally-agents import-csv back/safe.csv --format json")
      #expect(answer.contains("\"changed\":false"))
      #expect(answer.contains("\"unchanged\":\(Self.names.count)"))
    }
  }

  @Test(.timeLimit(.minutes(10)))
  func `a plain export comes back with the zeros lost, which is told`() async throws {
    try await prepare()
    try await run("xcally-agents export-csv --columns name,internal --output plain.csv")
    try await convert("plain.csv", 44, 1033)
    let answer = try await run("xcally-agents import-csv back/plain.csv -n --on-duplicate update")
    #expect(answer.contains("internal: loses only the zeros in front: \"0203\", now \"203\""))
  }

  /// Opens a file as a user does who presses Enter at every question, and saves it as CSV.
  ///
  /// The numbers of the filter: separator, quote, UTF-8, first line, columns, language, quoted cells are text, special
  /// numbers are detected.
  private func convert(_ file: String, _ separator: Int, _ language: Int) async throws {
    try await run(
      """
      rm -rf back; soffice -env:UserInstallation=file://$PWD/profile --headless \
        --infilter="CSV:44,34,76,1,,\(language),false,true" --convert-to \
        "csv:Text - txt - csv (StarCalc):\(separator),34,76,1,,\(language),false,true" \
        --outdir back \(file)
      """)
  }

  private static let names = [
    "=1+2", "+39 055", "0012", "1.50", "3/4", "1e10", "TRUE", "falso", "wahr", "May 5", "1.2.2026",
    "12:30",
    "'quoted", "\"a\", b; c", "€5", "50%", "１２", "März 3", "-5", "@SUM(1)", "Anna Rossi", "März",
    "123456789012345678", "2026-01-31T09:30:00.000Z",
  ]

  private func prepare() async throws {
    var rows =
      "name,fullname,alias,email,internal,phone,voicemailPin,description,passwordHash,sipDigest\n"
    for (index, name) in Self.names.enumerated() {
      let quoted = "\"" + name.replacing("\"", with: "\"\"") + "\""
      let digits = String(format: "%04d", 203 + index)
      rows +=
        "\(digits).x,\(quoted),\(quoted),a\(index)@example.com,\(digits),0039\(digits),04\(digits)7,"
        + "\(quoted),$6$saltsalt$\(String(repeating: "a", count: 86)),"
        + "asterisk:\(String(repeating: "0", count: 28))\(digits)\n"
    }
    try scratch.write(rows, to: "agents.csv")
    try await run("xcally-agents import-csv agents.csv --no-apply -q")
  }
}
