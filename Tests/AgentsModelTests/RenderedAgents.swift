import AgentsModel

/// Small sets of agents whose files are known exactly.
enum RenderedAgents {
  /// The four typologies with only the required values.
  static let defaults: [Endpoint] = [
    endpoint("anna", "1000"), endpoint("bruno", "1001", "typology=external"),
    endpoint("carla", "1002", "typology=webrtc"),
    endpoint("dario", "1003", "typology=mobile", "pushGateway=push.example.com:5060"),
  ]

  /// The four typologies with another value for every field that Asterisk sees.
  static let changed: [Endpoint] = [
    endpoint(
      "anna", "0012", "transport=tls,udp", "host=192.0.2.10", "nat=no", "type=peer", "allow=gsm",
      "callerid=\"Sales\" <800>", "context=internal", "callGroup=1,3-5", "pickupGroup=0-63",
      "videosupport=true", "encryption=true", "voicemail=true", "voicemailPin=482916",
      "chanSpy=true", "extensionMonitor=wav49", "phoneBarUnconditional=true",
      "phoneBarUnconditionalNumber=+39055*1#"),
    endpoint(
      "bruno", "1001", "typology=external", "transport=wss,ws", "host=2001:db8::1",
      "nat=force_rport", "type=user", "allow=g729,alaw,ulaw", "hotdesk=true", "voicemail=true",
      "voicemailPin=0471"),
    endpoint(
      "carla", "999", "typology=webrtc", "allow=opus,ulaw", "nat=comedia", "videosupport=true",
      "type=peer", "wssPort=443"),
    endpoint(
      "dario", "9999999999", "typology=mobile", "pushGateway=[2001:db8::2]:5070", "transport=tls",
      "encryption=true", "voicemail=true", "voicemailPin=5926535897"),
  ]

  /// Names and caller IDs with characters that are special in Asterisk.
  static let hostile: [Endpoint] = [
    endpoint("h1", "1000", "fullname=;", "voicemail=true", "voicemailPin=482916"),
    endpoint("h2", "1001", "fullname=;-- x --;", "voicemail=true", "voicemailPin=482916"),
    endpoint("h3", "1002", "fullname=A \"B\" \\C\\", "voicemail=true", "voicemailPin=482916"),
    endpoint("h4", "1003", "fullname=[general](!) => #include x"),
    endpoint("h5", "1004", "fullname=a,b <c> =d"),
    endpoint("h6", "1005", "fullname=-Zoë 日本 e\u{301} 😀"),
    endpoint("h7", "1006", "fullname=\(times(79, "\""))"),
    endpoint("h8", "1007", "fullname=a\"\u{301}b\\\u{301}c;\u{301}d"),
    endpoint("h9", "1008", "callerid=\"x;y --; ;-- [z]\" <1>"),
    endpoint("h10", "1009", "fullname=${CHANNEL} $[1+1] %s"),
  ]

  /// The endpoint of an agent that was planned without findings.
  static func endpoint(_ name: String, _ internalNumber: String, _ words: String...) -> Endpoint {
    let required = [
      "name=\(name)", "fullname=Anna Rossi", "email=\(name)@example.com",
      "internal=\(internalNumber)",
    ]
    let plan = AgentPlan.create(
      (required + words).compactMap { Assignment($0) }, licensed)
    return Endpoint(plan.new, digest: digest)
  }

  static let digest = SIPDigest(
    realm: "asterisk", md5: "bdac4b31e21659cadc81549f68a31069",
    sha256: "3475b9aae8d46f72404908ee14d2cc574b0f3db1a12b8097a984ca2541348481")
}
