internal import Glibc
package import SystemPackage

/// A file that is read in pieces, and again from the beginning as often as needed.
package final class InputFile {
  private static let pieceSize = 256 << 10
  private let file: OpenFile
  private var position = 0
  private let opened: Stat

  /// The size in bytes when the file was opened.
  package var size: Int { Int(opened.size) }

  /// Opens a file.
  ///
  /// A pipe, which can be read only once, is copied into a private file.
  ///
  /// - Throws: ``SystemError``; for a directory of `open` with `EISDIR`.
  package convenience init(at path: FilePath) throws(SystemError) {
    guard let (descriptor, status) = try FilePlace(path, for: .open).open(mustBeRegular: false)
    else { throw SystemError(.open, path, .noSuchFileOrDirectory) }
    guard status.type != .regular else {
      self.init(OpenFile(descriptor, at: path), status)
      return
    }
    defer { try? descriptor.close() }
    try self.init(copying: descriptor, path)
  }

  /// Copies a stream into a file without a name, which disappears with this object.
  ///
  /// - Throws: ``SystemError``.
  package convenience init(
    copying stream: FileDescriptor = .standardInput, _ path: FilePath = "standard input"
  ) throws(SystemError) {
    let copy = try TemporaryFile.open()
    var piece = try performing(.read, path) { try Self.read(stream) }
    while !piece.isEmpty {
      try copy.append(piece)
      piece = try performing(.read, path) { try Self.read(stream) }
    }
    self.init(copy, try performing(.inspect, path) { try copy.descriptor.stat() })
  }

  private init(_ file: OpenFile, _ status: Stat) {
    self.file = file
    opened = status
  }

  /// Whether nobody has written to the file since it was opened.
  ///
  /// - Throws: ``SystemError`` of `inspect`.
  package func isUnchanged() throws(SystemError) -> Bool {
    let now = try performing(.inspect, file.path) { try file.descriptor.stat() }
    return now.size == opened.size
      && now.st_mtim.tv_sec == opened.st_mtim.tv_sec
      && now.st_mtim.tv_nsec == opened.st_mtim.tv_nsec
  }

  private static func read(_ stream: FileDescriptor) throws -> [UInt8] {
    try unsafe [UInt8](unsafeUninitializedCapacity: pieceSize) { space, count in
      count = try unsafe stream.readPatiently(into: UnsafeMutableRawBufferPointer(space))
    }
  }

  /// Goes back to the beginning.
  package func rewind() { position = 0 }

  /// The next bytes; empty at the end.
  ///
  /// - Throws: ``SystemError`` of `read`.
  package func nextPiece() throws(SystemError) -> [UInt8] {
    let piece = try file.bytes(at: position)
    position += piece.count
    return piece
  }
}
