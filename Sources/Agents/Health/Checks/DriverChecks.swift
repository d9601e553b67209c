internal import AgentsModel
internal import AsteriskConfig
internal import SystemPackage

extension HealthCheck {
  static let driver = [
    HealthCheck(
      "driver.missing", .error, commands: true,
      what: "Whether Asterisk has the channel driver that phones are dialled with; "
        + "where it does not run, whether modules.conf loads it.",
      why: "No phone can register, and none can be called.",
      mend: "let modules.conf load it, or set asteriskDriver",
      effects: ["asterisk.stale", "queue.invalid-member", "queue.drift", "files.unread"], missing),
    HealthCheck(
      "driver.both-on-port", .warning, asksAsterisk: true,
      what: "Whether chan_sip and PJSIP listen on one address and port.",
      why: "One of them does not get it, and which one can change with each start.",
      mend:
        "give them different ports, or let modules.conf have noload for the one that is not used",
      bothOnPort),
  ]

  @Sendable private static func missing(_ facts: Examination) async throws -> [Symptom] {
    let driver = facts.dialect.dialled
    let module = driver.module
    if driver == .sip, facts.dialect.lacksChanSIP {
      return [
        Symptom(module, "is in no Asterisk from 21 on")
          .with(remedy: "set asteriskDriver to auto or pjsip")
          .mended(by: .set("asteriskDriver", to: "auto"))
      ]
    }
    if let answer = await facts.answerIfRunning("module show like \(module)") {
      let settings = try await facts.answer("\(driver.rawValue) show settings")
      guard ModuleListing(answer)[module] != true || settings.contains("No such command") else {
        return []
      }
      return [
        Symptom(module, "is not loaded by the running Asterisk").with(
          remedy: "load = \(module) in modules.conf, if it is installed; or set asteriskDriver")
      ]
    }
    let tree = facts.tree("modules.conf")
    guard tree.isPresent else { throw Unchecked("there is no modules.conf to read") }
    let loading = ModuleLoading(tree)
    let needed = driver == .sip ? [module] : ["res_pjsip.so", module]
    guard let lacking = needed.first(where: { !loading.isLoaded($0) }) else { return [] }
    let file = facts.configuration.appending("modules.conf").string
    guard let line = loading.refusal(of: lacking) else {
      return [
        Symptom(lacking, "is not loaded: autoload is off, and no line loads it").at(file)
          .with(when: .restart, remedy: "load = \(lacking)")
      ]
    }
    return [
      Symptom(lacking, "is not loaded: modules.conf has noload for it")
        .at(line.file, line: line.line).with(when: .restart, remedy: "take out the line")
    ]
  }

  // MARK: - Ports

  @Sendable private static func bothOnPort(_ facts: Examination) async throws -> [Symptom] {
    let sip = try await facts.answer("sip show settings")
    let pjsip = try await facts.answer("pjsip show transports")
    guard !sip.contains("No such command"), !pjsip.contains("No such command") else { return [] }
    let settings = KeyedListing(sip)
    let keys = [
      ("udp", "UDP Bindaddress"), ("tcp", "TCP SIP Bindaddress"), ("tls", "TLS SIP Bindaddress"),
    ]
    let others = transports(facts)
    var symptoms: [Symptom] = []
    for (transport, key) in keys {
      guard let address = settings[key].flatMap(SocketAddress.init), address.port > 0 else {
        continue
      }
      for other in others
      where other.transport == transport && other.address.overlaps(address) {
        symptoms.append(
          Symptom("\(transport) \(address.port)", "is the port of chan_sip and of [\(other.name)]")
            .at(other.place.file, line: other.place.line))
      }
    }
    return symptoms
  }

  /// The transports of pjsip.conf: one that did not get its port is not listed by Asterisk.
  private static func transports(
    _ facts: Examination
  ) -> [(name: String, transport: String, address: SocketAddress, place: ConfigTree.Place)] {
    facts.tree(FileKind.pjsip.includedBy).sections.compactMap { section in
      guard !section.isTemplate, section["type"] == "transport" else { return nil }
      let transport = section["protocol"]?.caseFolded ?? "udp"
      let usual = transport == "tls" ? 5061 : 5060
      guard
        let address = section["bind"].flatMap({ SocketAddress($0, usual: usual) })
      else { return nil }
      return (section.name, transport, address, section.place)
    }
  }
}

/// `ADDRESS:PORT`, `[ADDRESS]:PORT` or an address alone.
private struct SocketAddress {
  let host: String
  let port: Int

  init?(_ text: String) { self.init(text, usual: 0) }

  /// - Parameter usual: The port where none is named.
  init?(_ text: String, usual: Int) {
    guard !text.isEmpty, text != "Disabled" else { return nil }
    let colons = text.count { $0 == ":" }
    let isSplit = text.hasPrefix("[") ? text.contains("]:") : colons == 1
    let end = isSplit ? text.lastIndex(of: ":") ?? text.endIndex : text.endIndex
    host = text[..<end].filter { $0 != "[" && $0 != "]" }
    port = isSplit ? Int(text[text.index(after: end)...]) ?? usual : usual
  }

  /// Whether both listen on the same, or one of them on all addresses.
  func overlaps(_ other: SocketAddress) -> Bool {
    let all: Set = ["0.0.0.0", "::"]
    return port == other.port
      && (host == other.host || all.contains(host) || all.contains(other.host))
  }
}
