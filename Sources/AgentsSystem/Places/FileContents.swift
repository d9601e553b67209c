package import SystemPackage

/// Whole files, read up to a bound.
package enum FileContents {
  /// All bytes of the regular file at `path`; nil when nothing is there.
  ///
  /// It never waits.
  ///
  /// - Parameters:
  ///   - rule: which symbolic links are followed.
  ///   - limit: more bytes than this are refused with the obstacle `size`, before they are read.
  /// - Throws: ``SystemError``.
  package static func read(
    at path: FilePath, _ rule: LinkRule = .ours, limit: Int
  ) throws(SystemError) -> [UInt8]? {
    try read(at: path, rule, limit: limit, mustBeRegular: true)
  }

  /// The same of a file that somebody named, which may be a pipe where no other account can have put it.
  package static func readNamed(at path: FilePath, limit: Int) throws(SystemError) -> [UInt8]? {
    try read(at: path, .ours, limit: limit, mustBeRegular: false)
  }

  private static func read(
    at path: FilePath, _ rule: LinkRule, limit: Int, mustBeRegular: Bool
  ) throws(SystemError) -> [UInt8]? {
    let found: (file: FileDescriptor, status: Stat)?
    do {
      found = try FilePlace(path, rule, for: .open).open(mustBeRegular: mustBeRegular)
    } catch  where error.errno == .noSuchFileOrDirectory {
      return nil
    } catch  where error.errno == .isDirectory {
      throw SystemError(.read, path, .isDirectory)
    }
    guard let (file, status) = found else { return nil }
    defer { try? file.close() }
    let tooLarge = SystemError(.read, path, .fileTooLarge, .size(limit: limit))
    guard status.size <= limit else { throw tooLarge }
    do {
      return try performing(.read, path) { try read(from: file, limit: limit) }
    } catch  where error.errno == .fileTooLarge {
      throw tooLarge
    }
  }

  /// All bytes up to the end of the stream; `file` stays open.
  ///
  /// - Parameter limit: more bytes than this are refused with `EFBIG`.
  package static func read(from file: FileDescriptor, limit: Int) throws -> [UInt8] {
    // One byte more than expected finds the end of a file of known size without growing the array.
    let expected = max(4096, Int(try file.stat().size) + 1)
    var bytes: [UInt8] = []
    // A sparse file may claim any size: no more is asked for than is wanted.
    var step = min(expected, limit + 1)
    while true {
      let chunk = try unsafe [UInt8](unsafeUninitializedCapacity: step) { space, count in
        count = try unsafe file.readPatiently(into: UnsafeMutableRawBufferPointer(space))
      }
      if chunk.isEmpty { return bytes }
      guard bytes.count + chunk.count <= limit else { throw Errno.fileTooLarge }
      if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
      step = 65_536
    }
  }
}
