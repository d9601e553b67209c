package import SystemPackage

/// A file that is read in pieces, from the beginning as often as is wanted.
package final class InputFile {
  private static let pieceSize = 256 << 10
  private let file: FileDescriptor
  private let path: FilePath
  private var position: Int64 = 0
  /// Bytes, as they were at the opening.
  package let size: Int

  /// Opens a regular file.
  ///
  /// - Throws: ``SystemError`` of `open`, for a directory with `EISDIR`.
  package init(at path: FilePath) throws(SystemError) {
    self.path = path
    file = try performing(.open, path) {
      try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
    }
    let status = try performing(.inspect, path) { [file] in try file.stat() }
    guard status.type != .directory else {
      try? file.close()
      throw SystemError(.open, path, .isDirectory)
    }
    size = Int(status.size)
  }

  deinit { try? file.close() }

  /// Goes back to the beginning.
  package func rewind() { position = 0 }

  /// The next bytes; none at the end.
  package func nextPiece() throws(SystemError) -> [UInt8] {
    let piece = try performing(.read, path) {
      try unsafe [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { space, count in
        count = try unsafe file.read(
          fromAbsoluteOffset: position, into: UnsafeMutableRawBufferPointer(space))
      }
    }
    position += Int64(piece.count)
    return piece
  }
}
