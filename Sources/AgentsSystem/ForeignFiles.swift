package import SystemPackage

/// Files that others write, such as Asterisk's own: read without blocking and within a bound, whatever
/// stands there.
package enum ForeignFiles {
  /// All bytes of the regular file at `path`, links followed; nil where there is nothing, or something
  /// else, such as a pipe.
  ///
  /// - Parameter limit: more bytes than this are refused with `EFBIG`.
  /// - Throws: ``SystemError`` of `open` or `read`.
  package static func read(at path: FilePath, limit: Int) throws(SystemError) -> [UInt8]? {
    let file: FileDescriptor
    do {
      file = try performing(.open, path) {
        try FileDescriptor.open(path, .readOnly, options: [.closeOnExec, .nonBlocking])
      }
    } catch
      where [.noSuchFileOrDirectory, .noSuchAddressOrDevice, .notDirectory].contains(error.errno)
    {
      return nil
    }
    defer { try? file.close() }
    return try performing(.read, path) {
      guard try file.stat().type == .regular else { return nil }
      return try FileContents.read(from: file, limit: limit)
    }
  }

  /// The paths that a pattern of glob(3) means, sorted by their bytes; braces are expanded, and a pattern
  /// without magic means itself, whether it is there or not.
  ///
  /// - Throws: ``SystemError`` of `list` for a directory that cannot be read.
  package static func paths(matching pattern: String) throws(SystemError) -> [String] {
    do throws(Errno) {
      return try Posix.paths(matching: pattern)
    } catch {
      throw SystemError(.list, FilePath(pattern), error)
    }
  }
}
