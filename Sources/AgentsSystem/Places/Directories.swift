package import SystemPackage

/// Directories by their paths.
package enum Directories {
  /// Makes the directory at `path` and those above it that are missing.
  ///
  /// Only new ones get the mode and group; those that exist are not touched.
  ///
  /// - Throws: ``SystemError``; `ENOTDIR` where something else is in the way.
  package static func create(
    at path: FilePath, mode: FilePermissions, group: GroupID? = nil
  ) throws(SystemError) {
    var walk = try Walk(path, for: .createDirectory)
    try walk.toDirectory(making: FileAttributes(mode: mode, group: group))
  }

  /// The names in a directory, in no order; none where there is no directory.
  package static func names(
    in path: FilePath, _ rule: LinkRule = .ours
  ) throws(SystemError) -> [String] {
    do {
      return try PlainDirectory(at: path, rule).names()
    } catch  where error.errno == .noSuchFileOrDirectory {
      return []
    }
  }
}
