package import AgentsModel
internal import SQLite

extension StoreReader {
  /// The version of the Asterisk of this host when it was last seen.
  package func asteriskSeen() throws -> AsteriskVersion? {
    let version: String? = try database.value("SELECT version FROM asteriskSeen")
    return version.flatMap { AsteriskVersion($0) }
  }

  /// What the files are written for now.
  package func dialect(_ settings: Settings) throws -> Dialect {
    Dialect(settings, seen: try asteriskSeen(), leaving: try driverLeft())
  }

  /// The driver of a switch that has begun and is not finished.
  private func driverLeft() throws -> Dialect.Driver? {
    try database.value("SELECT driver FROM driverLeft")
      .flatMap(Dialect.Driver.init(rawValue:))
  }

  /// The contexts that agents and telephones call from.
  package func contexts() throws -> Set<String> {
    let agents: [String] = try database.values(
      "SELECT DISTINCT context FROM agent WHERE \(Self.isRendered)")
    return Set(agents).union([Agent(typology: .external).voice.context.text])
  }

  /// Every file of these kinds that there is to write: roots, blocks and queues.
  package func files(of kinds: [FileKind]) throws -> [GeneratedFile] {
    let blocks = try blocks()
    return try kinds.flatMap { kind -> [GeneratedFile] in
      let files: [GeneratedFile] =
        try kind == .queues
        ? queues(of: .voice).map { .queue($0.name.name) } : blocks.map { .block(kind, $0) }
      return [.root(kind)] + files
    }
  }
}
