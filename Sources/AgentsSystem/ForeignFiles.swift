package import SystemPackage

/// Files that others write, such as Asterisk's own: read without blocking and within a bound, whatever
/// stands there.
package enum ForeignFiles {
  /// All bytes of the regular file at `path`; nil where there is nothing, or no file, such as a pipe.
  ///
  /// Links are followed that lead to what belongs to who made them.
  ///
  /// - Parameter limit: more bytes than this are refused with `EFBIG`.
  /// - Throws: ``SystemError`` of `open` or `read`.
  package static func read(at path: FilePath, limit: Int) throws(SystemError) -> [UInt8]? {
    do {
      return try FileContents.read(at: path, .ownersToo, limit: limit)
    } catch
      where [.notDirectory, .isDirectory].contains(error.errno)
      || [.pipe, .socket, .device].contains(error.obstacle)
    {
      return nil
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
