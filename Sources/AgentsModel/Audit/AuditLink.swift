internal import Crypto

/// The hash that ties one line of the audit trail to the line before it.
///
/// It is SHA-256 over the previous line's hash (hexadecimal), the line's id (decimal) and the texts of its
/// columns. The length of each of these comes before it, as eight bytes, big-endian, so no two lines have
/// the same encoding.
package struct AuditLink {
  /// The hash before the first line.
  package static let start = String(repeating: "0", count: 64)

  private var bytes: [UInt8] = []

  package init() {}

  /// Begins the next line; reuses the memory of the last one.
  package mutating func begin(after previous: String, id: Int) {
    bytes.removeAll(keepingCapacity: true)
    add(previous)
    add(String(id))
  }

  /// Adds the text of the next column.
  package mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { unsafe add($0.span) }
  }

  /// Adds the bytes of the next column as they are stored.
  ///
  /// They may not be UTF-8, and repairing them would hide an edit.
  package mutating func add(_ column: Span<UInt8>) {
    let length = UInt64(column.count)
    unsafe withUnsafeBytes(of: length.bigEndian) { unsafe bytes.append(contentsOf: $0) }
    unsafe column.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
  }

  /// The hash of the line, 64 hexadecimal digits.
  package var hash: String { hexadecimal(SHA256.hash(data: bytes)) }
}
