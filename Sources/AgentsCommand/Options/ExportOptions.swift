internal import Agents
internal import AgentsModel
internal import AgentsSystem
internal import ArgumentParser
internal import SystemPackage

/// How cells become a CSV file.
struct CSVFormatOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Between cells: one character, or tab.", valueName: "character"))
  var delimiter = ","

  @Flag(help: "End lines with CR and LF.")
  var crlf = false

  func validate() throws { _ = try Self.delimiter(delimiter) }

  var value: CSVFormat {
    CSVFormat(
      delimiter: CSVFormat.delimiter(named: delimiter) ?? UInt8(ascii: ","), endsWithCRLF: crlf)
  }

  static func delimiter(_ word: String) throws -> UInt8 {
    guard let byte = CSVFormat.delimiter(named: word) else {
      throw ValidationError("'--delimiter' takes one character such as ';', or tab.")
    }
    return byte
  }
}

/// Where an export goes, and what stops it.
struct ExportOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Replace this file (default: -, standard output).", valueName: "file"),
    completion: .file(), transform: FileOption.output.word)
  var output: FileWord?

  @Flag(help: "Also PINs, password hashes and SIP digests; needs --output.")
  var withSecrets = false

  @Flag(help: "Mark what a spreadsheet would change; import undoes it.")
  var spreadsheetSafe = false

  @OptionGroup var format: CSVFormatOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Write nothing if there are fewer agents.", valueName: "n"))
  var minRows = 0

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Keep a FILE that would lose more of its rows than this.", valueName: "percent"))
  var maxDrop: Int?

  func validate() throws {
    guard minRows >= 0 else { throw ValidationError("'--min-rows' is 0 or more.") }
    guard (0...100).contains(maxDrop ?? 0) else {
      throw ValidationError("'--max-drop' is a percentage, 0 to 100.")
    }
    guard path != nil || !withSecrets else {
      throw ValidationError("'--with-secrets' needs '--output': a pipe or screen is not private.")
    }
    guard path != nil || maxDrop == nil else {
      throw ValidationError("'--max-drop' needs '--output': it looks at the file's old rows.")
    }
  }

  private var path: FilePath? { output?.path }

  /// Where to write.
  ///
  /// - Parameter rows: How many there will be.
  /// - Throws: `AgentsError.bulk(.tooFewRows)`, `.bulk(.suddenDrop)`; `SecretRefusal`.
  func target(rows: Int) throws -> ExportTarget {
    guard rows >= minRows else {
      throw AgentsError.bulk(.tooFewRows(path: path?.string, rows: rows, least: minRows))
    }
    guard let path else { return ExportTarget(path: nil, isPrivate: false) }
    if withSecrets { try PrivateFile.check(path) }
    if let maxDrop, let before = try CSVSource.rows(of: path, format.value.delimiter),
      (before - rows) * 100 > before * maxDrop
    {
      throw AgentsError.bulk(
        .suddenDrop(
          path: path.string, rows: rows, before: before, percent: maxDrop))
    }
    return ExportTarget(path: path, isPrivate: withSecrets)
  }
}

/// Standard output, or a file that is replaced as a whole.
struct ExportTarget {
  let path: FilePath?
  /// Whether the output contains secrets.
  let isPrivate: Bool

  /// Runs `body`, which writes its bytes to the sink.
  func write(_ body: (_ sink: ([UInt8]) throws -> Void) throws -> Void) throws {
    guard let path else {
      let output = StandardOutput()
      try body { try output.write($0) }
      return try output.flush()
    }
    Interruption.arm()
    let write = { (file: StandardOutput) in
      try body { bytes in
        guard !Interruption.isRequested else { throw AgentsError.bulk(.interrupted) }
        try file.write(bytes)
      }
    }
    if isPrivate {
      try PrivateFile.replace(at: path, writing: write)
    } else {
      try AtomicFile.replace(
        at: path, defaults: FileAttributes(mode: .ownerReadWrite), writing: write)
    }
  }
}
