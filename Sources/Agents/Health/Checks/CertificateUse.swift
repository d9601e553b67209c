internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import AsteriskConfig
internal import SystemPackage

/// A place where a certificate is named, and what for.
struct CertificateUse {
  enum Server { case asterisk, web }

  /// The file or setting that names it.
  let name: String
  let server: Server
  let paths: NamedCertificate
  /// What does not work without it.
  let consequence: String
  /// Who is concerned.
  let affected: String
  /// The setting that names it, where it is no file of Asterisk's.
  var setting: String?
  /// Only media is encrypted with it: its dates and names do not count.
  var isOfCalls = false
  /// Where it is served.
  var addresses: [ServerAddress] = []
  /// Where `/` is for who reads the files.
  var root: FilePath = "/"
  /// The names under which it is served, as far as they are known.
  var hosts: [String] = []

  static let restarts =
    "then: asterisk -rx \"core restart when convenient\", and systemctl reload nginx"
  static let renewal = "renew it, \(restarts)"

  /// About the place.
  func symptom(_ message: String) -> Symptom { about(name, message) }

  /// About a file that it names.
  func about(_ path: String, _ message: String) -> Symptom {
    var symptom = Symptom(path, message)
    symptom.field = setting
    return setting == nil ? symptom.at(paths.place.file, line: paths.place.line) : symptom
  }

  /// Of which certificate of a chain a sentence is.
  func whose(_ certificate: Certificate) -> String {
    guard let first = try? certificates(of: paths.certificate ?? "").first, first != certificate
    else { return "" }
    return " (\(certificate.subject), in its chain)"
  }

  /// The place of a path that is named.
  func place(_ path: String) -> FilePath { root.appending(FilePath(path).components) }

  /// All bytes of a file; nil when there is none.
  ///
  /// - Throws: `Unchecked`.
  func contents(of path: String) throws -> [UInt8]? {
    guard path.hasPrefix("/") else {
      throw Unchecked("\(path) of \(name) depends on where the program was started")
    }
    do { return try ForeignFiles.read(at: place(path), limit: 1 << 20) } catch {
      throw Unchecked("\(path) could not be read: \(reason(error.errno.rawValue))")
    }
  }

  /// The certificates of a file; none where there is no such file, or none in it.
  ///
  /// - Throws: `Unchecked`.
  func certificates(of path: String) throws -> [Certificate] {
    guard let text = try contents(of: path) else { return [] }
    do throws(Certificate.Fault) { return try Certificate.all(inPEM: text) } catch {
      guard error != .absent else { return [] }
      throw Unchecked("\(path): \(error.words)")
    }
  }

  /// What a file does not have; nil when it has it, or that is not known.
  func lack(in text: [UInt8]?, _ path: String, isKey: Bool) -> Symptom? {
    let said: String
    if let text {
      let mark = isKey ? "PRIVATE KEY-----" : "CERTIFICATE-----"
      let lines = String(decoding: text, as: UTF8.self)
      guard !lines.contains(mark) else { return nil }
      // Without a line of its own the key is expected beside the certificate.
      said =
        isKey
        ? "has no private key in it" + (paths.hasOwnKey ? "" : ", and \(name) names no other")
        : "has no certificate in it"
    } else {
      said = "is named by \(setting ?? paths.place.text), and is not there"
    }
    return about(path, said).with(consequence: consequence)
  }
}

extension Certificate.Fault {
  /// Half a sentence.
  var words: String {
    switch self {
    case .absent: "there is none in it"
    case .encrypted: "the key has a passphrase"
    case .unreadable(let reason): reason
    }
  }
}

extension Examination {
  /// Everything that is seen of each use; what cannot be known of one counts where nothing was seen at all.
  func eachUse(_ look: (CertificateUse) throws -> [Symptom]) throws -> [Symptom] {
    var (symptoms, gap): ([Symptom], Unchecked?) = ([], nil)
    for use in try certificateUses() {
      do { symptoms += try look(use) } catch let error as Unchecked { gap = error }
    }
    if symptoms.isEmpty, let gap { throw gap }
    return symptoms
  }

  /// Where certificates are named and used.
  func certificateUses() throws -> [CertificateUse] {
    let groups = try phoneGroups()
    let browsers = groups.filter { $0.typology == .webrtc }.reduce(0) { $0 + $1.count }
    let secured = groups.filter { $0.transports.contains("tls") }.reduce(0) { $0 + $1.count }
    var uses: [CertificateUse] = []
    if let paths = http.certificate {
      let affected =
        browsers == 0
        ? "No agent has a browser phone now."
        : "Browser phones of \(count(browsers, "agent")) cannot connect."
      uses.append(
        CertificateUse(
          name: "http.conf", server: .asterisk, paths: paths,
          consequence: "Asterisk serves no HTTPS and no websockets. \(affected)",
          affected: affected, addresses: [http.securedSocket]))
    }
    uses += phoneUses(
      secured == 0
        ? "Phones with TLS cannot register; no agent has one now."
        : "Phones of \(count(secured, "agent")) with TLS cannot register.")
    if browsers > 0, !settings.tlsCertificate.text.isEmpty {
      let affected = "Calls of browser phones of \(count(browsers, "agent")) fail."
      uses.append(
        CertificateUse(
          name: "tlsCertificate", server: .asterisk,
          paths: NamedCertificate(
            certificate: settings.tlsCertificate.text, key: settings.tlsPrivateKey.text,
            at: ConfigTree.Place(file: files.path(dialect.driver.files.root).string, line: 0)),
          consequence: affected, affected: affected, setting: "tlsCertificate",
          isOfCalls: true))
    }
    for index in uses.indices { uses[index].root = places.root }
    return uses + webServerUses
  }

  /// TLS of the channel drivers.
  private func phoneUses(_ affected: String) -> [CertificateUse] {
    var uses: [CertificateUse] = []
    func add(_ name: String, _ paths: NamedCertificate?, _ address: ServerAddress?) {
      guard let paths else { return }
      uses.append(
        CertificateUse(
          name: name, server: .asterisk, paths: paths, consequence: affected, affected: affected,
          addresses: address.map { [$0] } ?? []))
    }
    if dialect.drivers.contains(.sip) { add("sip.conf", sip.certificate, sip.securedAddress) }
    if dialect.drivers.contains(.pjsip) {
      for transport in pjsip.transports {
        add("pjsip.conf", transport.certificate, transport.securedAddress)
      }
    }
    return uses
  }

  private var webServerUses: [CertificateUse] {
    let path = settings.nginxConfiguration.text
    let affected = "The product's pages do not open."
    return (webServer?.servers ?? []).filter(\.isSecure).flatMap { server in
      server.certificates.indices.compactMap { index in
        let (file, line) = server.certificates[index]
        // A variable names it for each connection.
        guard !file.contains("$") else { return nil }
        let key = index < server.keys.count ? server.keys[index].path : nil
        return CertificateUse(
          name: FilePath(path).lastComponent?.string ?? path, server: .web,
          paths: NamedCertificate(
            certificate: absolute(file), key: key.map(absolute),
            at: ConfigTree.Place(file: path, line: line)),
          consequence: "The web server does not start again. \(affected)", affected: affected,
          addresses: server.securedAddresses.sorted { $0.local < $1.local },
          hosts: server.names.filter(\.isHost))
      }
    }
  }

  /// nginx takes a relative path from the directory of its own configuration.
  private func absolute(_ path: String) -> String {
    guard !path.hasPrefix("/") else { return path }
    let file = FilePath(settings.nginxConfiguration.text)
    let directory = file.removingLastComponent()
    let isPart =
      directory.lastComponent?.string.hasSuffix(".d") == true
      || directory.ends(with: "sites-enabled")
    return (isPart ? directory.removingLastComponent() : directory).appending(path).string
  }
}

extension String {
  /// A name of one host: not `_`, not a pattern, not an address of this machine.
  fileprivate var isHost: Bool {
    contains(".") && !hasPrefix("~") && !contains("*") && !hasPrefix(".") && !contains("$")
  }
}
