internal import AgentsCore

/// The files that an import makes stale.
struct StaleFiles {
  private(set) var files: Set<GeneratedFile> = []
  private var seen: Set<Appearance> = []

  /// What decides in which files of its block an agent stands at all.
  private struct Appearance: Hashable {
    let block: NumberBlock
    let hasDigest: Bool
    let hasMailbox: Bool
  }

  mutating func add(_ files: Set<GeneratedFile>) { self.files.formUnion(files) }

  /// Those that a new agent stands in; to ask for them costs as much as to render the agent, and a
  /// thousand neighbours have the same.
  mutating func add(_ agent: Agent, _ credential: Credential?, _ dialect: Dialect) {
    guard agent.isRendered else { return }
    let appearance = Appearance(
      block: NumberBlock(containing: agent.account.internalNumber),
      hasDigest: credential != nil, hasMailbox: agent.account.voicemail)
    guard seen.insert(appearance).inserted else { return }
    files.formUnion(
      GeneratedFile.affected(by: nil, Endpoint(agent, digest: credential?.sip), dialect))
  }
}
