/// A rule about several fields, or about a field and a setting.
///
/// It is checked only when a request touches one of its fields, so that stored values never make a
/// request fail.
package struct AgentRule: Sendable {
  /// The finding's code.
  package let code: String
  /// The keys of its fields; the finding names the first.
  package let fields: [String]
  let severity: Finding.Severity
  /// Message and hint when the rule is broken; else nil.
  let broken: @Sendable (Agent, Settings) -> (message: String, hint: Hint?)?

  func finding(for agent: Agent, _ settings: Settings) -> Finding? {
    broken(agent, settings).map {
      Finding(severity, code, field: fields[0], $0.message, hint: $0.hint)
    }
  }
}

/// All such rules, for create, edit and import.
package enum AgentRules {
  /// The findings for an agent when a request touches the fields `keys`; nil = all of them.
  ///
  /// A rule is skipped when one of its fields was refused, because the operator meant another
  /// value.
  package static func findings(
    for agent: Agent, touched keys: Set<String>?, refused: Set<String> = [], _ settings: Settings
  ) -> [Finding] {
    rules.compactMap { rule in
      guard keys.map({ rule.fields.contains(where: $0.contains) }) ?? true,
        refused.isEmpty || !rule.fields.contains(where: refused.contains)
      else { return nil }
      return rule.finding(for: agent, settings)
    }
  }

  /// Warnings of what the agent has without a licence; it was stored before, so it is not refused.
  package static func licenceWarnings(for agent: Agent, _ settings: Settings) -> [Finding] {
    var findings = rules.filter { $0.code.hasSuffix(".not-licensed") }
      .compactMap { $0.finding(for: agent, settings) }
    if !agent.relations.profiles.words.isEmpty, let missing = profileLicence(settings) {
      findings.append(missing)
    }
    return findings.map {
      Finding(.warning, $0.code, field: $0.field, $0.message, hint: $0.hint)
    }
  }

  /// Profiles are not set by assignments, so this is checked where they change.
  ///
  /// - Returns: nil when they are licensed.
  package static func profileLicence(_ settings: Settings) -> Finding? {
    settings.licenseMultiProfile
      ? nil
      : Finding(
        .error, "profiles.not-licensed", field: "profiles", "need the licence",
        hint: .set(setting: "licenseMultiProfile", to: "true"))
  }

  static let rules = accountRules + voiceRules + barRules + deskRules
}

private func rule(
  _ code: String, _ fields: String..., severity: Finding.Severity = .error,
  broken: @escaping @Sendable (Agent, Settings) -> (String, Hint?)?
) -> AgentRule {
  AgentRule(code: code, fields: fields, severity: severity, broken: broken)
}

// MARK: - Account

private let accountRules = [
  rule("fullname.is-internal", "fullname", "internal") { agent, _ in
    agent.account.fullname.text == agent.account.internalNumber.text
      ? ("must not equal the internal", "give the agent a name") : nil
  },
  rule("fullname.filtered", "fullname") { agent, settings in
    filtered(agent.account.fullname.text, settings)
  },
  rule("alias.filtered", "alias") { agent, settings in
    filtered(agent.account.alias.text, settings)
  },
  // voicemail.conf separates name and address by commas, and has no escape for a comma.
  rule("fullname.comma", "fullname", "voicemail") { agent, _ in
    agent.account.voicemail && holds(agent.account.fullname.text, anyOf: ",")
      ? ("must not hold a comma while voicemail is on", "write the name without it") : nil
  },
  rule("voicemailPin.is-internal", "voicemailPin", "internal") { agent, _ in
    agent.account.voicemailPin.text == agent.account.internalNumber.text
      && !agent.account.voicemailPin.text.isEmpty
      ? ("must not equal the internal", nil) : nil
  },
  // One that is kept from elsewhere may be weak: only who chooses one is asked for a better.
  rule("voicemailPin.weak", "voicemailPin") { agent, _ in
    let pin = agent.account.voicemailPin
    return pin.text.isEmpty || pin.isHardToGuess
      ? nil : ("must not be one repeated digit nor a run like 1234 or 4321", nil)
  },
  rule("typology.not-licensed", "typology") { agent, settings in
    agent.account.typology == .mobile && !settings.licenseMobile
      ? ("mobile agents need the licence", .set(setting: "licenseMobile", to: "true")) : nil
  },
  rule("permissions.unknown", "permissions") { agent, settings in
    let known = settings.modules.words
    let unknown = agent.permissions.modules.words.filter { !known.contains($0) }
    guard let first = unknown.first else { return nil }
    return (
      "\(unknown.joined(separator: ", ")) is none of the modules \(known.joined(separator: ", "))",
      nearest(to: first, in: known).map(Hint.didYouMean)
        ?? "the setting modules lists them"
    )
  },
  rule("permissions.voice-off", "permissions", severity: .warning) { agent, settings in
    settings.modules.words.contains("voice") && !agent.permissions.modules.words.contains("voice")
      ? (
        "without voice the agent still gets and places calls; only the call lists go",
        "remove the agent from voice queues to stop calls"
      ) : nil
  },
]

private func filtered(_ name: String, _ settings: Settings) -> (String, Hint?)? {
  guard settings.fullNameFilter, !name.utf8.allSatisfy(isFilterCharacter) else { return nil }
  return (
    "only letters, digits, blank, \"\\\", \"_\" and \"-\" are allowed",
    "the setting fullNameFilter asks for it"
  )
}

private func isFilterCharacter(_ byte: UInt8) -> Bool {
  isASCIILetter(byte) || isASCIIDigit(byte) || " \\_-".utf8.contains(byte)
}

// MARK: - Voice

private let voiceRules = [
  rule("transport.typology", "transport", "typology") { agent, _ in
    let typology = agent.account.typology
    let allowed = typology.allowedTransports
    let wrong = agent.voice.transport.words.filter { !allowed.contains($0) }
    guard !wrong.isEmpty else { return nil }
    return (
      "\(wrong.joined(separator: ", ")) is not for \(typology.rawValue) agents",
      "\(typology.rawValue) takes \(allowed.joined(separator: ", "))"
    )
  },
  rule("context.generated", "context") { agent, _ in
    let name = agent.voice.context.text
    guard ContextName.isGenerated(name) else { return nil }
    let refusal = ContextName.generatedRefusal(name)
    return (refusal.message, refusal.hint)
  },
  rule("allow.typology", "allow", "typology") { agent, _ in
    [.phonebar, .webrtc].contains(agent.account.typology)
      && agent.voice.allow.words.contains("g729")
      ? (
        "g729 does not work with \(agent.account.typology.rawValue) agents", "leave g729 out"
      ) : nil
  },
  rule("encryption.typology", "encryption", "typology") { agent, _ in
    agent.account.typology == .webrtc && !agent.voice.encryption
      ? ("webrtc media is always encrypted", "leave encryption true") : nil
  },
  rule("nat.ignored", "nat", severity: .warning) { agent, _ in
    ["never", "route"].contains(agent.voice.nat.text)
      ? (
        "chan_sip ignores \(agent.voice.nat.text); the phone gets no NAT handling",
        "write no to say so"
      ) : nil
  },
  rule("nat.deprecated", "nat", severity: .warning) { agent, _ in
    agent.voice.nat.text == "yes"
      ? ("yes is deprecated in Asterisk", "write force_rport,comedia, which it means") : nil
  },
]

// MARK: - Bar

private let barRules = [
  rule("pushGateway.required", "pushGateway", "typology") { agent, _ in
    agent.account.typology == .mobile && agent.bar.pushGateway.text.isEmpty
      ? ("is required for mobile agents", .assign(["pushGateway=HOST:5060"])) : nil
  },
  rule(
    "phoneBarAutoAnswerNotification.needs-auto-answer", "phoneBarAutoAnswerNotification",
    "phoneBarAutoAnswer", "typology"
  ) { agent, _ in
    agent.account.typology == .webrtc && agent.bar.autoAnswerNotification
      && !agent.bar.autoAnswer
      ? (
        "needs auto answer",
        .assign(["phoneBarAutoAnswer=true", "phoneBarAutoAnswerNotification=false"])
      ) : nil
  },
  rule(
    "phoneBarAutomaticScreenRecording.exclusive", "phoneBarAutomaticScreenRecording",
    "phoneBarScreenRecordingByAgent"
  ) { agent, _ in
    agent.bar.automaticScreenRecording && agent.bar.screenRecordingByAgent
      ? ("excludes phoneBarScreenRecordingByAgent", "switch one of the two off") : nil
  },
  screenRecordingLicence("phoneBarScreenRecordingByAgent") { $0.bar.screenRecordingByAgent },
  screenRecordingLicence("phoneBarAutomaticScreenRecording") { $0.bar.automaticScreenRecording },
  rule(
    "phoneBarDestinationPort.tls", "phoneBarDestinationPort", "transport", "typology"
  ) { agent, _ in
    agent.account.typology == .phonebar && agent.voice.transport.words.first == "tls"
      && agent.bar.destinationPort.value != 5061
      ? (
        "\(agent.bar.destinationPort.value) does not go with tls first: Asterisk takes TLS on 5061",
        .assign(["phoneBarDestinationPort=5061"])
      ) : nil
  },
  rule(
    "phoneBarUnconditionalNumber.required", "phoneBarUnconditionalNumber",
    "phoneBarUnconditional"
  ) { agent, _ in
    agent.bar.unconditional && agent.bar.unconditionalNumber.text.isEmpty
      ? (
        "is required when call forwarding is on", .assign(["phoneBarUnconditionalNumber=NUMBER"])
      ) : nil
  },
]

private func screenRecordingLicence(
  _ key: String, _ isOn: @escaping @Sendable (Agent) -> Bool
) -> AgentRule {
  rule("\(key).not-licensed", key) { agent, settings in
    isOn(agent) && !settings.licenseScreenRecording
      ? (
        "needs the screen recording licence",
        .set(setting: "licenseScreenRecording", to: "true")
      ) : nil
  }
}
