internal import AgentsSystem
internal import ArgumentParser

/// An unfinished command line, split into words as the program would get them.
struct CompletedLine {
  /// The words before the one that is completed.
  let before: [String]
  /// The word to complete, as far as it is typed.
  let word: String
  private let typed: String
  private var isQuoted: Bool { typed.hasPrefix("'") || typed.hasPrefix("\"") }

  /// - Parameters:
  ///   - words: As the shell's script passes them; bash and zsh pass them with their quotes.
  ///   - index: The one that is completed.
  init(_ words: [String], _ index: Int) {
    typed = words.indices.contains(index) ? words[index] : ""
    let plain = Self.isUnquotedByShell ? words : words.map(Self.unquoted)
    before = Array(plain.prefix(index))
    // fish passes an empty word as two quotes.
    word = Self.isUnquotedByShell && typed != "''" ? typed : Self.unquoted(typed)
  }

  /// The verb of the root.
  var verb: String? { before.dropFirst().first { !$0.hasPrefix("-") } }

  /// The value of `--db`; `~` is the home directory, as in the shell.
  var database: String? {
    var named: String?
    for (option, value) in zip(before, before.dropFirst() + [""]) {
      if option == "--db" { named = value }
      if option.hasPrefix("--db=") { named = String(option.dropFirst("--db=".count)) }
    }
    guard let named, named.hasPrefix("~/") else { return named }
    return (EnvironmentVariable.value(of: "HOME") ?? "") + named.dropFirst()
  }

  /// A completed word as the shell's script expects it: bash inserts it unchanged, the others quote it.
  func quoted(_ word: String) -> String {
    guard CompletionShell.requesting == .bash, !isQuoted else { return word }
    return word.dropFirst(self.word.count).reduce(into: typed) { text, character in
      if " \\\"'`$&|;<>()[]{}*?!#~^".contains(character) { text.append("\\") }
      text.append(character)
    }
  }

  /// fish up to version 3 passes words without their quotes.
  private static var isUnquotedByShell: Bool {
    guard CompletionShell.requesting == .fish else { return false }
    let major = CompletionShell.requestingVersion?.prefix { $0 != "." }
    return major.flatMap { Int($0) }.map { $0 < 4 } ?? false
  }

  /// A word without the shell's quotes and backslashes; a quote need not be closed.
  private static func unquoted(_ typed: String) -> String {
    var text = ""
    var quote: Character?
    var isEscaped = false
    for character in typed {
      if isEscaped {
        isEscaped = false
        text.append(character)
      } else if character == "\\", quote != "'" {
        isEscaped = true
      } else if character == quote {
        quote = nil
      } else if quote == nil, character == "'" || character == "\"" {
        quote = character
      } else {
        text.append(character)
      }
    }
    return text
  }
}
