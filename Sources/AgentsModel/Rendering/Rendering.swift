internal import AsteriskConfig

/// Turns endpoints into the files that Asterisk reads.
///
/// Equal endpoints give equal bytes: they are sorted and contain no date.
package struct Rendering: Sendable {
  private let include: IncludePath
  private let owner: String
  let dialect: Dialect
  let settings: Settings

  /// - Parameters:
  ///   - directory: Where the files go, without a trailing slash.
  ///   - owner: The installation that writes them, 16 hexadecimal digits.
  ///   - dialect: The driver and release they are written for.
  package init(directory: String, owner: String, _ dialect: Dialect, _ settings: Settings) {
    include = IncludePath(directory: directory)
    self.owner = owner
    self.dialect = dialect
    self.settings = settings
  }

  /// What a file is made from.
  package enum Content: Sendable {
    /// For a root: it depends on the settings only.
    case settings
    /// All endpoints of a block, sorted by internal.
    case endpoints([Endpoint])
    /// nil for a queue that no longer exists.
    case queue(VoiceQueue?)
  }

  /// The bytes of a generated file; nil when it would be empty and must be removed.
  ///
  /// - Throws: `AgentsError.asterisk(.unfaithfulRendering)` when the bytes would not read back as the model.
  package func bytes(of file: GeneratedFile, _ content: Content) throws(AgentsError) -> [UInt8]? {
    guard dialect.kinds.contains(file.kind) else { return nil }
    do {
      let document = try self.document(of: file.kind, content)
      guard !document.items.isEmpty else { return nil }
      let bytes = Seal.sealed(try document.encoded(), owner: owner)
      // Nothing is written that Asterisk would read differently.
      if try ConfigDocument(parsing: bytes).withoutComments == document { return bytes }
    } catch {
      throw .asterisk(.unfaithfulRendering(file: file.name))
    }
    throw .asterisk(.unfaithfulRendering(file: file.name))
  }

  private func document(
    of kind: FileKind, _ content: Content
  ) throws(ConfigError) -> ConfigDocument {
    switch content {
    case .settings:
      return ConfigDocument(items: templates(of: kind).map { .section($0) } + [blocks(of: kind)])
    case .endpoints(let endpoints) where kind == .voicemail:
      return try Mailboxes.document(of: endpoints)
    case .endpoints(let endpoints) where kind == .extensions:
      return ConfigDocument(items: extensions(of: endpoints).map { .section($0) })
    case .endpoints(let endpoints):
      return ConfigDocument(
        items: endpoints.flatMap { kind.content(of: $0, dialect) }.map { .section($0) })
    case .queue(let queue):
      guard let queue else { return ConfigDocument() }
      return ConfigDocument(items: [.section(try queue.section(dialect.dialled))])
    }
  }

  func templates(of kind: FileKind) -> [Section] {
    let (certificate, key) = (settings.tlsCertificate.text, settings.tlsPrivateKey.text)
    return switch kind {
    case .sip: SIPPeers.templates(certificate: certificate, privateKey: key)
    case .pjsip:
      PJSIPEndpoints.templates(
        dialect, realm: settings.sipRealm.text, certificate: certificate, privateKey: key)
    case .extensions: Extensions.contexts
    case .voicemail: [Mailboxes.context]
    case .queues: []
    }
  }

  /// One section for each context that has extensions.
  private func extensions(of endpoints: [Endpoint]) -> [Section] {
    let sections = endpoints.flatMap {
      Extensions.content(of: $0, dialect.dialled, ringing: settings.ringSeconds.value)
    }
    return Extensions.contexts.map { context in
      Section(
        name: context.name,
        settings: sections.filter { $0.name == context.name }.flatMap(\.settings))
    }.filter { !$0.settings.isEmpty }
  }

  /// `#tryinclude`, because Asterisk rejects the whole file when an `#include` matches nothing.
  private func blocks(of kind: FileKind) -> ConfigDocument.Item {
    .include(Include(path: "\(include.text)/\(kind.directory)/*.conf", isRequired: false))
  }
}

extension ConfigDocument {
  /// The items that Asterisk acts on.
  fileprivate var withoutComments: ConfigDocument {
    ConfigDocument(
      items: items.filter { if case .comment = $0 { false } else { true } })
  }
}

extension Setting {
  /// `name = value`.
  init(_ name: String, _ value: String) { self.init(name: name, value: value) }
}

/// The setting, or none when its value is empty.
func optional(_ name: String, _ value: String) -> [Setting] {
  value.isEmpty ? [] : [Setting(name, value)]
}

/// A boolean as Asterisk writes it.
func yesNo(_ value: Bool) -> String { value ? "yes" : "no" }
