package import SystemPackage

/// An open file that can be read at any offset.
package final class OpenFile: Sendable {
  private static let pieceSize = 256 << 10
  /// The path that errors name.
  package let path: FilePath
  let descriptor: FileDescriptor

  init(_ descriptor: FileDescriptor, at path: FilePath) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit { try? descriptor.close() }

  /// The size in bytes, at this moment.
  package func size() throws(SystemError) -> Int {
    try performing(.inspect, path) { Int(try descriptor.stat().size) }
  }

  /// Tells this file from every other one, whatever names they have.
  package func identity() throws(SystemError) -> FileIdentity {
    try performing(.inspect, path) { FileIdentity(try descriptor.stat()) }
  }

  /// Whether the file no longer has a name.
  package func isRemoved() throws(SystemError) -> Bool {
    try performing(.inspect, path) { try descriptor.stat().linkCount == 0 }
  }

  /// The bytes at an offset, as many as one read gives; empty at the end.
  package func bytes(at offset: Int) throws(SystemError) -> [UInt8] {
    try bytes(at: offset, count: Self.pieceSize)
  }

  /// The bytes of a range; fewer when the file has become shorter.
  package func bytes(in range: Range<Int>) throws(SystemError) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < range.count {
      let piece = try self.bytes(
        at: range.lowerBound + bytes.count, count: range.count - bytes.count)
      if piece.isEmpty { break }
      bytes += piece
    }
    return bytes
  }

  private func bytes(at offset: Int, count: Int) throws(SystemError) -> [UInt8] {
    try performing(.read, path) {
      try unsafe [UInt8](unsafeUninitializedCapacity: count) { space, filled in
        filled = try unsafe descriptor.read(
          fromAbsoluteOffset: Int64(offset), into: UnsafeMutableRawBufferPointer(space))
      }
    }
  }
}

/// A file without a name: nobody else can open it, and it disappears with its last reader.
package enum TemporaryFile {
  /// Creates one in the directory `TMPDIR`, else in `/tmp`.
  ///
  /// - Throws: ``SystemError`` of `create` with the path of the directory. Later errors have the path that the
  ///   file had.
  package static func open() throws(SystemError) -> OpenFile {
    let given = EnvironmentVariable.value(of: "TMPDIR").flatMap { $0.isEmpty ? nil : $0 }
    let path = FilePath(given ?? "/tmp")
    let name = StagedFile.temporaryName(for: "xcally-agents")
    do {
      let place = try FilePlace(path.appending(name), for: .create)
      let file = try performing(.create, path) { try place.directory.create(name, .readWrite) }
      let opened = OpenFile(file, at: place.path)
      try performing(.remove, opened.path) { try place.directory.unlink(name) }
      return opened
    } catch  where error.obstacle == nil {
      throw SystemError(.create, path, error.errno)
    }
  }
}

extension OpenFile {
  /// Writes after the bytes that were written before.
  ///
  /// - Throws: ``SystemError`` of `write`.
  package func append(_ bytes: [UInt8]) throws(SystemError) {
    try performing(.write, path) { _ = try descriptor.writeAll(bytes) }
  }
}
