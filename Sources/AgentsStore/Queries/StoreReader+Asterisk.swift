package import AgentsCore
internal import GRDB

extension StoreReader {
  /// The version of the Asterisk of this host when it was last seen.
  package func asteriskSeen() throws -> AsteriskVersion? {
    let version = try String.fetchOne(
      database.cachedStatement(sql: "SELECT version FROM asteriskSeen"))
    return version.flatMap { AsteriskVersion($0) }
  }

  /// What the files are written for now.
  package func dialect(_ settings: Settings) throws -> Dialect {
    Dialect(settings, seen: try asteriskSeen(), leaving: try driverLeft())
  }

  /// The driver of a switch that has begun and is not finished.
  private func driverLeft() throws -> Dialect.Driver? {
    try String.fetchOne(database.cachedStatement(sql: "SELECT driver FROM driverLeft"))
      .flatMap(Dialect.Driver.init(rawValue:))
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
