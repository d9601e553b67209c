internal import Crypto

/// The first two lines of a generated file: a warning, a checksum of the rest, and the owner.
///
/// The checksum reveals an edit by hand. It is in the file and not in the database, so that after a
/// crash between writing and recording our own file does not look edited. The owner reveals that
/// two databases write to one directory.
package struct Seal: Equatable, Sendable {
  /// SHA-256 of owner and content, 64 hexadecimal digits.
  package let checksum: String
  /// The installation that wrote the file, 16 hexadecimal digits.
  package let owner: String

  private static let notice = "; Written by xcally-agents: change the agents, not this file.\n"
  private static let (beforeChecksum, beforeOwner) = ("; sha256 ", " store ")

  private init(_ content: some Collection<UInt8>, owner: String) {
    var hash = SHA256()
    hash.update(data: Array(owner.utf8))
    hash.update(data: Array(content))
    checksum = hexadecimal(hash.finalize())
    self.owner = owner
  }

  private var lines: [UInt8] {
    Array((Self.notice + Self.beforeChecksum + checksum + Self.beforeOwner + owner + "\n").utf8)
  }

  /// The content after its seal.
  static func sealed(_ content: [UInt8], owner: String) -> [UInt8] {
    Seal(content, owner: owner).lines + content
  }

  /// The seal of an unchanged file; nil for every other file.
  package init?(intact bytes: [UInt8]) {
    let ownerStart =
      Self.notice.utf8.count + Self.beforeChecksum.utf8.count + 64
      + Self.beforeOwner.utf8.count
    let contentStart = ownerStart + 17
    guard bytes.count >= contentStart else { return nil }
    let owner = String(decoding: bytes[ownerStart..<(ownerStart + 16)], as: UTF8.self)
    self.init(bytes[contentStart...], owner: owner)
    guard bytes.starts(with: lines) else { return nil }
  }
}
