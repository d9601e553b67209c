internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import SystemPackage

extension [Assignment] {
  /// With what a new agent gets automatically: the lowest free internal and a PIN.
  ///
  /// - Parameter centre: Numbers of its own are not given away; nil = they are not looked at.
  func completed(
    by reader: StoreReader, _ settings: Settings, besides centre: CentreGuard?
  ) throws -> [Assignment] {
    let given = Set(map(\.key))
    var all = self
    if !given.contains("internal") {
      let context = last { $0.key == "context" }?.text ?? ContextNameRule.initial
      let lowest = try reader.lowestFreeInternal(from: settings.minInternal.value) {
        try centre?.has(number: $0, for: context, reader) ?? false
      }
      all.append(Assignment("internal", lowest))
    }
    if !given.contains("voicemailPin"), let last = all.last(where: { $0.key == "internal" }),
      let number = try? Internal(parsing: last.text)
    {
      all.append(Assignment("voicemailPin", AgentsModel.Generator.voicemailPin(not: number).text))
    }
    return all
  }
}

/// What a changing verb did, or would do.
protocol Report {
  var isDryRun: Bool { get }
  /// What became of the files; nil where none were written.
  var files: FileReport? { get set }
  /// Why there was nothing to change; nil where there was something.
  var emptyNote: String? { get }
  /// A password was made that stands in the report alone.
  var showsPassword: Bool { get }
  func write(_ options: OutputOptions) throws
}

extension Report {
  /// Shows what was done, and only then what went wrong behind it: a password that was made must be
  /// seen although a file could not be written.
  func finish(_ options: OutputOptions) throws {
    do {
      // A reader that went away with a password unread is no reader.
      if showsPassword {
        try write(options)
      } else {
        try toleratingClosedOutput { try write(options) }
      }
    } catch let error as SystemError where !isDryRun {
      throw AgentsError.unreported(errno: error.errno.rawValue, losesPassword: showsPassword)
    }
    if let emptyNote { Messages.note(emptyNote) }
    guard let files else { return }
    files.noteInclusions()
    if let failure = files.failure { throw failure }
  }
}

extension FileReport {
  /// Tells once what Asterisk's own files must include, and what no more.
  func noteInclusions() {
    // A directory named for this once is a preview: Asterisk is not to read it.
    guard !isElsewhere else { return }
    let inclusion = Inclusion(directory: directory)
    let awaited = unfinished.flatMap { $0.left == nil ? nil : $0.driver.files }
    let missing = newRoots + [awaited].compactMap(\.self).filter { !newRoots.contains($0) }
    for kind in missing where !inclusion.isMade(for: kind) {
      Messages.note(
        "put this line into Asterisk's \(kind.includedBy): \(inclusion.line(for: kind))")
      if kind == .extensions {
        Messages.note("and this one into its context from-sip: include => xcally-agents")
      }
    }
    if let left = unfinished?.left, let driver = unfinished?.driver {
      Messages.note(
        "queues and extensions dial \(left.technology) until \"xcally-agents apply\" finds that line "
          + "and \(driver.module); \"xcally-agents apply --retire\" does not wait")
    }
    // Asterisk rejects the whole file while it includes one that is not there.
    for kind in goneRoots + keptRoots where inclusion.isMade(for: kind) {
      Messages.note(
        "take this line out of Asterisk's \(kind.includedBy): \(inclusion.line(for: kind))")
    }
    for kind in keptRoots {
      Messages.note("\"xcally-agents apply\" then removes \(kind.root)")
    }
  }
}
