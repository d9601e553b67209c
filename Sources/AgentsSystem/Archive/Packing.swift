internal import CZlib
internal import SystemPackage

/// Bytes packed by zlib, with their number before them: for what is kept in the database.
package enum Packing {
  /// Eight bytes of length, the lowest first, then zlib's.
  ///
  /// - Throws: ``SystemError`` when there is no memory.
  package static func pack(_ bytes: [UInt8]) throws(SystemError) -> [UInt8] {
    let header = (0..<8).map { UInt8(truncatingIfNeeded: bytes.count >> ($0 * 8)) }
    var count = compressBound(CUnsignedLong(bytes.count))
    var code = Z_OK
    let packed = unsafe [UInt8](unsafeUninitializedCapacity: Int(count)) { space, used in
      // The fastest: the bytes repeat so much that more effort saves little.
      code = unsafe compress2(
        space.baseAddress, &count, bytes, CUnsignedLong(bytes.count), Z_BEST_SPEED)
      used = code == Z_OK ? Int(count) : 0
    }
    guard code == Z_OK else { throw SystemError(.write, nil, .noMemory) }
    return header + packed
  }

  /// What ``pack(_:)`` was given.
  ///
  /// - Throws: ``SystemError`` for bytes that it did not make.
  package static func unpack(_ packed: [UInt8]) throws(SystemError) -> [UInt8] {
    let size = packed.prefix(8).enumerated().reduce(0) { $0 | Int($1.element) << ($1.offset * 8) }
    // zlib packs no better than 1 to 1,032 (https://zlib.net/zlib_tech.html).
    guard packed.count > 8, size >= 0, size <= packed.count * 1100 else {
      throw SystemError(.read, nil, .ioError)
    }
    var count = CUnsignedLong(size)
    var code = Z_OK
    let body = Array(packed.dropFirst(8))
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { space, used in
      code = unsafe uncompress(space.baseAddress, &count, body, CUnsignedLong(body.count))
      used = code == Z_OK ? Int(count) : 0
    }
    guard code == Z_OK, bytes.count == size else { throw SystemError(.read, nil, .ioError) }
    return bytes
  }
}
