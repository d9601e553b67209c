internal import Crypto

/// An agent's picture.
///
/// Its content, not the file's name, says whether it is PNG or JPEG.
public struct Picture: Equatable, Sendable {
  /// The picture, as its file holds it.
  public let bytes: [UInt8]
  private let suffix: String

  /// 8 MiB (the vendor's page, "Change Avatar").
  public static let maximumBytes = 8 << 20

  /// For a picture of more than ``maximumBytes``.
  package static let tooLarge = Refusal(
    "too-large", "is larger than 8 MiB", hint: "scale the picture down")

  /// Takes the bytes of a PNG or JPEG file.
  ///
  /// - Throws: `AgentsError.refused` for anything else, and for more than ``maximumBytes``.
  public init(_ bytes: [UInt8]) throws {
    guard bytes.count <= Self.maximumBytes else {
      throw AgentsError.refused([Finding("avatar", Self.tooLarge)])
    }
    guard let suffix = Self.suffix(of: bytes) else {
      throw AgentsError.refused([
        Finding("avatar", Refusal("not-a-picture", "is neither a PNG nor a JPEG picture"))
      ])
    }
    self.bytes = bytes
    self.suffix = suffix
  }

  /// The agent's number and a checksum: a new picture never overwrites the file of the current one.
  package func fileName(ofAgent id: Int) -> StoredFileName {
    let checksum = hexadecimal(SHA256.hash(data: bytes).prefix(6))
    return StoredFileName(stored: "\(id)-\(checksum).\(suffix)")
  }

  /// Checks for PNG's signature (ISO/IEC 15948, 5.2) and first chunk, or JPEG's SOI and a marker.
  private static func suffix(of bytes: [UInt8]) -> String? {
    let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    if bytes.starts(with: png), bytes.dropFirst(12).starts(with: "IHDR".utf8) { return "png" }
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]), bytes.count > 20 { return "jpg" }
    return nil
  }
}
