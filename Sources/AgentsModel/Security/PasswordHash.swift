internal import CCrypt

/// A crypt(3) string; those made here are yescrypt with libcrypt's default cost.
package struct PasswordHash: Equatable, Sendable {
  /// As in `/etc/shadow`.
  package let text: String

  /// The hash of an unknown password, to compare with when the database has no other.
  package static let ofNothing = PasswordHash(
    stored: "$y$j9T$yJ1kQ3wD8sV5nB7xG2hR4.$8uOyauuDuVz/ueFunUHZZwJNPYt/JcC3oOzdO5JBl09")

  /// Takes a hash from the database, unchecked.
  package init(stored text: String) {
    self.text = text
  }

  /// Hashes a password; takes about twenty milliseconds on purpose.
  ///
  /// - Throws: `AgentsError.cryptFailed`.
  package init(of password: Secret) throws(AgentsError) {
    guard let setting = Self.salt(), let text = Self.crypt(password, setting) else {
      throw .cryptFailed
    }
    self.text = text
  }

  /// Whether it is the hash of `password`; the comparison takes the same time for both answers.
  package func matches(_ password: Secret) -> Bool {
    guard let other = Self.crypt(password, text) else { return false }
    let (a, b) = (Array(text.utf8), Array(other.utf8))
    guard a.count == b.count else { return false }
    return zip(a, b).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// Whether this system's crypt(3) knows the method of a hash.
  static func isKnown(_ text: String) -> Bool {
    unsafe crypt_checksalt(text) != CRYPT_SALT_INVALID
  }

  /// A new setting string: method, cost, and salt from the kernel's random numbers.
  private static func salt() -> String? {
    var output = [CChar](repeating: 0, count: Int(CRYPT_GENSALT_OUTPUT_SIZE))
    let made = unsafe crypt_gensalt_rn("$y$", 0, nil, 0, &output, CInt(output.count))
    guard unsafe made != nil else { return nil }
    return String(decoding: output.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private static func crypt(_ password: Secret, _ setting: String) -> String? {
    // crypt(3) would stop at a NUL and hash only what is before it.
    guard !password.withBytes({ $0.contains(0) }) else { return nil }
    var phrase = Secret.Buffer(password, terminated: true)
    defer { phrase.clear() }
    // 32 KiB that must be zero before the call and contain traces of the password after it.
    let data = UnsafeMutablePointer<crypt_data>.allocate(capacity: 1)
    unsafe explicit_bzero(data, MemoryLayout<crypt_data>.size)
    defer {
      unsafe explicit_bzero(data, MemoryLayout<crypt_data>.size)
      unsafe data.deallocate()
    }
    return unsafe phrase.bytes.withUnsafeBytes { bytes -> String? in
      guard
        let hash = unsafe crypt_rn(
          bytes.baseAddress?.assumingMemoryBound(to: CChar.self), setting, data,
          CInt(MemoryLayout<crypt_data>.size))
      else { return nil }
      return unsafe String(cString: hash)
    }
  }
}
