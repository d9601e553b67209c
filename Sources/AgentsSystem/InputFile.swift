import Glibc
package import SystemPackage

/// A file that is read in pieces, from the beginning as often as is wanted.
package final class InputFile {
  private static let pieceSize = 256 << 10
  private let file: FileDescriptor
  private let path: FilePath
  private var position: Int64 = 0
  private let opened: Stat

  /// Bytes, as they were at the opening.
  package var size: Int { Int(opened.size) }

  /// Opens a file; of what can be read but once, such as a pipe, a private copy is made.
  ///
  /// - Throws: ``SystemError``, for a directory of `open` with `EISDIR`.
  package convenience init(at path: FilePath) throws(SystemError) {
    let file = try performing(.open, path) {
      try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
    }
    let status = try performing(.inspect, path) { try file.stat() }
    switch status.type {
    case .regular:
      self.init(file, path, status)
    case .directory:
      try? file.close()
      throw SystemError(.open, path, .isDirectory)
    default:
      defer { try? file.close() }
      try self.init(copying: file, path)
    }
  }

  /// Copies all of a stream into a file without a name, which goes with this object.
  package convenience init(
    copying stream: FileDescriptor = .standardInput, _ path: FilePath? = nil
  ) throws(SystemError) {
    let directory = EnvironmentVariable.value(of: "TMPDIR").map { FilePath($0) } ?? "/tmp"
    let name = "xcally-\(UInt64.random(in: .min ... .max)).csv"
    let copy = directory.appending(name)
    let file = try performing(.create, copy) {
      try FileDescriptor.open(
        copy, .readWrite, options: [.create, .exclusiveCreate, .closeOnExec],
        permissions: .ownerReadWrite)
    }
    try performing(.remove, copy) { try Posix.unlink(copy) }
    var piece = try performing(.read, path) { try Self.read(stream) }
    while !piece.isEmpty {
      try performing(.write, copy) { _ = try file.writeAll(piece) }
      piece = try performing(.read, path) { try Self.read(stream) }
    }
    self.init(file, path ?? "standard input", try performing(.inspect, copy) { try file.stat() })
  }

  private init(_ file: FileDescriptor, _ path: FilePath, _ status: Stat) {
    self.file = file
    self.path = path
    opened = status
  }

  /// Nobody has written to the file since it was opened.
  package func isUnchanged() throws(SystemError) -> Bool {
    let now = try performing(.inspect, path) { try file.stat() }
    return now.size == opened.size
      && now.st_mtim.tv_sec == opened.st_mtim.tv_sec
      && now.st_mtim.tv_nsec == opened.st_mtim.tv_nsec
  }

  private static func read(_ stream: FileDescriptor) throws -> [UInt8] {
    try unsafe [UInt8](unsafeUninitializedCapacity: pieceSize) { space, count in
      count = try unsafe stream.read(into: UnsafeMutableRawBufferPointer(space))
    }
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
