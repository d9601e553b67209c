package import SystemPackage

/// Whole files, read.
package enum FileContents {
  /// All bytes of the file at `path`, which may be a pipe; nil when nothing is there.
  ///
  /// - Parameter limit: more bytes than this are refused with `EFBIG`.
  /// - Throws: ``SystemError``.
  package static func read(at path: FilePath, limit: Int = .max) throws(SystemError) -> [UInt8]? {
    let file: FileDescriptor
    do {
      file = try performing(.open, path) {
        try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
      }
    } catch  where error.errno == .noSuchFileOrDirectory {
      return nil
    }
    defer { try? file.close() }
    return try performing(.read, path) { try read(from: file, limit: limit) }
  }

  /// All bytes up to the end of the stream; `file` stays open.
  package static func read(from file: FileDescriptor, limit: Int = .max) throws -> [UInt8] {
    // One byte more than expected finds the end of a file of known size without growing the array.
    let expected = max(4096, Int(try file.stat().size) + 1)
    var bytes: [UInt8] = []
    // A sparse file may claim any size: no more is asked for than is wanted.
    var step = min(expected, limit == .max ? .max : limit + 1)
    while true {
      let chunk = try unsafe [UInt8](unsafeUninitializedCapacity: step) { space, count in
        count = try unsafe file.read(into: UnsafeMutableRawBufferPointer(space))
      }
      if chunk.isEmpty { return bytes }
      guard bytes.count + chunk.count <= limit else { throw Errno.fileTooLarge }
      if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
      step = 65_536
    }
  }

  /// The status of what is at `path`; nil when nothing is there.
  static func status(
    of path: FilePath, followingLink: Bool = true
  ) throws(SystemError) -> Stat? {
    do {
      return try path.stat(followTargetSymlink: followingLink)
    } catch .noSuchFileOrDirectory {
      return nil
    } catch {
      throw SystemError(.inspect, path, error)
    }
  }
}
