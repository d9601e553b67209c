internal import AgentsModel

/// How far a change goes.
public struct Mode: Equatable, Sendable {
  /// The steps of a change, up to the last one that is taken.
  public enum Extent: Sendable {
    /// Tells what would change, and keeps nothing.
    case dryRun
    /// Stores the change; writes no file and tells Asterisk nothing.
    case storeOnly
    /// Stores the change, writes the files that show it, and reloads Asterisk.
    case apply
  }

  /// How far it goes.
  public let extent: Extent
  /// Where the files for Asterisk go for this run only; nil = the directory in the setting `asteriskDir`.
  public let directory: String?
  /// How many agents may change without a question, where they were not named one by one; nil = the setting
  /// `maxChange`.
  public let limit: ChangeLimit?

  /// A change that goes so far.
  public init(_ extent: Extent, directory: String? = nil, limit: ChangeLimit? = nil) {
    (self.extent, self.directory, self.limit) = (extent, directory, limit)
  }

  /// Nothing is kept.
  public static let dryRun = Mode(.dryRun)
  /// The database alone.
  public static let storeOnly = Mode(.storeOnly)
  /// The database, the files, and the running Asterisk.
  public static let apply = Mode(.apply)

  var isDryRun: Bool { extent == .dryRun }

  /// Looks at what can be known before anything is stored.
  ///
  /// - Throws: `AgentsError.refused`.
  func check() throws {
    guard let directory else { return }
    do throws(Refusal) { _ = try AsteriskDirectory(parsing: directory) } catch {
      throw AgentsError.refused([Finding("asteriskDir", error)])
    }
  }
}
