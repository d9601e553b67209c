/// Transport and encryption that an agent had with other typologies, for when it goes back to one of them:
/// `phonebar=tls,tcp/false external=udp/true`.
///
/// Those that a typology has by default are not in it.
package struct FormerVoice: FieldValue {
  private struct Entry: Equatable {
    let typology: Typology
    let transport: Transports
    let encryption: Bool
  }

  private var entries: [Entry] = []

  package static var kind: FieldKind { .text }

  package var text: String {
    entries.map { "\($0.typology.rawValue)=\($0.transport.text)/\($0.encryption.text)" }
      .joined(separator: " ")
  }

  package init() {}

  package init(parsing text: String) throws(Refusal) {
    for word in text.split(separator: " ") {
      let parts = word.split(separator: "=", omittingEmptySubsequences: false)
      let values = parts.last?.split(separator: "/", omittingEmptySubsequences: false) ?? []
      guard parts.count == 2, values.count == 2 else {
        throw Refusal("not-former", "\(quoted(String(word))) is not TYPOLOGY=TRANSPORT/ENCRYPTION")
      }
      entries.append(
        Entry(
          typology: try Typology(parsing: String(parts[0])),
          transport: try Transports(parsing: String(values[0])),
          encryption: try Bool(parsing: String(values[1]))))
    }
  }

  /// Keeps what an agent has with its typology.
  mutating func keep(_ agent: Agent) {
    let typology = agent.account.typology
    let blank = Agent(typology: typology)
    entries.removeAll { $0.typology == typology }
    guard
      agent.voice.transport != blank.voice.transport
        || agent.voice.encryption != blank.voice.encryption
    else { return }
    entries.append(
      Entry(
        typology: typology, transport: agent.voice.transport, encryption: agent.voice.encryption))
    entries.sort { $0.typology.rawValue < $1.typology.rawValue }
  }

  /// What was kept of a typology, which is kept no longer.
  mutating func take(_ typology: Typology) -> (transport: Transports, encryption: Bool)? {
    guard let index = entries.firstIndex(where: { $0.typology == typology }) else { return nil }
    let entry = entries.remove(at: index)
    return (entry.transport, entry.encryption)
  }
}
