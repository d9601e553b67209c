public import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import AsteriskConfig
internal import SystemPackage

/// What was taken over and is held: in no file of ours.
public struct HeldAdoption: Sendable {
  /// Asterisk's configuration directory, as it was read.
  public let directory: String
  /// Its agents outside the bin.
  public let agents: Int
  /// Its telephones.
  public let telephones: Int
  /// Its queues.
  public let queues: Int
  /// What the centre's own files still have, such as `200` and `voice:sales`; once each.
  package let remaining: [(name: String, place: ConfigPlace)]
  /// When the centre's files for phones were changed last: since then at the latest no file has these phones.
  ///
  /// nil while some are still there, and where it is not known.
  public let outSince: Moment?
  /// Whole minutes since then.
  public let outMinutes: Int?

  /// Agents and telephones.
  public var phones: Int { agents + telephones }
  /// How much of it the centre's own files still have.
  public var remainingCount: Int { remaining.count }
  /// No file has these phones and queues.
  public var isOut: Bool { remaining.isEmpty }

  init(_ adoption: Adoption, _ reader: StoreReader, _ own: OwnFiles, at now: Moment) throws {
    directory = adoption.directory
    agents = try reader.agents(of: adoption).count
    telephones = try reader.telephones(of: adoption).count
    let driver = try reader.dialect(reader.settings()).driver
    let (names, queueNames) = (
      try reader.peerNames(of: adoption), try reader.queues(of: adoption)
    )
    queues = queueNames.count
    let files = driver.phoneFiles
    var seen: Set<String> = []
    remaining =
      (files.flatMap { own.tree($0).phones(among: names, driver) }
      + own.tree(FileKind.queues.includedBy).queues(among: queueNames))
      .filter { seen.insert($0.name).inserted }
    outSince =
      remaining.isEmpty
      ? files.flatMap { own.tree($0).files }.compactMap { try? FilePath($0).modified() }.max()?
        .moment : nil
    outMinutes = outSince.map { max(0, now.milliseconds - $0.milliseconds) / 60_000 }
  }
}

extension StoreReader {
  /// All that is held, as far as there is anything of it.
  func held(_ own: OwnFiles, at now: Moment) throws -> [HeldAdoption] {
    try adoptions().filter { $0.state == .held }.map { try HeldAdoption($0, self, own, at: now) }
      .filter { $0.phones + $0.queues > 0 }
  }
}
