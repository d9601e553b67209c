internal import AgentsModel
internal import AgentsStore

/// What the changes of agents in one transaction share: the groups that they name, and the files that are
/// stale.
final class ChangeBatch {
  let transaction: StoreTransaction
  let settings: Settings
  let relations: RelationWriter
  private let dialect: Dialect
  private var stale: Set<GeneratedFile> = []

  init(_ transaction: StoreTransaction, _ settings: Settings) throws {
    self.transaction = transaction
    self.settings = settings
    relations = RelationWriter(transaction)
    dialect = try transaction.dialect(settings)
  }

  /// Notes the files in which an agent differs.
  func note(_ old: Endpoint?, _ new: Endpoint?) {
    stale.formUnion(GeneratedFile.affected(by: old, new, dialect, besides: stale))
  }

  /// Notes files.
  func note(_ files: some Sequence<GeneratedFile>) { stale.formUnion(files) }

  /// Marks the files as stale, after the last change.
  func finish() throws {
    try transaction.touch(files: stale.map(\.name))
  }
}
