internal import AgentsModel

/// How far a change goes.
package struct Mode: Equatable, Sendable {
  /// The steps of a change, up to the last one that is taken.
  package enum Extent: Sendable {
    /// Tells what would change, and keeps nothing.
    case dryRun
    /// Stores the change; writes no file and tells Asterisk nothing.
    case storeOnly
    /// Stores the change, writes the files that show it, and reloads Asterisk.
    case apply
  }

  /// How far it goes.
  package let extent: Extent
  /// Where the files for Asterisk go this once; nil = to the directory that the setting `asteriskDir` names.
  package let directory: String?

  /// A change that goes so far.
  package init(_ extent: Extent, directory: String? = nil) {
    (self.extent, self.directory) = (extent, directory)
  }

  /// Nothing is kept.
  package static let dryRun = Mode(.dryRun)
  /// The database alone.
  package static let storeOnly = Mode(.storeOnly)
  /// The database, the files, and the running Asterisk.
  package static let apply = Mode(.apply)

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
