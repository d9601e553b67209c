internal import Glibc
package import SystemPackage

/// Moving and removing what is in a directory, as a whole. No link is followed.
extension PlainDirectory {
  /// Gives an entry of the directory another name in it, and writes that to the disk.
  ///
  /// - Throws: ``SystemError`` of `rename`; `ENOTEMPTY` or `EEXIST` where a directory with files has the name.
  package func move(_ name: String, to target: String) throws(SystemError) {
    try performing(.rename, path(of: name)) {
      try Posix.rename(checked(name), to: checked(target), in: descriptor)
    }
    try sync()
  }

  /// Removes an entry, a directory with all that is in it; of a link, the link itself.
  ///
  /// A missing one is no error.
  ///
  /// - Throws: ``SystemError`` with the path that could not be removed; what was removed before is gone.
  package func removeTree(_ name: String) throws(SystemError) {
    try removeTree(name, depth: 0)
  }

  private func removeTree(_ name: String, depth: Int) throws(SystemError) {
    // Each level is an open file; nobody but an attacker makes so many.
    guard depth < 32 else { throw SystemError(.remove, path(of: name), .fileNameTooLong) }
    guard let entry = try entry(name) else { return }
    guard entry.kind == .directory, let below = try directory(name) else {
      return try remove(name)
    }
    for name in try below.names() { try below.removeTree(name, depth: depth + 1) }
    try performing(.remove, path(of: name)) {
      try Posix.removeDirectory(checked(name), in: descriptor)
    }
  }
}

extension FilePath {
  /// Sets the time of the last change of a file to now, so that Asterisk reads it again.
  ///
  /// - Throws: ``SystemError`` of `write`.
  package func touch() throws(SystemError) {
    guard let (file, _) = try FilePlace(self, for: .write).open(mustBeRegular: true) else { return }
    defer { try? file.close() }
    _ = try performing(.write, self) { try Posix.check { futimens(file.rawValue, nil) } }
  }
}
