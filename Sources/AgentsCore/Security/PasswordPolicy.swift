/// The rules a new password is held against.
package enum PasswordPolicy {
  /// The special characters of the Security Suite (the vendor's page, "Create a new Agent"); others
  /// are allowed and do not count.
  package static let specials = "~!@#$%^&-_=+[{]}"
  /// Characters, not bytes.
  package static let minimumLength = 8
  /// crypt(3) takes 512 bytes with the terminating NUL; nothing is ever cut.
  package static let maximumBytes = 511

  /// Everything that is wrong with a password; empty when it may be used.
  ///
  /// No message repeats any part of the password.
  package static func findings(for password: Secret, _ settings: Settings) -> [Finding] {
    guard let text = password.reveal() else {
      return [finding("encoding", "is not valid UTF-8")]
    }
    var findings: [Finding] = []
    if text.isEmpty { findings.append(finding("empty", "must not be empty")) }
    if password.byteCount > maximumBytes {
      findings.append(
        finding("too-long", "is \(password.byteCount) bytes long; at most \(maximumBytes) fit"))
    }
    if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      findings.append(finding("control-character", "holds a control character"))
    }
    if settings.securitySuite, !text.isEmpty { findings += compositionFindings(for: text) }
    return findings
  }

  /// The current password, or one that is remembered.
  package static let reused = finding("reused", "was used before; choose another one")

  private static func compositionFindings(for text: String) -> [Finding] {
    var findings: [Finding] = []
    if text.count < minimumLength {
      findings.append(finding("too-short", "needs at least \(minimumLength) characters"))
    }
    for (code, name, isMember) in classes where !text.utf8.contains(where: isMember) {
      findings.append(finding(code, "needs at least one \(name)"))
    }
    return findings
  }

  private static let classes: [(String, String, @Sendable (UInt8) -> Bool)] = [
    ("no-lowercase", "lower-case letter a-z", { ("a"..."z").contains(Character($0)) }),
    ("no-uppercase", "upper-case letter A-Z", { ("A"..."Z").contains(Character($0)) }),
    ("no-digit", "digit", isASCIIDigit),
    ("no-special", "of the characters \(specials)", { specials.utf8.contains($0) }),
  ]

  private static func finding(_ code: String, _ message: String) -> Finding {
    Finding(.error, "password.\(code)", field: "password", message)
  }
}

extension Character {
  fileprivate init(_ byte: UInt8) {
    self.init(Unicode.Scalar(byte))
  }
}
