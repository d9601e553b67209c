package import SystemPackage

/// A file that is held open and read at any place.
package final class OpenFile: Sendable {
  private static let pieceSize = 256 << 10
  package let path: FilePath
  let descriptor: FileDescriptor

  init(_ descriptor: FileDescriptor, at path: FilePath) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit { try? descriptor.close() }

  /// Bytes, at this moment.
  package func size() throws(SystemError) -> Int {
    try performing(.inspect, path) { Int(try descriptor.stat().size) }
  }

  package func identity() throws(SystemError) -> FileIdentity {
    try performing(.inspect, path) { FileIdentity(try descriptor.stat()) }
  }

  /// It has no name any more.
  package func isRemoved() throws(SystemError) -> Bool {
    try performing(.inspect, path) { try descriptor.stat().linkCount == 0 }
  }

  func isRegular() throws(SystemError) -> Bool {
    try performing(.inspect, path) { try descriptor.stat().type == .regular }
  }

  /// Bytes at the offset, as many as come at once; none at the end.
  package func bytes(at offset: Int) throws(SystemError) -> [UInt8] {
    try bytes(at: offset, count: Self.pieceSize)
  }

  /// The bytes of a range; fewer where the file has become shorter.
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
