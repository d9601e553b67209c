/// A mail of plain text, as sendmail(8) reads it on standard input (RFC 5322, lines end with LF).
package struct MailMessage: Equatable, Sendable {
  package let from: EmailAddress
  package let to: EmailAddress
  /// The recipient's name; any Unicode.
  package let name: String
  /// One line; any Unicode.
  package let subject: String
  /// Lines end with LF; any Unicode.
  package let body: String

  package init(
    from: EmailAddress, to: EmailAddress, name: String, subject: String, body: String
  ) {
    self.from = from
    self.to = to
    self.name = name
    self.subject = subject
    self.body = body
  }

  /// The whole text.
  ///
  /// - Parameters:
  ///   - date: The present time in the form of RFC 5322 section 3.3.
  ///   - id: The unique part of the Message-ID, before the "@".
  package func text(date: String, id: String) -> String {
    let domain = from.text.split(separator: "@").last ?? "localhost"
    let header = [
      "From: <\(from.text)>", "To: \(Self.phrase(name))\n <\(to.text)>",
      "Subject: \(Self.words(subject))",
      "Date: \(date)", "Message-ID: <\(id)@\(domain)>",
      // Prevents automatic replies (RFC 3834).
      "Auto-Submitted: auto-generated", "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8",
      "Content-Transfer-Encoding: \(isPlain ? "7bit" : "base64")",
    ]
    return header.joined(separator: "\n") + "\n\n" + (isPlain ? body : Self.lines(of: body))
  }

  /// Whether every mail server leaves the text unchanged (RFC 5322 section 2.1.1).
  private var isPlain: Bool {
    body.utf8.allSatisfy { $0 < 0x7F }
      && body.split(separator: "\n").allSatisfy { $0.utf8.count <= 998 }
  }

  /// Base64 in lines of 76 (RFC 2045 section 6.8): 57 bytes each.
  private static func lines(of text: String) -> String {
    var rest = Array(text.utf8)[...]
    var lines = ""
    while !rest.isEmpty {
      lines += base64(rest.prefix(57)) + "\n"
      rest = rest.dropFirst(57)
    }
    return lines
  }

  /// A name in a header: quoted, or in encoded words (RFC 2047) of at most 75 characters that split
  /// no character.
  static func phrase(_ name: String) -> String {
    guard name.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else { return words(name) }
    let escaped = name.map { "\"\\".contains($0) ? "\\\($0)" : String($0) }.joined()
    return "\"\(escaped)\""
  }

  /// Text in a header: as it is, or in encoded words.
  private static func words(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    var words: [[UInt8]] = [[]]
    for scalar in text.unicodeScalars {
      let bytes = Array(String(scalar).utf8)
      if words[words.count - 1].count + bytes.count > 45 { words.append([]) }
      words[words.count - 1] += bytes
    }
    return words.map { "=?UTF-8?B?\(base64($0))?=" }.joined(separator: "\n ")
  }
}
