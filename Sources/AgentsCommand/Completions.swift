internal import AgentsCore
internal import AgentsStore
internal import ArgumentParser

/// Words that the shell offers.
enum Completions {
  /// `KEY=` for every field that can be set.
  static var assignments: [String] {
    FieldCatalog.fields.filter { $0.access == .editable }.map { "\($0.key)=" }
  }

  /// Usernames that begin so; none when there is no database.
  static func usernames(_ words: [String], _ prefix: String) -> [String] {
    var selection = AgentSelection()
    selection.limit = 200
    selection.text = prefix.isEmpty ? nil : prefix
    return names(words, prefix) { reader in
      var names: [String] = []
      try reader.forEachRow(of: selection, columns: ["name"]) { row in
        if case .text(let name)? = row.first { names.append(name) }
      }
      return names
    }
  }

  /// `CHANNEL:NAME` of the queues that begin so.
  static func queues(_ words: [String], _ prefix: String) -> [String] {
    names(words, prefix) { try $0.queues().map(\.name.text) }
  }

  /// Teams or profiles that begin so.
  static func groups(_ kind: AgentGroup.Kind, _ words: [String], _ prefix: String) -> [String] {
    names(words, prefix) { try $0.groups(kind).map(\.name) }
  }

  /// Telephones that begin so.
  static func telephones(_ words: [String], _ prefix: String) -> [String] {
    names(words, prefix) { try $0.telephones().map(\.name.text) }
  }

  private static func names(
    _ words: [String], _ prefix: String, _ read: (StoreReader) throws -> [String]
  ) -> [String] {
    let named = Array(zip(words, words.dropFirst())).last { $0.0 == "--db" }?.1
    let database = named.map { ["--db", $0] } ?? []
    guard let options = try? StoreOptions.parse(database),
      let store = try? Session(options).reading(OperatorTask.completion),
      let names = try? store.read(read)
    else { return [] }
    // bash expands the words it is offered: no name may run a command.
    return names.filter { name in
      name.hasPrefix(prefix) && !name.utf8.contains(where: "$`\\\"'".utf8.contains)
    }
  }
}
