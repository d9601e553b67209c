internal import AgentsModel

/// The files that an import makes stale.
struct StaleFiles {
  private(set) var files: Set<GeneratedFile> = []
  private var seen: Set<NumberBlock> = []

  mutating func add(_ files: Set<GeneratedFile>) { self.files.formUnion(files) }

  /// Every file of a new agent's block: which ones it stands in is as costly to say as to render it, and
  /// a file that shows nothing of it is found unchanged.
  mutating func add(_ agent: Agent, _ dialect: Dialect) {
    guard agent.isRendered else { return }
    let block = NumberBlock(containing: agent.account.internalNumber)
    guard seen.insert(block).inserted else { return }
    files.formUnion(GeneratedFile.files(of: block, dialect))
  }
}
