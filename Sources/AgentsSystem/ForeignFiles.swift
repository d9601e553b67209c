package import SystemPackage

/// Files that others write, such as Asterisk's own.
///
/// Reading them never blocks and is limited in size.
package enum ForeignFiles {
  /// All bytes of the regular file at `path`; nil when there is nothing, or something else, such as a pipe.
  ///
  /// A link is followed if its target belongs to the account that made the link.
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

  /// The paths that match a pattern of glob(3), sorted by their bytes.
  ///
  /// Braces are expanded. A pattern without wildcards gives itself, even if no such file exists.
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
