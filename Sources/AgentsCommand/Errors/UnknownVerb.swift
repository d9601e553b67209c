internal import AgentsModel
internal import ArgumentParser

/// A word that stands where a verb should, and is none; argument-parser, which suggests options,
/// calls it an unexpected argument.
struct UnknownVerb {
  private let word: String
  private let verbs: [String]

  /// nil when the words up to the first option are verbs.
  ///
  /// - Parameters:
  ///   - arguments: The command line without the program's name.
  init?(in arguments: some Sequence<String>) {
    var verbs: [any ParsableCommand.Type] = XcallyAgents.configuration.subcommands
    for word in arguments {
      guard !verbs.isEmpty, !word.hasPrefix("-"), word != "help" else { return nil }
      guard let verb = verbs.first(where: { $0._commandName == word }) else {
        self.word = word
        self.verbs = verbs.map { $0._commandName }
        return
      }
      verbs = verb.configuration.subcommands
    }
    return nil
  }

  /// In the words that argument-parser uses of an unknown option.
  var message: String {
    "Unknown verb '\(word)'."
      + (nearest(to: word, in: verbs).map { " Did you mean '\($0)'?" } ?? "")
  }
}
