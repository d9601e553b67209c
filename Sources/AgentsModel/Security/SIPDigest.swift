internal import Crypto

/// A phone's password as Asterisk stores it: the hashes of `user:realm:password` (RFC 7616
/// section 3.4.2).
///
/// chan_sip's `md5secret` and PJSIP's `md5_cred` are the same MD5 digest. It becomes invalid when
/// the realm or the name that the phone logs in with change.
package struct SIPDigest: Equatable, Sendable {
  package let realm: String
  /// 32 lower-case hexadecimal digits.
  package let md5: String
  /// 64 lower-case hexadecimal digits; empty for a digest from elsewhere that has only MD5.
  package let sha256: String

  package init(realm: String, md5: String, sha256: String) {
    self.realm = realm
    self.md5 = md5
    self.sha256 = sha256
  }

  /// - Parameter peer: The name that the phone registers with.
  package init(peer: PeerName, realm: Realm, password: Secret) {
    self.init(user: peer.text, realm: realm, password: password)
  }

  /// - Parameter user: The name that the phone logs in with, in its exact case.
  package init(user: String, realm: Realm, password: Secret) {
    var message = Secret.Buffer(prefix: "\(user):\(realm.text):", password)
    defer { message.clear() }
    self.init(
      realm: realm.text,
      md5: hexadecimal(Insecure.MD5.hash(data: message.bytes)),
      sha256: hexadecimal(SHA256.hash(data: message.bytes)))
  }
}

/// Bytes as lower-case hexadecimal digits.
package func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  var text: [UInt8] = []
  text.reserveCapacity(64)
  func append(_ digit: UInt8) {
    text.append(digit + (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10))
  }
  for byte in bytes {
    append(byte >> 4)
    append(byte & 15)
  }
  return String(decoding: text, as: UTF8.self)
}
