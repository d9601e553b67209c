internal import Crypto

/// The secret in an emailed link: 256 bits of the system's random numbers.
///
/// Only the mail contains it. The database holds its hash, from which nobody can make the link.
public struct LinkToken: Sendable {
  /// The purpose of a link.
  package enum Kind: String, Sendable {
    /// Somebody asked for a new password.
    case reset
    /// A new agent chooses the first one.
    case invite

    /// Seconds that a link is good for.
    package func life(_ settings: Settings) -> Int {
      switch self {
      case .reset: settings.resetLinkMinutes.value * 60
      case .invite: settings.inviteHours.value * 3600
      }
    }
  }

  /// 32 bytes in base64url (RFC 4648 section 5), which needs no encoding in a URL.
  package static let length = 43

  package let secret: Secret

  /// A new one.
  package init() {
    var random = SystemRandomNumberGenerator()
    var bytes = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) }
    defer { clear(&bytes) }
    secret = Secret(base64(bytes, isForURL: true))
  }

  /// Reads the token that somebody enters.
  public init(given secret: Secret) {
    self.secret = secret
  }

  /// SHA-256 of its text, 64 hexadecimal digits.
  package var sha256: String {
    secret.withBytes { hexadecimal(SHA256.hash(data: $0)) }
  }

  /// Whether a text contains the token or a part of it.
  package func isTold(in text: String) -> Bool {
    let token = Array(secret.reveal() ?? "")
    return (0..<max(0, token.count - 7)).contains { text.contains(String(token[$0..<($0 + 8)])) }
  }

  /// The URL with the token as its last parameter.
  package func link(to url: URLText) -> String {
    let mark = url.text.contains("?") ? "&" : "?"
    let joint = url.text.hasSuffix("?") || url.text.hasSuffix("&") ? "" : mark
    return "\(url.text)\(joint)token=\(secret.reveal() ?? "")"
  }
}

/// Base64 (RFC 4648): section 4 with padding, or section 5, for URLs, without padding.
package func base64(_ bytes: some Collection<UInt8>, isForURL: Bool = false) -> String {
  let last = isForURL ? "-_" : "+/"
  let digits = Array(
    ("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + last).utf8)
  var text: [UInt8] = []
  text.reserveCapacity(bytes.count / 3 * 4 + 4)
  var rest = bytes[...]
  while !rest.isEmpty {
    let group = Array(rest.prefix(3))
    rest = rest.dropFirst(3)
    let bits = (0..<3).reduce(0) { $0 << 8 | ($1 < group.count ? Int(group[$1]) : 0) }
    for place in 0...group.count { text.append(digits[bits >> (18 - 6 * place) & 63]) }
    if !isForURL { text += repeatElement(UInt8(ascii: "="), count: 3 - group.count) }
  }
  return String(decoding: text, as: UTF8.self)
}
