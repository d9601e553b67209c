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
    let named = Array(zip(words, words.dropFirst())).last { $0.0 == "--db" }?.1
    let database = named.map { ["--db", $0] } ?? []
    guard let options = try? StoreOptions.parse(database),
      let store = try? Session(options).reading()
    else { return [] }
    var selection = AgentSelection()
    selection.limit = 200
    selection.text = prefix.isEmpty ? nil : prefix
    var names: [String] = []
    try? store.read { reader in
      try reader.forEachRow(of: selection, columns: ["name"]) { row in
        if case .text(let name)? = row.first, name.hasPrefix(prefix) { names.append(name) }
      }
    }
    return names
  }
}
