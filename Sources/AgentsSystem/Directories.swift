package import SystemPackage

/// Directories, made and synced.
package enum Directories {
  /// Makes the directory at `path` and those above it that are missing.
  ///
  /// Only new ones get the mode and group; those that exist are not touched.
  ///
  /// - Throws: ``SystemError``; `ENOTDIR` where something else is in the way.
  package static func create(
    at path: FilePath, mode: FilePermissions, group: GroupID? = nil
  ) throws(SystemError) {
    if let status = try FileContents.status(of: path) {
      guard status.type == .directory else {
        throw SystemError(.createDirectory, path, .notDirectory)
      }
      return
    }
    let parent = parent(of: path)
    if parent != path { try create(at: parent, mode: mode, group: group) }
    do {
      // Closed to others until group and mode are right.
      try Posix.makeDirectory(path, mode: .ownerReadWriteExecute)
    } catch .fileExists {
      return  // Another process was faster, and gives it its mode.
    } catch {
      throw SystemError(.createDirectory, path, error)
    }
    try open(path) { (directory) throws(SystemError) in
      try directory.apply(FileAttributes(mode: mode, group: group), to: path)
    }
    try sync(parentsOf: [path])
  }

  /// The names in a directory, in no order; none where there is no directory.
  package static func names(in path: FilePath) throws(SystemError) -> [String] {
    do {
      return try Posix.entries(of: path)
    } catch .noSuchFileOrDirectory {
      return []
    } catch {
      throw SystemError(.list, path, error)
    }
  }

  /// Writes the entries of the directories that hold `paths` to disk, each directory once.
  static func sync(parentsOf paths: [FilePath]) throws(SystemError) {
    for path in Set(paths.map(parent)) {
      try open(path) { (directory) throws(SystemError) in
        do throws(Errno) {
          try directory.sync()
        } catch .invalidArgument {
          // Some network file systems cannot sync a directory; they write entries at once.
        } catch {
          throw SystemError(.sync, path, error)
        }
      }
    }
  }

  private static func parent(of path: FilePath) -> FilePath {
    let parent = path.removingLastComponent()
    return parent.isEmpty ? "." : parent
  }

  private static func open(
    _ path: FilePath, _ body: (FileDescriptor) throws(SystemError) -> Void
  ) throws(SystemError) {
    let directory = try performing(.open, path) {
      try FileDescriptor.open(path, .readOnly, options: [.directory, .closeOnExec])
    }
    defer { try? directory.close() }
    try body(directory)
  }
}
