/// What the vendor's page says of other machines: the agent's desktop, its app, and the server in between.
let deskRules = [
  version("phoneBarScreenRecordingByAgent", "5.1.31.0") { $0.bar.screenRecordingByAgent },
  version("phoneBarAutomaticScreenRecording", "5.1.31.0") { $0.bar.automaticScreenRecording },
  version("phoneBarDestinationPort", "5.7") { agent in
    // With TLS first it is always 5061.
    agent.voice.transport.words.first != "tls" && agent.bar.destinationPort.value != 5060
  },
  warning("phoneBarRemoteControl.consent", "phoneBarRemoteControl", "typology") { agent, _ in
    agent.account.typology == .phonebar && agent.bar.remoteControl
      ? (
        "an administrator of the agent's computer must accept it at the first login; from other computers it works once the "
          + "firewall lets port \(agent.bar.remoteControlPort.text) through", nil
      ) : nil
  },
  // chan_sip's maxexpiry and PJSIP's maximum_expiration: the registrar answers with less.
  warning("phoneBarExpires.cut", "phoneBarExpires") { agent, _ in
    agent.bar.expires.value > 3600
      ? (
        "Asterisk registers a phone for 3600 seconds at most, unless its own files say otherwise",
        nil
      ) : nil
  },
  warning("transport.push-gateway", "transport", "pushGateway", "typology") { agent, _ in
    let transports = agent.voice.transport.words
    guard agent.account.typology == .mobile,
      transports.allSatisfy(Typology.mobile.allowedTransports.contains),
      transports != ["udp", "tcp"], transports != ["tls"]
    else { return nil }
    return (
      "the push gateway must use the same: without TLS udp,tcp in this order, with it tls alone",
      nil
    )
  },
  warning("type.user", "type") { agent, _ in
    agent.voice.type.text == "user"
      ? (
        "the phone can call and cannot be called: it is a member of no queue and has no extension",
        "friend can do both"
      ) : nil
  },
  warning("videosupport.no-codec", "videosupport", "allow") { agent, _ in
    let video: Set = ["h261", "h263", "h263p", "h264", "h265", "vp8", "vp9", "mpeg4"]
    return agent.voice.videosupport && video.isDisjoint(with: agent.voice.allow.words)
      ? ("no codec among \(agent.voice.allow.text) carries video", nil) : nil
  },
]

private func warning(
  _ code: String, _ fields: String...,
  broken: @escaping @Sendable (Agent, Settings) -> (String, Hint?)?
) -> AgentRule {
  AgentRule(code: code, fields: fields, severity: .warning, broken: broken)
}

/// A field that older versions of the Phonebar do not know.
private func version(
  _ key: String, _ version: String, _ isUsed: @escaping @Sendable (Agent) -> Bool
) -> AgentRule {
  warning("\(key).version", key, "typology") { agent, _ in
    agent.account.typology == .phonebar && isUsed(agent)
      ? ("has an effect from version \(version) of the Phonebar on", nil) : nil
  }
}
