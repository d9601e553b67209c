internal import CZlib
internal import SystemPackage

/// Packs bytes as gzip(1) does, but without name and time, so the same bytes always give the same file.
@safe package final class GzipWriter {
  private static let pieceSize = 64 << 10
  private let output: StandardOutput
  private var stream = unsafe z_stream()

  /// - Throws: ``SystemError`` when there is no memory.
  package init(to output: StandardOutput) throws {
    self.output = output
    let code = unsafe deflateInit2_(
      &stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      CInt(MemoryLayout<z_stream>.size))
    guard code == Z_OK else { throw SystemError(.write, nil, .noMemory) }
  }

  deinit { unsafe deflateEnd(&stream) }

  /// Packs the next bytes.
  ///
  /// - Throws: ``SystemError`` of the output.
  package func write(_ bytes: [UInt8]) throws { try pack(bytes, Z_NO_FLUSH) }

  /// Ends the file.
  ///
  /// Must be called after the last bytes.
  ///
  /// - Throws: ``SystemError`` of the output.
  package func finish() throws { try pack([], Z_FINISH) }

  private func pack(_ bytes: [UInt8], _ flush: CInt) throws {
    var input = bytes
    var left = input.count
    var isFull = false
    repeat {
      let piece = unsafe input.withUnsafeMutableBufferPointer { input in
        unsafe [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { space, count in
          unsafe stream.next_in = input.baseAddress.map { unsafe $0 + (input.count - left) }
          unsafe stream.avail_in = CUnsignedInt(left)
          unsafe stream.next_out = space.baseAddress
          unsafe stream.avail_out = CUnsignedInt(space.count)
          unsafe deflate(&stream, flush)
          left = unsafe Int(stream.avail_in)
          count = unsafe space.count - Int(stream.avail_out)
        }
      }
      isFull = piece.count == Self.pieceSize
      try output.write(piece)
    } while left > 0 || isFull
  }
}
