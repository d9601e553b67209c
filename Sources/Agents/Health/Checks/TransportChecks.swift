internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import AsteriskConfig

extension HealthCheck {
  static let transport = [
    HealthCheck(
      "transport.off", .warning,
      what: "Whether Asterisk listens on each transport that agents have.",
      why: "Phones that use the transport cannot register.",
      mend: "turn it on, or give the agents another transport"
    ) { facts in try await transportsOff(facts) },
    HealthCheck(
      "transport.http-off", .error,
      what: "Whether Asterisk's web server runs with TLS, which browser phones need.",
      why: "Browser phones cannot connect.",
      mend: "turn it on in http.conf"
    ) { facts in try await webServerOff(facts) },
    HealthCheck(
      "transport.wss-port", .error, commands: true,
      what: "The port of Asterisk's web server with TLS, against wssPort of agents.",
      why: "Browser phones look for Asterisk at the wrong port.",
      mend: "give the agents that port, or the web server theirs"
    ) { facts in try await securePorts(facts) },
    HealthCheck(
      "transport.port", .warning, commands: true,
      what: "The ports on which Asterisk listens, against phoneBarDestinationPort of agents.",
      why: "Phonebars look for Asterisk at the wrong port.",
      mend: "give the agents a port on which Asterisk listens"
    ) { facts in try await ports(facts) },
    HealthCheck(
      "transport.expires", .info,
      what:
        "The longest and shortest registration that Asterisk allows, against phoneBarExpires of agents.",
      why: "Phonebars register more often than they are set to.",
      mend: "allow longer registrations, or give the agents shorter ones"
    ) { facts in try expiries(facts) },
  ]

  private static func transportsOff(_ facts: Examination) async throws -> [Symptom] {
    let groups = try facts.phoneGroups()
    let wanted = Set(groups.flatMap(\.transports))
    guard !wanted.isEmpty else { return [] }
    let inFiles = try Set(facts.listeners().map(\.transport))
    let running = await facts.runningListeners()
    let isDriverSIP = facts.dialect.driver == .sip
    func isUsable(_ transport: String) -> Bool { inFiles.contains(transport) }
    return try TransportRule.words.filter(wanted.contains).compactMap { transport in
      // Asterisk's web server has the sockets of the others.
      let isSocket = ["udp", "tcp", "tls"].contains(transport)
      let runs = isSocket ? running.map { $0.contains { $0.transport == transport } } : nil
      let isOn = inFiles.contains(transport)
      guard !isOn || runs == false else { return nil }
      let concerned = groups.filter { $0.transports.contains(transport) }
      let isOnly = concerned.contains { group in
        !group.transports.contains { $0 != transport && isUsable($0) }
      }
      let sample = try facts.sample(concerned)
      let place = facts.place(of: transport)
      let file = facts.dialect.driver.files.includedBy
      let said =
        isOn
        ? "is on in \(file), and Asterisk does not listen" : "is off in \(file)" + place.words
      let remedy =
        isOn
        ? "look for the reason in Asterisk's log, then restart Asterisk"
        : isDriverSIP
          ? "write \(SIPSettings.line(for: transport)) into [general] of \(place.file)"
          : "write a section with type = transport, protocol = \(transport) and bind into \(place.file)"
      return Symptom(transport, said).at(place.file, line: place.line)
        .with(
          isOnly ? .error : .warning,
          when: isOn || runs != true ? .now : isDriverSIP ? .reload : .restart,
          consequence: isOnly
            ? "It is for \(sample.text); those who have no other cannot register."
            : "It is for \(sample.text), and another must be used.",
          remedy: remedy)
    }
  }

  private static func webServerOff(_ facts: Examination) async throws -> [Symptom] {
    let groups = try facts.phoneGroups().filter {
      $0.transports.contains("wss") || $0.transports.contains("ws")
    }
    guard !groups.isEmpty else { return [] }
    try facts.requireReadable("http.conf")
    let sample = try facts.sample(groups)
    let isOnly = groups.contains { $0.transports.allSatisfy { ["ws", "wss"].contains($0) } }
    let path = facts.path(of: "http.conf")
    let needsSecure = groups.contains { group in
      group.transports.contains("wss")
        && !facts.webServerPorts.contains(group.wssPort)
    }
    let http = facts.http
    func symptom(_ message: String, _ entry: ConfigTree.Entry?, _ remedy: String) -> Symptom {
      Symptom("http.conf", message).at(entry?.place.file ?? path, line: entry?.place.line)
        .with(
          isOnly ? .error : .warning,
          consequence: "Browser phones of \(sample.text) cannot connect.", remedy: remedy)
    }
    if !http.isOn {
      let said = http.enabled.map { "says \($0.text)" } ?? "has no enabled = yes"
      let symptom = symptom(
        said, http.enabled, "write enabled = yes there, then: module reload http")
      // Asterisk starts TLS alone where that has an address of its own.
      guard needsSecure, http.isSecure, http.securedAddress != nil else { return [symptom] }
      return [
        symptom.with(
          .warning,
          consequence:
            "Asterisk serves wss all the same, as long as it is set to an address of its own; ws it does not serve."
        )
      ]
    }
    if needsSecure, !http.isSecure {
      let said = http.secured.map { "says \($0.text)" } ?? "has no tlsenable = yes"
      return [
        symptom(
          said, http.secured,
          "write tlsenable = yes, tlscertfile and tlsprivatekey there, then: module reload http")
      ]
    }
    guard let status = await facts.answerIfRunning("http show status").flatMap(HTTPStatus.init)
    else { return [] }
    if !status.isOn || needsSecure && status.securedPort == nil {
      return [
        symptom(
          "turns \(status.isOn ? "TLS" : "the web server") on, and Asterisk does not serve it",
          status.isOn ? http.secured : http.enabled,
          "see the certificate (tls), then: module reload http; if that does not do, core restart")
      ]
    }
    guard !status.hasWebsocket else { return [] }
    return [
      symptom(
        "is right, and Asterisk serves no websocket (/ws)", nil,
        "load res_http_websocket.so")
    ]
  }

  private static func securePorts(_ facts: Examination) async throws -> [Symptom] {
    let groups = try facts.phoneGroups().filter {
      $0.typology == .webrtc && $0.transports.contains("wss")
    }
    guard !groups.isEmpty else { return [] }
    try facts.requireReadable("http.conf")
    let http = facts.http
    let status = await facts.answerIfRunning("http show status").flatMap(HTTPStatus.init)
    // Where it does not run at all, that is another finding.
    guard http.isSecure, http.isOn || http.securedAddress != nil else { return [] }
    let port = status?.securedPort ?? http.securedSocket.port
    // Another program of this host may pass calls on.
    let others = facts.webServerPorts.union(ListeningPorts.tcp())
    let wrong = Dictionary(grouping: groups, by: \.wssPort).filter {
      $0.key != port && !others.contains($0.key)
    }
    return wrong.sorted { $0.key < $1.key }.map { wssPort, groups in
      let number = groups.reduce(0) { $0 + $1.count }
      var symptom = Symptom(
        String(wssPort), "is wssPort of \(count(number, "agent")), and Asterisk listens on \(port)")
      symptom.field = "wssPort"
      return symptom.at(
        http.securedAddress?.place.file ?? facts.path(of: "http.conf"),
        line: http.securedAddress?.place.line
      ).with(
        consequence: "Browser phones of \(count(number, "agent")) cannot connect.",
        remedy: "give these agents wssPort \(port), or the web server port \(wssPort)"
      ).mended(
        by: .edit(
          conditions: ["typology=webrtc", "wssPort=\(wssPort)"], field: "wssPort",
          value: String(port)))
    }
  }

  private static func ports(_ facts: Examination) async throws -> [Symptom] {
    let groups = try facts.phoneGroups().filter { $0.typology == .phonebar }
    guard !groups.isEmpty else { return [] }
    let files = try facts.listeners()
    let listeners = await facts.runningListeners() ?? files
    func ports(_ group: PhoneGroup) -> Set<Int> {
      Set(listeners.filter { group.transports.contains($0.transport) }.compactMap(\.port))
    }
    // Where none of their transports is on, that is another finding.
    let wrong = groups.filter { group in
      let ports = ports(group)
      return !ports.isEmpty && !ports.contains(group.destinationPort)
    }
    return Dictionary(grouping: wrong, by: \.destinationPort).sorted { $0.key < $1.key }.map {
      port, found in
      let sample = found.reduce(0) { $0 + $1.count }
      let right = found.map(ports).reduce(into: Set<Int>()) { $0.formUnion($1) }.sorted()
      let words = right.map(String.init).joined(separator: ", ")
      var symptom = Symptom(
        String(port),
        "is phoneBarDestinationPort of \(count(sample, "agent")), and Asterisk listens on \(words)")
      symptom.field = "phoneBarDestinationPort"
      symptom = symptom.at(facts.path(of: facts.dialect.driver.files.includedBy))
        .with(
          consequence:
            "Phonebars of \(count(sample, "agent")) cannot register, unless something passes the port on.",
          remedy: "give these agents one of these ports")
      let isForAll = groups.allSatisfy { $0.destinationPort != port || ports($0) == Set(right) }
      guard right.count == 1, isForAll else { return symptom }
      return symptom.mended(
        by: .edit(
          conditions: ["typology=phonebar", "phoneBarDestinationPort=\(port)"],
          field: "phoneBarDestinationPort", value: String(right[0])))
    }
  }

  private static func expiries(_ facts: Examination) throws -> [Symptom] {
    // The addresses of PJSIP are ours, and allow all that a phonebar can be set to but the last hours.
    let groups = try facts.phoneGroups().filter { $0.typology == .phonebar }
    guard !groups.isEmpty else { return [] }
    let isSIP = facts.dialect.driver == .sip
    if isSIP { try facts.requireReadable("sip.conf") }
    let limits = facts.sip.expiry
    let range = isSIP ? limits.range : 60...7200
    let file = facts.dialect.driver.files.includedBy
    func symptom(
      _ found: [PhoneGroup], _ words: String, _ entry: ConfigTree.Entry?
    ) -> Symptom? {
      let number = found.reduce(0) { $0 + $1.count }
      guard number > 0 else { return nil }
      var symptom = Symptom(
        file,
        "allows registrations of \(words) s, and \(count(number, "agent")) have phoneBarExpires beyond"
      )
      symptom.field = "phoneBarExpires"
      return symptom.at(
        entry?.place.file ?? facts.path(of: file), line: entry?.place.line)
    }
    let most = isSIP ? limits.most : nil
    let long = symptom(
      groups.filter { $0.expires > range.upperBound }, "at most \(range.upperBound)", most
    )?.with(
      remedy: isSIP
        ? "write a higher maxexpiry there, or give the agents \(range.upperBound)"
        : "give the agents \(range.upperBound)")
    let short = symptom(
      groups.filter { $0.expires < range.lowerBound }, "at least \(range.lowerBound)",
      isSIP ? limits.least : nil
    )?.with(
      .warning,
      consequence: "Asterisk refuses such a registration; a phonebar must try again with more.",
      remedy: "write a lower minexpiry there, or give the agents \(range.lowerBound)")
    return [long, short].compactMap(\.self)
  }
}
