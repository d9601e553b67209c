package import SystemPackage

/// Whole files, read up to a bound.
package enum FileContents {
  /// All bytes of the regular file at `path`; nil when nothing is there.
  ///
  /// It never blocks.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - rule: which symbolic links are followed.
  ///   - limit: in bytes. A larger file is refused with the obstacle `size`, before it is read.
  /// - Throws: ``SystemError``.
  package static func read(
    at path: FilePath, _ rule: LinkRule = .ours, limit: Int
  ) throws(SystemError) -> [UInt8]? {
    try read(at: path, rule, limit: limit, mustBeRegular: true)
  }

  /// The same for a file that the caller named.
  ///
  /// It may be a pipe if no other account can have made it.
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
  /// - Parameters:
  ///   - file: the stream.
  ///   - limit: more bytes than this are refused with `EFBIG`.
  /// - Throws: `Errno`.
  package static func read(from file: FileDescriptor, limit: Int) throws -> [UInt8] {
    // With one byte more than the file's size, the first read also finds the end.
    let expected = max(4096, Int(try file.stat().size) + 1)
    var bytes: [UInt8] = []
    // A sparse file may claim any size, so never read more than the limit.
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
