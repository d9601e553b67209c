internal import Crypto

/// What ties one line of the audit trail to the line before it.
///
/// SHA-256 of the hash before it in hexadecimal, its number in digits, and the texts of its columns, each
/// behind its length in bytes as eight bytes, the highest first: so no two lines are encoded alike.
package struct AuditLink {
  /// What stands before the first line.
  package static let start = String(repeating: "0", count: 64)

  private var bytes: [UInt8] = []

  package init() {}

  /// Begins the next link, in the memory of the last one.
  package mutating func begin(after previous: String, id: Int) {
    bytes.removeAll(keepingCapacity: true)
    add(previous)
    add(String(id))
  }

  package mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { unsafe add($0.span) }
  }

  /// Bytes as they are stored, be they UTF-8 or not: a repaired text would hide an edit.
  package mutating func add(_ column: Span<UInt8>) {
    let length = UInt64(column.count)
    for shift in stride(from: 56, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: length >> UInt64(shift)))
    }
    unsafe column.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
  }

  /// 64 hexadecimal digits.
  package var hash: String { hexadecimal(SHA256.hash(data: bytes)) }
}
