internal import AsteriskConfig

/// Turns endpoints into the documents that Asterisk reads: pure, sorted, without dates.
package struct Rendering: Sendable {
  private let include: IncludePath
  private let owner: String
  private let certificate: String
  private let privateKey: String

  /// - Parameters:
  ///   - directory: Where the files go, without a trailing slash.
  ///   - owner: The installation whose files they are, 16 hexadecimal digits.
  package init(directory: String, owner: String, _ settings: Settings) {
    include = IncludePath(directory: directory)
    self.owner = owner
    certificate = settings.tlsCertificate.text
    privateKey = settings.tlsPrivateKey.text
  }

  /// The bytes of a generated file; nil when nothing belongs into it and it is to be removed.
  ///
  /// - Parameters:
  ///   - file: Which file.
  ///   - endpoints: All endpoints of the file's block, sorted by internal; for a root, none.
  /// - Throws: `AgentsError.renderingUnfaithful` when the bytes would not read back as the model.
  package func bytes(
    of file: GeneratedFile, _ endpoints: [Endpoint]
  ) throws(AgentsError) -> [UInt8]? {
    do {
      let document = try self.document(of: file, endpoints)
      guard !document.items.isEmpty else { return nil }
      let bytes = Seal.sealed(try document.encoded(), owner: owner)
      // Nothing is installed that Asterisk would read as something else.
      if try ConfigDocument(parsing: bytes).withoutComments == document { return bytes }
    } catch {
      throw .renderingUnfaithful(file: file.name)
    }
    throw .renderingUnfaithful(file: file.name)
  }

  func document(
    of file: GeneratedFile, _ endpoints: [Endpoint]
  ) throws(ConfigError) -> ConfigDocument {
    switch file {
    case .peers:
      let templates = SIPPeers.templates(certificate: certificate, privateKey: privateKey)
      return ConfigDocument(
        items: templates.map { .section($0) } + [blocks(below: "sip_agents.d")])
    case .peerBlock:
      return ConfigDocument(items: endpoints.compactMap(SIPPeers.peer).map { .section($0) })
    case .mailboxes:
      return ConfigDocument(items: [blocks(below: "voicemail_agents.d")])
    case .mailboxBlock:
      return try Mailboxes.document(of: endpoints)
    }
  }

  /// `#tryinclude`: a plain include that matches nothing would make Asterisk reject the whole file.
  private func blocks(below directory: String) -> ConfigDocument.Item {
    .include(Include(path: "\(include.text)/\(directory)/*.conf", isRequired: false))
  }
}

extension ConfigDocument {
  /// What Asterisk acts on.
  fileprivate var withoutComments: ConfigDocument {
    ConfigDocument(
      items: items.filter { if case .comment = $0 { false } else { true } })
  }
}
