internal import CCrypt

/// A password in memory: its bytes are cleared when the last reference goes, and it has no
/// description that could reach a log.
package final class Secret: Sendable {
  private let bytes: [UInt8]

  /// Takes the bytes over and clears the caller's copy.
  package init(consuming source: inout [UInt8]) {
    // A copy of exactly this size; the caller's buffer is cleared, whatever it was grown from.
    bytes = Array(source[...])
    clear(&source)
  }

  /// For passwords that the program makes.
  package convenience init(_ text: String) {
    var bytes = Array(text.utf8)
    self.init(consuming: &bytes)
  }

  /// No password: crypt(3) takes no NUL, so it has no hash.
  package static let ofNothing = Secret("\0")

  deinit {
    unsafe bytes.withUnsafeBytes { buffer in
      guard let start = buffer.baseAddress else { return }
      unsafe explicit_bzero(UnsafeMutableRawPointer(mutating: start), buffer.count)
    }
  }

  /// Length in bytes of UTF-8.
  package var byteCount: Int { bytes.count }

  /// The bytes, for as long as `body` runs.
  package func withBytes<Result>(_ body: ([UInt8]) throws -> Result) rethrows -> Result {
    try body(bytes)
  }

  /// The text, for the one place where it must be shown; nil when it is not UTF-8.
  package func reveal() -> String? { String(validating: bytes, as: UTF8.self) }

  /// Both hold the same bytes.
  package func matches(_ other: Secret) -> Bool { bytes == other.bytes }
}

/// Overwrites the bytes in a way that the optimiser does not remove.
package func clear(_ bytes: inout [UInt8]) {
  unsafe bytes.withUnsafeMutableBytes { buffer in
    guard let start = buffer.baseAddress else { return }
    unsafe explicit_bzero(start, buffer.count)
  }
  bytes = []
}

extension Secret {
  /// Bytes made of a secret, to be cleared by who made them.
  struct Buffer {
    private(set) var bytes: [UInt8]

    init(prefix: String = "", _ secret: Secret, terminated: Bool = false) {
      bytes = []
      // One allocation: growing would leave copies behind.
      bytes.reserveCapacity(prefix.utf8.count + secret.byteCount + 1)
      bytes += prefix.utf8
      secret.withBytes { bytes += $0 }
      if terminated { bytes.append(0) }
    }

    mutating func clear() { AgentsModel.clear(&bytes) }
  }
}
