internal import AgentsModel
internal import ArgumentParser

/// Settings of Asterisk that no field stands for.
struct KeptOptions: ParsableArguments {
  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Keep this setting of Asterisk's files; all of a key replace what it had.",
      valueName: "key=value"))
  var keep: [String] = []
  @Option(help: ArgumentHelp("Keep this setting no longer.", valueName: "key"))
  var drop: [String] = []

  func validate() throws {
    if let words = keep.first(where: { !$0.contains("=") }) {
      throw ValidationError("'--keep' takes KEY=VALUE, not '\(words)'.")
    }
    let dropped = Set(drop.map { $0.lowercased() })
    guard !kept.contains(where: { dropped.contains($0.key.lowercased()) }) else {
      throw ValidationError("A setting cannot come and go at once: '--keep' or '--drop'.")
    }
  }

  /// What `--keep` says; a `+` or `-` before the `=` is part of the key here.
  var kept: [Assignment] {
    keep.map { words in
      let key = words.prefix { $0 != "=" }
      return Assignment(String(key), String(words.dropFirst(key.count + 1)))
    }
  }

  /// No option was given.
  var isEmpty: Bool { keep.isEmpty && drop.isEmpty }
}
