internal import AgentsCore
internal import AgentsStore

extension [Assignment] {
  /// With what a new agent gets automatically: the lowest free internal and a PIN.
  func completed(by reader: StoreReader, _ settings: Settings) throws -> [Assignment] {
    let given = Set(map(\.key))
    var all = self
    if !given.contains("internal") {
      let lowest = try reader.lowestFreeInternal(from: settings.minInternal.value)
      all.append(Assignment("internal", lowest))
    }
    if !given.contains("voicemailPin"), let last = all.last(where: { $0.key == "internal" }),
      let number = try? Internal(parsing: last.text)
    {
      all.append(Assignment("voicemailPin", AgentsCore.Generator.voicemailPin(not: number).text))
    }
    return all
  }
}

extension ChangeReport {
  /// Shows what was done, and only then what went wrong behind it: a password that was made must be
  /// seen although a file could not be written.
  func finish(_ options: OutputOptions) throws {
    try write(options)
    if outcomes.isEmpty { Messages.note("no agent matches") }
    guard let files else { return }
    files.noteInclusions()
    if let failure = files.failure { throw failure }
  }
}

extension FileReport {
  /// Tells once what Asterisk's own files must include.
  func noteInclusions() {
    let inclusion = Inclusion(directory: directory)
    for root in newRoots where !inclusion.isMade(for: root) {
      Messages.note(
        "put this line into Asterisk's \(root.includedBy): \(inclusion.line(for: root))")
    }
  }
}
