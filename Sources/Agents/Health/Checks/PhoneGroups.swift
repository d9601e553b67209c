internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import AsteriskConfig

extension Examination {
  /// The agents by what their phones are set to, telephones included.
  func phoneGroups() throws -> [PhoneGroup] {
    try phones.get() + read { try $0.telephoneGroups() }
  }

  /// How many phones groups have, and the first agents of them.
  func sample(_ groups: [PhoneGroup]) throws -> AgentSample {
    let texts = Set(groups.map { $0.transports.joined(separator: ",") })
    let names = try read { try $0.sample(transports: texts.sorted()) }.names
    return AgentSample(count: groups.reduce(0) { $0 + $1.count }, names: names)
  }

  /// Where the files of the driver have Asterisk listen.
  ///
  /// - Throws: `Unchecked` when that is not known.
  func listeners() throws -> [Listener] {
    let file = dialect.driver.files.includedBy
    try requireReadable(file)
    guard dialect.driver == .pjsip else { return sip.listeners }
    if let place = mappings.place(ofObjects: "transport") {
      throw Unchecked("transports come out of a database (\(place.text))")
    }
    return pjsip.listeners
  }

  /// Where the driver of the running Asterisk listens; nil when it cannot be asked.
  func runningListeners() async -> [Listener]? {
    switch dialect.driver {
    case .sip:
      await answerIfRunning("sip show settings").flatMap(Listener.listed(inSIPSettings:))
    case .pjsip:
      await answerIfRunning("pjsip show transports").flatMap(Listener.listed(inPJSIPTransports:))
    }
  }

  /// The line that turns a transport off, or the file that does not turn it on.
  func place(of transport: String) -> (file: String, line: Int?, words: String) {
    switch dialect.driver {
    case .sip:
      let entry = sip.entry(for: transport)
      return (
        entry?.place.file ?? path(of: "sip.conf"), entry?.place.line,
        entry.map { ": \($0.text)" }
          ?? ": \(SIPSettings.line(for: transport).prefix { $0 != " " }) is not set"
      )
    case .pjsip:
      // A transport without an address does not start.
      let idle = pjsip.transports.first { $0.transport == transport }
      return (
        idle?.place.file ?? path(of: "pjsip.conf"), idle?.place.line,
        idle.map { ": [\($0.name)] has no bind" } ?? ": no section has protocol = \(transport)"
      )
    }
  }

  /// The ports of the product's web server, which may pass websockets on.
  var webServerPorts: Set<Int> {
    webServer?.servers.reduce(into: []) { $0.formUnion($1.addresses.map(\.port)) } ?? []
  }

  /// The product's web server; nil where it has none on this host.
  var webServer: WebServerFile? {
    let path = settings.nginxConfiguration.text
    guard !path.isEmpty else { return nil }
    // An absolute path is taken as it is.
    return own.text(path).map(WebServerFile.init)
  }
}
