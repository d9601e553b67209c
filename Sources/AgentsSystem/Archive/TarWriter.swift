/// Writes an archive in the format of POSIX, ustar, which every tar(1) reads.
package struct TarWriter {
  private static let blockSize = 512
  private let gzip: GzipWriter

  package init(to gzip: GzipWriter) { self.gzip = gzip }

  /// Starts a file of exactly `size` bytes, readable by its owner alone.
  ///
  /// - Parameters:
  ///   - name: At most 100 bytes, parts with `/` between them.
  ///   - body: Writes the bytes.
  package func add(
    _ name: String, size: Int, modified: WallTime,
    _ body: (_ write: ([UInt8]) throws -> Void) throws -> Void
  ) throws {
    try gzip.write(Self.header(name, size: size, modified: modified))
    try body { try gzip.write($0) }
    let rest = size % Self.blockSize
    if rest > 0 { try gzip.write([UInt8](repeating: 0, count: Self.blockSize - rest)) }
  }

  /// Two empty blocks, and the end of the packing.
  package func finish() throws {
    try gzip.write([UInt8](repeating: 0, count: 2 * Self.blockSize))
    try gzip.finish()
  }

  /// Fields at fixed places, numbers in octal; owner and group are root, as nobody else is everywhere.
  static func header(_ name: String, size: Int, modified: WallTime) -> [UInt8] {
    var header = [UInt8](repeating: 0, count: blockSize)
    func put(_ text: String, at offset: Int) {
      header.replaceSubrange(offset..<(offset + text.utf8.count), with: text.utf8)
    }
    precondition(name.utf8.count <= 100, "a name that ustar cannot hold")
    put(name, at: 0)
    put(octal(0o600, 7), at: 100)
    put(octal(0, 7), at: 108)
    put(octal(0, 7), at: 116)
    // Eleven octal digits hold 8 GiB; above, the format of GNU and of newer POSIX: binary.
    if size < 1 << 33 {
      put(octal(size, 11), at: 124)
    } else {
      header[124] = 0x80
      for index in 0..<8 { header[128 + index] = UInt8(size >> (8 * (7 - index)) & 0xFF) }
    }
    put(octal(max(0, modified.seconds), 11), at: 136)
    put("        ", at: 148)
    put("0", at: 156)
    put("ustar", at: 257)
    put("00", at: 263)
    put("root", at: 265)
    put("root", at: 297)
    // The sum is that of the header with blanks in its own place.
    put(octal(header.reduce(0) { $0 + Int($1) }, 6), at: 148)
    header[154] = 0
    return header
  }

  private static func octal(_ number: Int, _ width: Int) -> String {
    let digits = String(number, radix: 8)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
