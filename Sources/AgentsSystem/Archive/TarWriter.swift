/// Writes an archive in ustar, the format of POSIX that every tar(1) reads.
package struct TarWriter {
  private static let blockSize = 512
  private let gzip: GzipWriter

  /// An archive that `gzip` packs.
  package init(to gzip: GzipWriter) { self.gzip = gzip }

  /// Adds a file that only its owner can read.
  ///
  /// - Parameters:
  ///   - name: at most 100 bytes, with `/` between its parts.
  ///   - size: the number of bytes that `body` writes, exactly.
  ///   - modified: the time that the archive shows for the file.
  ///   - body: writes the bytes.
  package func add(
    _ name: String, size: Int, modified: WallTime,
    _ body: (_ write: ([UInt8]) throws -> Void) throws -> Void
  ) throws {
    try gzip.write(Self.header(name, size: size, modified: modified))
    try body { try gzip.write($0) }
    let rest = size % Self.blockSize
    if rest > 0 { try gzip.write([UInt8](repeating: 0, count: Self.blockSize - rest)) }
  }

  /// Ends the archive with two empty blocks, and its packing.
  package func finish() throws {
    try gzip.write([UInt8](repeating: 0, count: 2 * Self.blockSize))
    try gzip.finish()
  }

  /// Fields at fixed places, numbers in octal.
  ///
  /// Owner and group are root, which every machine has.
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
    // Eleven octal digits hold 8 GiB. Larger sizes are binary, as GNU tar and newer POSIX have it.
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
    // The checksum counts its own field as blanks.
    put(octal(header.reduce(0) { $0 + Int($1) }, 6), at: 148)
    header[154] = 0
    return header
  }

  private static func octal(_ number: Int, _ width: Int) -> String {
    let digits = String(number, radix: 8)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
