/// The rules for a new password.
package enum PasswordPolicy {
  /// The special characters of the Security Suite (the vendor's page, "Create a new Agent"); others
  /// are allowed but do not count.
  package static let specials = "~!@#$%^&-_=+[{]}"
  /// In characters, not bytes.
  package static let minimumLength = 8
  /// crypt(3) accepts 512 bytes with the terminating NUL; longer passwords are refused, not
  /// truncated.
  package static let maximumBytes = 511

  /// All rules that a password breaks; empty when it may be used.
  ///
  /// No message repeats any part of the password.
  package static func findings(for password: Secret, _ settings: Settings) -> [Finding] {
    password.withBytes { bytes in
      // A view, because a String would be a copy that nobody clears.
      guard let text = try? UTF8Span(validating: bytes.span) else {
        return [finding("encoding", "is not valid UTF-8")]
      }
      var findings: [Finding] = []
      if text.isEmpty { findings.append(finding("empty", "must not be empty")) }
      if bytes.count > maximumBytes {
        findings.append(
          finding("too-long", "is \(bytes.count) bytes long; at most \(maximumBytes) fit"))
      }
      if hasControls(text) {
        findings.append(finding("control-character", "holds a control character"))
      }
      if settings.securitySuite, !text.isEmpty {
        findings += compositionFindings(for: bytes, length: length(of: text))
      }
      return findings
    }
  }

  private static func length(of text: borrowing UTF8Span) -> Int {
    var characters = text.makeCharacterIterator()
    return characters.skipForward(by: .max)
  }

  private static func hasControls(_ text: borrowing UTF8Span) -> Bool {
    var scalars = text.makeUnicodeScalarIterator()
    while let scalar = scalars.next() {
      if scalar.properties.generalCategory == .control { return true }
    }
    return false
  }

  /// The password is the current one, or one that is remembered.
  package static let reused = finding("reused", "was used before; choose another one")

  private static func compositionFindings(for bytes: [UInt8], length: Int) -> [Finding] {
    var findings: [Finding] = []
    if length < minimumLength {
      findings.append(finding("too-short", "needs at least \(minimumLength) characters"))
    }
    for (code, name, isMember) in classes where !bytes.contains(where: isMember) {
      findings.append(finding(code, "needs at least one \(name)"))
    }
    return findings
  }

  private static let classes: [(String, String, @Sendable (UInt8) -> Bool)] = [
    ("no-lowercase", "lower-case letter a-z", { isASCIILetter($0) && $0 >= UInt8(ascii: "a") }),
    ("no-uppercase", "upper-case letter A-Z", { isASCIILetter($0) && $0 <= UInt8(ascii: "Z") }),
    ("no-digit", "digit", isASCIIDigit),
    ("no-special", "of the characters \(specials)", { specials.utf8.contains($0) }),
  ]

  private static func finding(_ code: String, _ message: String) -> Finding {
    Finding(.error, "password.\(code)", field: "password", message)
  }
}
