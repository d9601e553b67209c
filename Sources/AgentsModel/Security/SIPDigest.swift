internal import Crypto

/// What a phone's password becomes: the hashes of `username:realm:password` (RFC 7616 section 3.4.2),
/// never the password itself.
///
/// chan_sip's `md5secret` and PJSIP's `md5_cred` are the MD5 form, so that one digest serves both. A
/// changed realm or username makes it stale.
package struct SIPDigest: Equatable, Sendable {
  package let realm: String
  /// 32 lower-case hexadecimal digits.
  package let md5: String
  /// 64 lower-case hexadecimal digits; empty where the digest came from elsewhere and MD5 is all there is.
  package let sha256: String

  package init(realm: String, md5: String, sha256: String) {
    self.realm = realm
    self.md5 = md5
    self.sha256 = sha256
  }

  package init(username: Username, realm: Realm, password: Secret) {
    var message = Secret.Buffer(prefix: "\(username.text):\(realm.text):", password)
    defer { message.clear() }
    self.init(
      realm: realm.text,
      md5: hexadecimal(Insecure.MD5.hash(data: message.bytes)),
      sha256: hexadecimal(SHA256.hash(data: message.bytes)))
  }
}

/// Lower-case hexadecimal digits of bytes.
package func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  let digits = Array("0123456789abcdef".utf8)
  var text: [UInt8] = []
  for byte in bytes {
    text.append(digits[Int(byte >> 4)])
    text.append(digits[Int(byte & 15)])
  }
  return String(decoding: text, as: UTF8.self)
}
