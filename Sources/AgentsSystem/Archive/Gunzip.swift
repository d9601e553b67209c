internal import CZlib
internal import SystemPackage

/// Reads files of gzip(1).
package enum Gunzip {
  /// How much could be unpacked.
  package enum Outcome: Equatable, Sendable {
    case whole
    /// After the unpacked part the file is damaged, or still being written.
    case damaged
    /// The limit was reached: even a small file can unpack to any amount.
    case limited
  }

  /// Unpacks a file, piece by piece.
  ///
  /// - Parameters:
  ///   - limit: the most bytes that are unpacked, and the most that are read.
  ///   - body: gets the pieces, in order.
  /// - Throws: what `body` throws; ``SystemError``.
  package static func unpack(
    _ file: OpenFile, limit: Int, _ body: ([UInt8]) throws -> Void
  ) throws -> Outcome {
    let stream = try Inflation(file.path)
    var offset = 0
    var left = limit
    while true {
      let packed = try file.bytes(at: offset)
      if packed.isEmpty { return stream.isAtEnd ? .whole : .damaged }
      // A file may consist of any number of empty packs, which unpack to nothing.
      guard offset <= limit else { return .limited }
      offset += packed.count
      var rest = packed[...]
      while !rest.isEmpty || stream.hasMore {
        guard let piece = try stream.unpack(&rest) else { return .damaged }
        let wanted = piece.count > left ? Array(piece.prefix(left)) : piece
        if !wanted.isEmpty { try body(wanted) }
        guard wanted.count == piece.count else { return .limited }
        left -= piece.count
      }
    }
  }

  /// Unpacks into a file without a name, which disappears with its last reader.
  package static func unpacked(
    _ file: OpenFile, limit: Int
  ) throws -> (OpenFile, Outcome) {
    let spool = try TemporaryFile.open()
    let outcome = try unpack(file, limit: limit) { piece in
      try spool.append(piece)
    }
    return (spool, outcome)
  }
}

/// One run of zlib.
///
/// Between two calls its state holds no pointer to our memory.
@safe private final class Inflation {
  private static let pieceSize = 256 << 10
  private var stream = unsafe z_stream()
  private(set) var isAtEnd = false
  /// The last piece was full, so more may come without further input.
  private(set) var hasMore = false

  init(_ path: FilePath) throws(SystemError) {
    // 15 bits of window, and 16 for a header of gzip and no other.
    let code = unsafe inflateInit2_(&stream, 31, ZLIB_VERSION, CInt(MemoryLayout<z_stream>.size))
    guard code == Z_OK else { throw SystemError(.read, path, .noMemory) }
  }

  deinit { unsafe inflateEnd(&stream) }

  /// The next piece, which may be empty; nil when the input is not gzip.
  func unpack(_ packed: inout ArraySlice<UInt8>) throws -> [UInt8]? {
    if isAtEnd {
      // gzip(1) reads several packed files in a row as one.
      guard unsafe inflateReset(&stream) == Z_OK else { return nil }
      isAtEnd = false
    }
    var input = Array(packed)
    var code = Z_OK
    let piece = unsafe input.withUnsafeMutableBufferPointer { input in
      unsafe [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { space, count in
        unsafe stream.next_in = input.baseAddress
        unsafe stream.avail_in = CUnsignedInt(input.count)
        unsafe stream.next_out = space.baseAddress
        unsafe stream.avail_out = CUnsignedInt(space.count)
        code = unsafe inflate(&stream, Z_NO_FLUSH)
        unsafe packed = packed.suffix(Int(stream.avail_in))
        count = unsafe space.count - Int(stream.avail_out)
      }
    }
    hasMore = piece.count == Self.pieceSize
    isAtEnd = code == Z_STREAM_END
    if isAtEnd { hasMore = false }
    // `Z_BUF_ERROR` is no error here: it means that zlib needs more input.
    return code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR ? piece : nil
  }
}
