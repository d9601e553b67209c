internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import AsteriskConfig
internal import SystemPackage

extension HealthCheck {
  static let tls = [
    HealthCheck(
      "tls.missing", .error, .restart,
      what: "Whether the certificates and keys that Asterisk and the web server are set to exist.",
      why: "TLS is off where they are needed.",
      mend: "put the file there, or name the right one"
    ) { facts in try missing(facts) },
    HealthCheck(
      "tls.unreadable", .error, .restart,
      what: "Whether Asterisk's account may read its certificates and keys.",
      why: "TLS is off after the next restart.",
      mend: "let Asterisk's account read the file"
    ) { facts in try await unreadable(facts) },
    HealthCheck(
      "tls.key-mismatch", .error, .restart,
      what: "Whether each private key is that of its certificate.",
      why: "TLS is off: the two do not belong together.",
      mend: "name the key that the certificate was made with"
    ) { facts in try mismatches(facts) },
    HealthCheck(
      "tls.expired", .error,
      what: "Whether the certificates that browsers and phones see are valid now.",
      why: "Browsers and phones refuse it.",
      mend: CertificateUse.renewal
    ) { facts in try expired(facts) },
    HealthCheck(
      "tls.expiring", .warning,
      what: "Whether such a certificate expires within 14 days.",
      why: "Browsers and phones refuse it from then on.",
      mend: CertificateUse.renewal
    ) { facts in try expiring(facts) },
    HealthCheck(
      "tls.served", .warning, asksAsterisk: true,
      what: "Whether the certificates that are served are those of the files.",
      why: "The old certificate is served until the services read the new one.",
      mend: CertificateUse.restarts
    ) { facts in try await served(facts) },
    HealthCheck(
      "tls.self-signed", .warning,
      what:
        "Whether certificates that browsers see are signed by another, and have the whole chain.",
      why: "Browsers that do not know it refuse the websocket without asking.",
      mend: "get one from an authority, or make it known to the agents' browsers"
    ) { facts in try selfSigned(facts) },
    HealthCheck(
      "tls.name", .warning,
      what:
        "Whether certificates that browsers see are for the names of the web server and of resetUrl.",
      why: "Browsers refuse it under that name.",
      mend: "get a certificate for that name"
    ) { facts in try names(facts) },
  ]

  private static func missing(_ facts: Examination) throws -> [Symptom] {
    var (symptoms, gap): ([Symptom], Unchecked?) = ([], nil)
    var seen: Set<String> = []
    for use in try facts.certificateUses() {
      guard let certificate = use.paths.certificate else {
        symptoms.append(
          use.symptom("turns TLS on, and names no certificate").with(consequence: use.consequence))
        continue
      }
      for (path, isKey) in [(certificate, false), (use.paths.key ?? certificate, true)] {
        // One file may have both, and be named at several places.
        guard seen.insert("\(path) \(isKey)").inserted else { continue }
        do {
          let text = try use.contents(of: path)
          symptoms += use.lack(in: text, path, isKey: isKey).map { [$0] } ?? []
        } catch let error as Unchecked { gap = error }
      }
    }
    if symptoms.isEmpty, let gap { throw gap }
    return symptoms
  }

  private static func unreadable(_ facts: Examination) async throws -> [Symptom] {
    let uses = try facts.certificateUses().filter { $0.server == .asterisk }
    guard !uses.isEmpty else { return [] }
    guard let account = await facts.asteriskAccount() else {
      throw Unchecked("the account of Asterisk is not known")
    }
    var (symptoms, seen): ([Symptom], Set<String>) = ([], [])
    for use in uses {
      for path in [use.paths.certificate, use.paths.key].compactMap(\.self)
      where path.hasPrefix("/") && seen.insert(path).inserted {
        guard let denial = try account.denial(.read, at: use.place(path)) else { continue }
        let isItself = (try? use.place(path).resolved()) == denial
        let words = isItself ? "" : ": \(denial.string) does not let it through"
        symptoms.append(
          Symptom(path, "account \(account.name) may not read it\(words)").at(path)
            .with(
              consequence: use.consequence,
              remedy: "setfacl -m u:\(account.name):\(isItself ? "r" : "x") \(denial.string)"))
      }
    }
    return symptoms
  }

  private static func mismatches(_ facts: Examination) throws -> [Symptom] {
    try eachPair(facts) { use, certificates, key in
      guard try !certificates[0].isOf(keyInPEM: key) else { return nil }
      let (path, keyPath) = (use.paths.certificate ?? "", use.paths.key ?? "")
      return use.symptom("\(keyPath) is not the key of \(path)")
        .with(
          consequence: use.consequence,
          remedy: "name the key that \(path) was made with, \(CertificateUse.restarts)")
    }
  }

  private static func expired(_ facts: Examination) throws -> [Symptom] {
    try eachCertificate(facts) { use, path, certificate in
      let (now, first, last) = (
        facts.now, Moment(seconds: certificate.notBefore), Moment(seconds: certificate.notAfter)
      )
      guard now >= last || now < first else { return nil }
      let said = now >= last ? "expired on \(last.day)" : "is not valid before \(first.day)"
      return use.about(path, "\(said)\(use.whose(certificate))")
        .with(consequence: "Browsers and phones refuse it. " + use.affected)
    }
  }

  private static func expiring(_ facts: Examination) throws -> [Symptom] {
    try eachCertificate(facts) { use, path, certificate in
      let last = Moment(seconds: certificate.notAfter)
      guard facts.now < last, facts.now + 14 * 86_400 >= last else { return nil }
      let days = (last.milliseconds - facts.now.milliseconds) / 86_400_000
      return use.about(
        path, "is valid until \(last.day) (\(count(days, "day")))\(use.whose(certificate))"
      )
      .with(
        when: .date(last),
        consequence: "Browsers and phones refuse it from then on. " + use.affected)
    }
  }

  private static func selfSigned(_ facts: Examination) throws -> [Symptom] {
    let uses = try facts.certificateUses()
    let pages = Set(uses.filter { $0.server == .web }.compactMap(\.paths.certificate))
    // Where the page is not served here, the agents' browsers may know it.
    let isKnown = !pages.isEmpty
    let isAsked = facts.request.isThorough || facts.request.only.contains("tls.self-signed")
    return try eachCertificate(facts, leafOnly: true) { use, path, certificate in
      guard isKnown || isAsked else { return nil }
      guard certificate.isSelfSigned else {
        let chain = try use.certificates(of: path)
        guard chain.count == 1, pages.contains(path) || isAsked else { return nil }
        return use.about(
          path, "has no certificate of \(certificate.issuer), which signed it"
        ).with(
          .info,
          consequence: "Browsers that do not know the signer refuse it.",
          remedy: "put the certificate of the signer below it, unless it is a root")
      }
      return use.about(path, "is signed by itself").with(isKnown ? .warning : .info)
    }
  }

  private static func names(_ facts: Examination) throws -> [Symptom] {
    let uses = try facts.certificateUses()
    let link = facts.settings.resetUrl.host
    let pages = uses.filter { $0.server == .web }
    let hosts = Set(pages.flatMap(\.hosts) + (link.map { [$0] } ?? [])).sorted()
    return try eachCertificate(facts, leafOnly: true) { use, path, certificate in
      let own = pages.filter { $0.paths.certificate == path }.flatMap(\.hosts)
      // For websockets the browser goes to the page's host; which one of several is not known.
      let missing = (own.isEmpty ? hosts : own).filter { !certificate.isFor(host: $0) }
      guard !missing.isEmpty, !own.isEmpty || missing.count == hosts.count else { return nil }
      let names = certificate.names.isEmpty ? "no name at all" : list(certificate.names)
      return use.about(path, "is for \(names), and not for \(list(missing))")
        .with(consequence: "Browsers refuse it under \(list(missing)). " + use.affected)
    }
  }

  private static func served(_ facts: Examination) async throws -> [Symptom] {
    _ = try await facts.answer("core show version")
    let listening = ListeningPorts.tcp()
    var (symptoms, gap): ([Symptom], Unchecked?) = ([], nil)
    for use in try facts.certificateUses() {
      guard let path = use.paths.certificate, let file = try use.certificates(of: path).first else {
        continue
      }
      for address in use.addresses {
        do {
          guard listening.contains(address.port) else {
            throw Unchecked("nothing listens on \(address.port)")
          }
          let shown = try await served(at: address, name: use.hosts.first ?? "localhost")
          guard shown.bytes != file.bytes else { continue }
          let last = Moment(seconds: shown.notAfter).day
          symptoms.append(
            use.symptom("port \(address.port) has another certificate than \(path), until \(last)"))
        } catch let error as Unchecked { gap = error }
      }
    }
    if symptoms.isEmpty, let gap { throw gap }
    return symptoms
  }

  /// The certificate with which a server greets.
  ///
  /// - Throws: `Unchecked`.
  private static func served(at address: ServerAddress, name: String) async throws -> Certificate {
    guard let program = SystemProgram(named: "openssl") else { throw Unchecked("no openssl") }
    let words = ["s_client", "-connect", address.local, "-servername", name]
    let answer = try await program.run(words, timeout: .seconds(2))
    guard let output = answer?.output, let shown = try? Certificate.all(inPEM: output).first else {
      throw Unchecked("\(address.local) shows no certificate")
    }
    return shown
  }

  /// The symptom of each use whose certificate and key can be read.
  private static func eachPair(
    _ facts: Examination,
    _ look: (CertificateUse, [Certificate], [UInt8]) throws -> Symptom?
  ) throws -> [Symptom] {
    try facts.eachUse { use in
      guard let path = use.paths.certificate, let keyPath = use.paths.key,
        let key = try use.contents(of: keyPath)
      else { return [] }
      let certificates = try use.certificates(of: path)
      guard !certificates.isEmpty else { return [] }
      do { return try look(use, certificates, key).map { [$0] } ?? [] } catch Certificate.Fault
        .absent
      {
        // That there is none is another finding.
        return []
      } catch Certificate.Fault.encrypted {
        return [
          use.about(keyPath, "has a passphrase, which nobody gives Asterisk when it starts")
            .with(
              consequence: use.consequence,
              remedy: "name a key without a passphrase, \(CertificateUse.restarts)")
        ]
      } catch let fault as Certificate.Fault {
        throw Unchecked("\(keyPath): \(fault.words)")
      }
    }
  }

  /// The symptoms of each file once; not for the certificate of calls, whose fingerprint is all that counts.
  private static func eachCertificate(
    _ facts: Examination, leafOnly: Bool = false,
    _ look: (CertificateUse, String, Certificate) throws -> Symptom?
  ) throws -> [Symptom] {
    var seen: Set<String> = []
    return try facts.eachUse { use in
      guard !use.isOfCalls, let path = use.paths.certificate, seen.insert(path).inserted else {
        return []
      }
      let all = try use.certificates(of: path)
      return try (leafOnly ? Array(all.prefix(1)) : all).compactMap { try look(use, path, $0) }
    }
  }
}

extension Moment {
  /// `2026-12-04`.
  fileprivate var day: String { String(text.prefix(10)) }
}

extension URLText {
  /// The host of the address, in lower case.
  fileprivate var host: String? {
    let rest = text.split(separator: "://", maxSplits: 1).dropFirst().first
    guard let authority = rest?.prefix(while: { !"/?#".contains($0) }) else { return nil }
    let host = authority.split(separator: "@").last?.prefix { $0 != ":" } ?? ""
    return host.isEmpty || authority.contains("[") ? nil : host.lowercased()
  }
}
