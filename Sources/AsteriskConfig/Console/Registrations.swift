/// Where phones are registered, and which registrations Asterisk keeps in its own database.
///
/// A registration that ends, because its time is over or the phone takes it back, leaves the database, too. One that
/// Asterisk loses because a phone is not in its files stays there.
package struct Registrations: Equatable, Sendable {
  private let addresses: [String: Set<String>]
  private let recorded: Set<String>

  /// The family of the database in which chan_sip keeps them.
  package static let ofSIP = "SIP/Registry"
  /// The family of the database in which PJSIP keeps them.
  package static let ofPJSIP = "registrar/contact"

  /// What is otherwise than it was.
  package struct Changes: Equatable, Sendable {
    /// What a change of the files may have done.
    package var losses: [String] = []
    /// What the phones did by themselves.
    package var moves: [String] = []
  }

  /// Reads the answers.
  ///
  /// - Parameters:
  ///   - listed: `sip show peers`, or `pjsip show contacts`.
  ///   - recorded: `database show` with the family.
  package init(listed: String, recorded: String) {
    addresses = RegistrationListing(listed).addresses
    self.recorded = Set(
      recorded.consoleLines.compactMap { line in
        let prefix = ["/\(Self.ofSIP)/", "/\(Self.ofPJSIP)/"].first(where: line.hasPrefix)
        guard let prefix else { return nil }
        // `/SIP/Registry/200   : 192.0.2.7:5060:…`, `/registrar/contact/200;@0123… : {…}`
        return String(line.dropFirst(prefix.count).prefix { !" :;".contains($0) })
      })
  }

  /// Compares with an earlier time.
  package func changes(since before: Registrations) -> Changes {
    var changes = Changes()
    for (name, old) in before.addresses.sorted(by: { $0.key < $1.key }) {
      let new = addresses[name] ?? []
      guard new.isDisjoint(with: old) else { continue }
      let was = "\(name) was registered at \(old.sorted().joined(separator: " and "))"
      if new.isEmpty {
        if before.isRecorded(name), !isRecorded(name) {
          changes.moves.append("\(was); its registration ended meanwhile")
        } else {
          changes.losses.append("\(was), and is not any more")
        }
        continue
      }
      let words = "\(was), and is at \(new.sorted().joined(separator: " and "))"
      if Set(old.map(Self.host)).isDisjoint(with: new.map(Self.host)) {
        changes.losses.append(words)
      } else {
        changes.moves.append(words)
      }
    }
    return changes
  }

  /// The list of peers cuts long names.
  private func isRecorded(_ name: String) -> Bool {
    recorded.contains(name)
      || name.count >= RegistrationListing.width && recorded.contains { $0.hasPrefix(name) }
  }

  /// The host of `address:port`, or of `sip:user@address:port;parameters`.
  private static func host(_ address: String) -> Substring {
    var text = address[...]
    if let at = text.lastIndex(of: "@") {
      text = text[text.index(after: at)...]
    } else if let (_, after) = text.halves(at: "sip:") ?? text.halves(at: "sips:") {
      text = after
    }
    if text.hasPrefix("[") { return text.prefix { $0 != "]" } }
    // chan_sip lists an IPv6 address without brackets: its port is behind the last colon.
    let plain = text.prefix { !";>".contains($0) }
    return plain.lastIndex(of: ":").map { plain[..<$0] } ?? plain
  }
}
