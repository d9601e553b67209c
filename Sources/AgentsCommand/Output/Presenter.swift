internal import Agents
internal import AgentsModel
internal import AgentsSystem
internal import SystemPackage

/// The one place where results become text.
struct Presenter {
  private let options: OutputOptions
  private let output = StandardOutput()

  init(_ options: OutputOptions) { self.options = options }

  /// A listing whose rows come one by one.
  func rows(_ columns: [Column]) throws -> RowWriter {
    try RowWriter(options.format, columns, to: output, color: options.color)
  }

  /// A whole listing.
  func show(_ rows: Answer.Rows) throws {
    var writer = try self.rows(rows.columns)
    for row in rows.cells { try writer.write(row) }
    try writer.finish()
  }

  /// A result in the form that was asked for.
  func show(_ answer: Answer) throws {
    switch options.format {
    case .table: try write(answer.lines)
    case .json: try write(answer.document, answer.rows)
    case .jsonl where !answer.isDocumentInLines: try write(answer.rows, .jsonl)
    case .jsonl:
      for object in objects(answer.document, answer.rows) { try output.write(object.text + "\n") }
    case .csv: try write(answer.rows, .csv)
    case .names:
      try write(answer.names ?? answer.rows, .names)
      if let note = answer.namelessNote { Messages.note(note) }
    }
    try output.flush()
  }

  /// The same for a question: that its reader went away is nobody's error, and what was found still decides
  /// how the command ends.
  func answer(_ answer: Answer) throws {
    try toleratingClosedOutput { try show(answer) }
  }

  private func write(_ lines: [Line]) throws {
    for line in lines {
      guard let text = options.quiet ? line.quiet : line.text else { continue }
      switch line.style {
      case .plain: try output.write(text + "\n")
      case .heading: try output.write(line: text, style: options.color.heading)
      case .styled: try output.write(styled: text + "\n")
      }
    }
  }

  private func write(_ document: Answer.Document, _ rows: Answer.Rows) throws {
    switch document {
    case .object(let object): try output.write(object.text + "\n")
    case .objects(let objects):
      try output.write("[\n  " + objects.map(\.text).joined(separator: ",\n  ") + "\n]\n")
    case .rows: try write(rows, .json)
    }
  }

  private func objects(_ document: Answer.Document, _ rows: Answer.Rows) -> [JSON] {
    switch document {
    case .object(let object): [object]
    case .objects(let objects): objects
    case .rows: rows.objects
    }
  }

  private func write(_ rows: Answer.Rows, _ format: Format) throws {
    var writer = try RowWriter(format, rows.columns, to: output)
    for row in rows.cells { try writer.write(row) }
    try writer.finish()
  }
}

extension Presenter {
  /// Shows what was done, and only then what went wrong after it: a password that was generated must be
  /// seen although a file could not be written.
  ///
  /// - Parameters:
  ///   - note: What is said for people after the answer.
  func finish(
    _ answer: Answer, warnings: [Finding], isDryRun: Bool, showsPassword: Bool = false,
    note: String? = nil, _ files: FileReport?
  ) throws {
    Messages.warn(warnings)
    do {
      // A reader that went away with a password unread is no reader.
      if showsPassword { try show(answer) } else { try self.answer(answer) }
    } catch let error as SystemError where !isDryRun {
      throw CommandError.unreported(errno: error.errno.rawValue, losesPassword: showsPassword)
    }
    if let note { Messages.note(note) }
    guard let files else { return }
    Messages.note(files.advice)
    if let failure = files.failure { throw failure }
  }
}
