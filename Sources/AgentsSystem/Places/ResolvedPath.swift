internal import Glibc
package import SystemPackage

extension FilePath {
  /// The absolute path with all symbolic links followed.
  ///
  /// The last parts need not exist.
  ///
  /// - Throws: ``SystemError`` of the operation `inspect`; with the obstacle `link` for a link that another account
  ///   can have made.
  package func resolved() throws(SystemError) -> FilePath {
    var walk = try Walk(try absolute(), for: .inspect)
    try walk.asFarAsPossible()
    return walk.left.reversed().reduce(walk.directory.path) { $0.appending($1) }
  }

  /// Refuses anything but regular files of these names in the directory.
  ///
  /// This is for a library that opens files by name and follows every link.
  ///
  /// - Throws: ``SystemError`` with an obstacle.
  package func requireFiles(_ names: [String]) throws(SystemError) {
    var walk = try Walk(self, for: .inspect)
    try walk.asFarAsPossible()
    guard walk.left.isEmpty, walk.directory.isShared else { return }
    for name in names { _ = try FilePlace(walk.directory, name).regularFile(for: .open) }
  }

  /// Whether the path leads to something that exists.
  ///
  /// - Throws: ``SystemError`` of `inspect`.
  package func isPresent() throws(SystemError) -> Bool { try status() != nil }

  /// Whether the name exists, even as a link that leads nowhere.
  ///
  /// - Throws: ``SystemError`` of `inspect`.
  package func isTaken() throws(SystemError) -> Bool {
    try FilePlace(self, for: .inspect, followsLast: false).status() != nil
  }

  /// The mode of the file, with links followed; nil when there is none.
  ///
  /// - Throws: ``SystemError`` of `inspect`.
  package func permissions() throws(SystemError) -> FilePermissions? { try status()?.permissions }

  /// Whether the path leads to a directory.
  ///
  /// - Throws: ``SystemError`` of `inspect`.
  package func isDirectory() throws(SystemError) -> Bool { try status()?.type == .directory }

  /// When the contents changed last, with links followed; nil when there is no such file.
  ///
  /// - Throws: ``SystemError`` of `inspect`.
  package func modified() throws(SystemError) -> WallTime? {
    try status().map { WallTime(seconds: $0.st_mtim.tv_sec, nanoseconds: $0.st_mtim.tv_nsec) }
  }

  private func status() throws(SystemError) -> Stat? {
    do {
      return try FilePlace(self, for: .inspect).status()
    } catch  where error.errno == .noSuchFileOrDirectory {
      return nil
    }
  }

  private func absolute() throws(SystemError) -> FilePath {
    guard !isAbsolute else { return self }
    guard let here = unsafe getcwd(nil, 0) else {
      throw SystemError(.inspect, self, Errno(rawValue: errno))
    }
    defer { unsafe free(here) }
    return unsafe FilePath(platformString: here).appending(components)
  }
}
