internal import Crypto

/// The first two lines of a generated file: who writes it, and a checksum.
///
/// By the checksum an edit made by hand is found. The file needs no record elsewhere for that, so that not even a crash between
/// writing and recording can make our own bytes look like somebody's edit.
package enum Seal {
  private static let notice = "; Written by xcally-agents: change the agents, not this file.\n"
  private static let checksum = "; sha256 "

  /// The content behind its seal.
  static func sealed(_ content: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(content.count + 160)
    bytes += notice.utf8
    bytes += checksum.utf8
    bytes += hexadecimal(SHA256.hash(data: content)).utf8
    bytes.append(UInt8(ascii: "\n"))
    bytes += content
    return bytes
  }

  /// The checksum that a file of ours carries, 64 hexadecimal digits; nil when there is none.
  package static func checksum(of bytes: [UInt8]) -> String? {
    let head = notice.utf8.count + checksum.utf8.count
    guard bytes.count > head + 64 else { return nil }
    return String(decoding: bytes[head..<(head + 64)], as: UTF8.self)
  }

  /// The bytes are a file of ours as it was written.
  package static func isIntact(_ bytes: [UInt8]) -> Bool {
    let head = Array((notice + checksum).utf8)
    guard bytes.starts(with: head), bytes.count > head.count + 64,
      bytes[head.count + 64] == UInt8(ascii: "\n")
    else { return false }
    let digits = bytes[head.count..<(head.count + 64)]
    let content = bytes[(head.count + 65)...]
    return digits.elementsEqual(hexadecimal(SHA256.hash(data: content)).utf8)
  }
}
