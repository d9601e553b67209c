public import AgentsModel
internal import AgentsStore
internal import AgentsSystem
package import AsteriskConfig
internal import SystemPackage

extension Centre {
  /// Tells what taking over a running centre would come to; nothing is stored.
  ///
  /// - Parameters:
  ///   - directory: Asterisk's configuration directory, or a copy of it.
  ///   - request: What is asked for.
  /// - Throws: `AgentsError.file(.unusable)` when there is no such directory; `.refused` for a request that cannot be.
  public func adoption(
    of directory: String, _ request: AdoptionRequest = AdoptionRequest()
  ) throws -> AdoptionReport {
    try perform(OperatorTask("adopt", needs: .admin, .dryRun)) { session in
      let place = try session.configurationDirectory(directory)
      // A centre may be looked at before there is a database.
      let store = try session.path.isPresent() ? session.reading() : session.writing()
      return try store.read { reader in
        let surroundings = try reader.surroundings()
        let trees = session.trees(of: place, surroundings.settings)
        return AdoptionReport(
          directory: place.string, plan: AdoptionPlanner.plan(trees, request, surroundings))
      }
    }
  }
}

/// What taking over a centre came to, or would come to.
public struct AdoptionReport: Sendable {
  /// Asterisk's configuration directory, with links resolved.
  public let directory: String
  /// Everything that was found.
  package let plan: AdoptionPlan

  /// Something would be taken over, if it were not for a rule.
  public var isRefused: Bool { !plan.refused.isEmpty }

  /// `file:line`, with the file relative to the directory.
  package func text(_ place: ConfigTree.Place) -> String {
    "\(shortened(place.file)):\(place.line)"
  }

  /// A path relative to the directory.
  package func shortened(_ path: String) -> String {
    path.hasPrefix(directory + "/") ? String(path.dropFirst(directory.utf8.count + 1)) : path
  }
}

extension Session {
  /// The directory, with links resolved.
  fileprivate func configurationDirectory(_ text: String) throws -> FilePath {
    let path = try FilePath(text).resolved()
    guard try path.isDirectory() else {
      throw AgentsError.file(.unusable(path: text, reason: "is no directory"))
    }
    return path
  }

  /// The centre's own files; ours are left out.
  fileprivate func trees(of directory: FilePath, _ settings: Settings) -> CentreTrees {
    let ours = FilePath(settings.asteriskDir.text).lexicallyNormalized()
    let original = ours.removingLastComponent()
    let isCopy = ((try? original.resolved()) ?? original) != directory
    let name = ours.lastComponent.map { directory.appending($0) } ?? directory.appending("xcally")
    let own = OwnFiles(
      in: directory, ours: isCopy ? name : ours, copyOf: isCopy ? original : nil)
    var texts: [String: [Substring]?] = [:]
    return CentreTrees(directory.string, tree: own.tree) { path in
      if let known = texts[path] { return known }
      let lines = own.text(path)?.split(separator: "\n", omittingEmptySubsequences: false)
      texts[path] = .some(lines)
      return lines
    }
  }
}
