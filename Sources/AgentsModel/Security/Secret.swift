internal import CCrypt

/// A password in memory.
///
/// Its bytes are cleared with the last reference, and no description of it can reach a log.
public final class Secret: Sendable {
  private let bytes: [UInt8]

  /// Takes the bytes and clears the caller's copy.
  public init(consuming source: inout [UInt8]) {
    // A copy of exactly this size; the caller's buffer is cleared, with its whole capacity.
    bytes = Array(source[...])
    clear(&source)
  }

  /// Takes a text, whose own memory is not cleared: for one that was generated or came in a request.
  public convenience init(_ text: String) {
    var bytes = Array(text.utf8)
    self.init(consuming: &bytes)
  }

  /// Matches no hash, because crypt(3) accepts no NUL.
  package static let ofNothing = Secret("\0")

  deinit {
    unsafe bytes.withUnsafeBytes { buffer in
      guard let start = buffer.baseAddress else { return }
      unsafe explicit_bzero(UnsafeMutableRawPointer(mutating: start), buffer.count)
    }
  }

  /// Length in bytes of UTF-8.
  public var byteCount: Int { bytes.count }

  /// The bytes, for as long as `body` runs.
  public func withBytes<Result>(_ body: ([UInt8]) throws -> Result) rethrows -> Result {
    try body(bytes)
  }

  /// The text, only for the place that must show it; nil when it is not UTF-8.
  public func reveal() -> String? { String(validating: bytes, as: UTF8.self) }

  /// Whether both have the same bytes.
  public func matches(_ other: Secret) -> Bool { bytes == other.bytes }
}

/// Overwrites the bytes; the optimiser does not remove it.
package func clear(_ bytes: inout [UInt8]) {
  unsafe bytes.withUnsafeMutableBytes { buffer in
    guard let start = buffer.baseAddress else { return }
    unsafe explicit_bzero(start, buffer.count)
  }
  bytes = []
}

extension Secret {
  /// Bytes derived from a secret; the caller must clear them.
  struct Buffer {
    private(set) var bytes: [UInt8]

    init(prefix: String = "", _ secret: Secret, terminated: Bool = false) {
      bytes = []
      // One allocation, because growing would leave copies in memory.
      bytes.reserveCapacity(prefix.utf8.count + secret.byteCount + 1)
      bytes += prefix.utf8
      secret.withBytes { bytes += $0 }
      if terminated { bytes.append(0) }
    }

    mutating func clear() { AgentsModel.clear(&bytes) }
  }
}
