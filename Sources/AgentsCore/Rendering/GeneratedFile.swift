/// A file that the program writes for Asterisk.
package enum GeneratedFile: Hashable, Comparable, Sendable {
  /// Templates, and the inclusion of the blocks.
  case peers
  case peerBlock(NumberBlock)
  case mailboxes
  case mailboxBlock(NumberBlock)

  /// What includes the others, for each Asterisk file that it belongs to.
  package static let roots: [GeneratedFile] = [.peers, .mailboxes]

  /// The directories of the files that the roots include, below the setting `asteriskDir`.
  package static let directories = ["sip_agents.d", "voicemail_agents.d"]

  /// The path below the setting `asteriskDir`.
  package var name: String {
    switch self {
    case .peers: "sip_agents.conf"
    case .peerBlock(let block): "sip_agents.d/\(block.name).conf"
    case .mailboxes: "voicemail_agents.conf"
    case .mailboxBlock(let block): "voicemail_agents.d/\(block.name).conf"
    }
  }

  /// The file of that name; nil for a name that this program never writes.
  package init?(name: String) {
    if let root = Self.roots.first(where: { $0.name == name }) {
      self = root
      return
    }
    guard let slash = name.firstIndex(of: "/"),
      let first = Int(name[name.index(after: slash)...].prefix { $0 != "-" }),
      let block = NumberBlock(startingAt: first)
    else { return nil }
    let candidates = [GeneratedFile.peerBlock(block), .mailboxBlock(block)]
    guard let file = candidates.first(where: { $0.name == name }) else { return nil }
    self = file
  }

  /// Asterisk's own file that must include the root.
  package var includedBy: String {
    switch self {
    case .peers, .peerBlock: "sip.conf"
    case .mailboxes, .mailboxBlock: "voicemail.conf"
    }
  }

  /// The narrowest command that makes Asterisk read the file again.
  package var reloadCommand: String {
    switch self {
    case .peers, .peerBlock: "sip reload"
    case .mailboxes, .mailboxBlock: "voicemail reload"
    }
  }

  /// The files that show `old` or `new` differently; none when Asterisk sees no difference.
  package static func affected(by old: Endpoint?, _ new: Endpoint?) -> Set<GeneratedFile> {
    guard old != new else { return [] }
    var files: Set<GeneratedFile> = []
    for endpoint in [old, new].compactMap(\.self) {
      files.insert(.peerBlock(NumberBlock(containing: endpoint.internalNumber)))
    }
    if old?.mailbox != new?.mailbox {
      for endpoint in [old, new].compactMap(\.self) where endpoint.voicemail {
        files.insert(.mailboxBlock(NumberBlock(containing: endpoint.internalNumber)))
      }
    }
    return files
  }
}

extension Endpoint {
  /// What voicemail.conf shows of the agent.
  fileprivate var mailbox: [String] {
    voicemail ? [internalNumber.text, voicemailPin.text, fullname.text, email.text] : []
  }
}

extension GeneratedFile {
  /// The internals it is about; nil for a root.
  package var block: NumberBlock? {
    switch self {
    case .peerBlock(let block), .mailboxBlock(let block): block
    case .peers, .mailboxes: nil
    }
  }
}
