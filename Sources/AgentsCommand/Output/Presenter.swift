internal import Agents
internal import AgentsModel
internal import AgentsSystem
internal import SystemPackage

/// The one place where results become text.
struct Presenter {
  let format: Format
  let color: ColorChoice
  let isQuiet: Bool
  /// Tells each of however many agents, not only how many there are.
  let isVerbose: Bool
  private let output = StandardOutput()

  init(_ options: OutputOptions, _ many: ManyOptions) {
    self.init(options, verbose: many.verbose)
  }

  init(_ options: OutputOptions, verbose: Bool = true) {
    self.init(options.format, options.color, isQuiet: options.quiet, isVerbose: verbose)
  }

  /// - Parameter isQuiet: Says nothing of success.
  init(_ format: Format, _ color: ColorChoice, isQuiet: Bool, isVerbose: Bool = true) {
    (self.format, self.color, self.isQuiet) = (format, color, isQuiet)
    self.isVerbose = isVerbose
  }

  /// A listing, while it is read.
  func show(_ listing: Listing) throws { try write(listing, format) }

  /// A whole listing.
  func show(_ rows: Answer.Rows) throws { try show(Listing(rows)) }

  /// A result in the form that was asked for.
  func show(_ answer: Answer) throws {
    switch format {
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

  /// Shows the answer to a question.
  ///
  /// A closed pipe is no error: the answer still decides the exit status.
  func answer(_ answer: Answer) throws {
    try toleratingClosedOutput { try show(answer) }
  }

  private func write(_ lines: [Line]) throws {
    for line in lines {
      guard let text = isQuiet ? line.quiet : line.text else { continue }
      switch line.style {
      case .plain: try output.write(text + "\n")
      case .heading: try output.write(line: text, style: color.heading)
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
    try write(Listing(rows), format)
  }

  private func write(_ listing: Listing, _ format: Format) throws {
    switch format {
    case .csv:
      guard let csv = listing.csv else { break }
      try csv { try output.write($0) }
      return try output.flush()
    case .table, .json, .jsonl, .names: break
    }
    var writer = try RowWriter(
      format, listing.columns, to: output, color: color, measuring: listing.forEach)
    try listing.forEach { try writer.write($0) }
    try writer.finish()
  }
}

extension Presenter {
  /// Shows what was done, then throws what went wrong later: a generated password must be seen even if a
  /// file could not be written.
  ///
  /// - Parameters:
  ///   - note: A sentence for people after the answer.
  func finish(
    _ answer: Answer, warnings: [Finding], isDryRun: Bool, showsPassword: Bool = false,
    note: String? = nil, _ files: FileReport?
  ) throws {
    Messages.warn(warnings)
    do {
      // A closed pipe is an error here: nobody would have read the password.
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

/// Runs `body`, which writes to standard output.
///
/// A closed pipe is no error: the exit status still tells what the verb found.
func toleratingClosedOutput(_ body: () throws -> Void) throws {
  do { try body() } catch let error as SystemError where error.isOfClosedOutput {}
}

extension SystemError {
  /// The reader of standard output went away.
  var isOfClosedOutput: Bool { operation == .write && path == nil && errno == .brokenPipe }
}
