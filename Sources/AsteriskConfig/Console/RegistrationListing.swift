/// The answer of `sip show peers`, or of `pjsip show contacts`: whose phones are registered.
package struct RegistrationListing: Equatable, Sendable {
  /// chan_sip lists all peers and cuts their names; PJSIP lists those that are registered.
  private var unregistered: Set<Substring> = []
  private var registered: Set<Substring> = []
  private let isOfPeers: Bool

  /// As many characters as `sip show peers` has for a name.
  private static let width = 25

  /// Reads an answer.
  package init(_ answer: String) {
    let lines = answer.consoleLines
    isOfPeers = lines.contains { $0.hasPrefix("Name/username") }
    for line in lines {
      guard isOfPeers else {
        guard let (_, contact) = line.halves(at: "Contact:  "), !contact.hasPrefix("<") else {
          continue
        }
        registered.insert(contact.prefix { $0 != "/" && $0 != " " })
        continue
      }
      let words = line.words
      guard words.count > 2, words[1] == "(Unspecified)" else { continue }
      unregistered.insert(words[0].prefix { $0 != "/" })
    }
  }

  /// Whether the phone of that name is registered.
  package func isRegistered(_ name: String) -> Bool {
    isOfPeers
      ? !unregistered.contains(Substring(name.prefix(Self.width)))
      : registered.contains(Substring(name))
  }
}
