internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import SystemPackage

extension AsteriskFiles {
  /// Files that are not as they were written.
  ///
  /// A file is not read if its stamp is the one at which its contents were right before.
  ///
  /// - Parameter seen: Gets the stamps of files that were read and are right: name → stamp.
  func damaged(
    among files: [FileRevision], seen: inout [String: String]
  ) throws -> [FileRevision] {
    let stamps = try stamps()
    return try files.filter { file in
      let stamp = stamps[file.name]
      guard file.isPending || file.stamp.isEmpty || file.stamp != stamp else { return false }
      let isRight = try state(of: file) == .current
      if isRight, let stamp { seen[file.name] = stamp }
      return !isRight
    }
  }

  /// The stamps of the files on disk, except roots, and files so new that a change need not show in their time.
  private func stamps() throws -> [String: String] {
    let latest = WallTime.now().seconds - 2
    var stamps: [String: String] = [:]
    for kind in FileKind.allCases where try path(kind.directory).isPresent() {
      for entry in try PlainDirectory(at: path(kind.directory)).entries()
      where entry.kind == .file && entry.modified.seconds < latest {
        stamps["\(kind.directory)/\(entry.name)"] = entry.stamp
      }
    }
    return stamps
  }
}
