internal import ArgumentParser

/// The command that the first words name, parsed without all the others.
///
/// The parser describes every command on the way, and looks for a request of a completion script, before it reads the
/// options of the one that is meant: that took a fifth of every start. Whatever is no plain command (help, a version,
/// a mistake) gets its answer from ``XcallyAgents``, so that there is one source of every text.
enum NamedCommand {
  /// - Returns: nil when the words are not those of a complete command.
  static func parse(_ words: some Collection<String>) -> (any ParsableCommand)? {
    guard !words.contains(where: { $0.hasPrefix("--generate-completion") }) else { return nil }
    var rest = Array(words)[...]
    var type: any ParsableCommand.Type = XcallyAgents.self
    while let below = type.configuration.subcommands.first(where: {
      $0.configuration.commandName == rest.first
    }) {
      type = below
      rest.removeFirst()
    }
    guard type.configuration.subcommands.isEmpty else { return nil }
    return parse(type, Array(rest))
  }

  private static func parse<Verb: ParsableCommand>(
    _ type: Verb.Type, _ words: [String]
  ) -> (any ParsableCommand)? {
    (try? Alone<Verb>.parseAsRoot(words) as? Alone<Verb>)?.verb
  }

  /// One command as a program of its own.
  private struct Alone<Verb: ParsableCommand>: ParsableCommand {
    // With a name above it, the parser does not look for a request of a completion script.
    static var configuration: CommandConfiguration {
      CommandConfiguration(commandName: "alone", _superCommandName: "xcally-agents")
    }

    @OptionGroup var verb: Verb
  }
}
