/// The answer of `voicemail show users for CONTEXT`.
package struct MailboxListing: Equatable, Sendable {
  /// Box → the name of its owner.
  package private(set) var boxes: [String: String] = [:]

  /// After a name: a blank, ten columns for the zone, a blank, six for the number of messages.
  private static let tail = 18

  /// Reads an answer.
  package init(_ answer: String) {
    for line in answer.consoleLines {
      let words = line.split(separator: " ", maxSplits: 2)
      guard words.count == 3, line.last?.isNumber == true, words[1] != "voicemail" else { continue }
      boxes[String(words[1])] = String(words[2].dropLast(Self.tail).unpadded)
    }
  }
}
