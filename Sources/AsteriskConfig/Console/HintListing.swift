/// The answer of `core show hints`: which device tells the state of an extension.
package struct HintListing: Equatable, Sendable {
  /// `EXTENSION@CONTEXT` → device, both as far as Asterisk prints them.
  private var hints: [Substring: Substring] = [:]

  /// Asterisk 16 prints so much of each.
  private static let least = 20

  /// Reads an answer.
  package init(_ answer: String) {
    for line in answer.consoleLines {
      guard let (place, rest) = line.halves(at: ":"), place.contains(mark: "@"),
        let (device, _) = rest.halves(at: " State:")
      else { continue }
      hints[place.unpadded] = device.unpadded
    }
  }

  /// How many there are.
  package var count: Int { hints.count }

  /// What is shown for an extension; nil where it has no hint.
  package func device(of number: String, in context: String) -> String? {
    let place = Substring("\(number)@\(context)")
    let shown =
      hints[place] ?? hints.first { $0.key.count >= Self.least && place.hasPrefix($0.key) }?.value
    return shown.map(String.init)
  }

  /// Whether a device is the one that is shown, as far as it is.
  package static func isShown(_ device: String, as shown: String) -> Bool {
    device == shown || shown.count >= least && device.hasPrefix(shown)
  }
}
