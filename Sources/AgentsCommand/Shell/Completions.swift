internal import Agents
internal import AgentsModel
internal import ArgumentParser

/// The words that a shell offers; the only place that reads names for completion.
enum Completions {
  /// The agents that the verb can work on.
  static var usernames: CompletionKind {
    offering { line in
      try names(line, .usernames(line.verb.flatMap { states[$0] } ?? []))
    }
  }

  /// The states of agents for which a verb has something to do.
  private static let states: [String: Set<AgentState>] = [
    "restore": [.deleted], "enable": [.disabled], "unlock": [.locked],
  ]

  /// `CHANNEL:NAME`.
  static var queues: CompletionKind {
    offering { line in try names(line, .queues) }
  }

  static func groups(_ kind: AgentGroup.Kind) -> CompletionKind {
    offering { line in try names(line, .groups(kind)) }
  }

  static var telephones: CompletionKind {
    offering { line in try names(line, .telephones) }
  }

  /// Logins of operators, for admins.
  static var operators: CompletionKind {
    offering { line in try names(line, .operators) }
  }

  /// `KEY=` for every field that can be set, then its possible values.
  static var assignments: CompletionKind {
    let fields = FieldCatalog.fields.filter {
      [.editable, .clearOnly].contains($0.access) && !$0.isSecret
    }
    return offering { line in
      // Fields that only the program sets can only be cleared.
      assigned(line.word, fields).filter { word in
        !fields.contains { $0.access == .clearOnly && word == "\($0.key)=true" }
      }
    }
  }

  /// The same of telephones.
  static var telephoneAssignments: CompletionKind {
    offering { line in assigned(line.word, Telephone.fields) }
  }

  /// The same for conditions.
  static var conditions: CompletionKind {
    offering { line in assigned(line.word, FieldCatalog.fields.filter { !$0.isSecret }) }
  }

  /// The values of the setting that was typed before.
  static var settingValues: CompletionKind {
    offering { line in
      guard let setting = SettingCatalog.settings.first(where: { line.before.contains($0.key) })
      else { return [] }
      return values(setting.property.kind, behind: "", line.word[...])
    }
  }

  /// Some of these words, separated by commas.
  static func list(of words: [String]) -> CompletionKind {
    offering { line in values(.list(words), behind: "", line.word[...]) }
  }

  /// One or more keys to sort by; `-` before a key sorts in descending order.
  static var sortKeys: CompletionKind {
    let keys = FieldCatalog.fields.filter { !$0.isSecret }.map(\.key)
    return offering { line in
      let isDescending =
        line.word.split(separator: ",", omittingEmptySubsequences: false)
        .last?.hasPrefix("-") ?? false
      let words = isDescending ? keys.map { "-\($0)" } : keys
      return values(.list(words), behind: "", line.word[...])
    }
  }

  /// Checks of the centre's health and their groups, with commas between them.
  static var checks: CompletionKind { list(of: HealthCheck.names) }

  // MARK: -

  private static func assigned(_ word: String, _ fields: [Field]) -> [String] {
    guard let equals = word.firstIndex(of: "=") else { return fields.map { "\($0.key)=" } }
    let head = word[...equals]
    let key = head.prefix { !"+-!=<>~".contains($0) }
    guard let field = fields.first(where: { $0.key == key }) else { return [] }
    return values(field.kind, behind: String(head), word[word.index(after: equals)...])
  }

  /// Possible values; for a list, words that may follow those typed.
  private static func values(
    _ kind: FieldKind, behind head: String, _ begun: Substring
  ) -> [String] {
    guard kind.isList, let comma = begun.lastIndex(of: ",") else {
      return kind.words.map { head + $0 }
    }
    let taken = begun.split(separator: ",").map(String.init)
    return kind.words.filter { !taken.contains($0) }.map { head + begun[...comma] + $0 }
  }

  private static func names(_ line: CompletedLine, _ kind: CompletedNames) throws -> [String] {
    // Nobody waits ten seconds for a completion.
    let database = line.database.map { ["--db", $0] } ?? []
    let options = try StoreOptions.parse(database + ["--lock-timeout", "1"])
    return try options.centre().names(kind, startingWith: line.word)
  }

  /// After any error nothing is offered: a message would appear in the middle of the line.
  private static func offering(
    _ offer: @escaping @Sendable (CompletedLine) throws -> [String]
  ) -> CompletionKind {
    .custom { words, index, _ in
      let line = CompletedLine(words, index)
      let offered = (try? offer(line)) ?? []
      return offered.filter { $0.hasPrefix(line.word) }.map(line.quoted)
    }
  }
}
