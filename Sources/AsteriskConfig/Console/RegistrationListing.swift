/// The answer of `sip show peers`, or of `pjsip show contacts`: whose phones are registered.
package struct RegistrationListing: Equatable, Sendable {
  /// chan_sip lists all peers and cuts their names; PJSIP lists those that are registered.
  private var unregistered: Set<Substring> = []
  private var registered: Set<Substring> = []
  private let isOfPeers: Bool
  /// The addresses of those that are registered, by the names as they are listed: `address:port`, or the URI of PJSIP.
  package private(set) var addresses: [String: Set<String>] = [:]

  /// As many characters as `sip show peers` has for a name.
  static let width = 25

  /// Reads an answer.
  package init(_ answer: String) {
    let lines = answer.consoleLines
    isOfPeers = lines.contains { $0.hasPrefix("Name/username") }
    for line in lines {
      guard isOfPeers else {
        guard let (_, contact) = line.halves(at: "Contact:  "), !contact.hasPrefix("<") else {
          continue
        }
        let name = contact.prefix { $0 != "/" && $0 != " " }
        registered.insert(name)
        addresses[String(name), default: []]
          .insert(String(contact.dropFirst(name.count + 1).prefix { $0 != " " }))
        continue
      }
      let words = line.words
      // The last line counts them.
      guard words.count > 2, !line.contains(mark: " sip peers [Monitored: ") else { continue }
      let name = words[0].prefix { $0 != "/" }
      guard words[1] != "(Unspecified)" else {
        unregistered.insert(name)
        continue
      }
      // The port is the only number between the flags and the state.
      guard let port = words.dropFirst(2).first(where: { Int($0) != nil }) else { continue }
      addresses[String(name)] = ["\(words[1]):\(port)"]
    }
  }

  /// Whether the phone of that name is registered.
  package func isRegistered(_ name: String) -> Bool {
    isOfPeers
      ? !unregistered.contains(Substring(name.prefix(Self.width)))
      : registered.contains(Substring(name))
  }
}
