import AgentsModel
import Testing

/// The rules of typologies, and what happens when the typology changes.
struct TypologyTests {
  @Test(arguments: [
    (Typology.phonebar, ["udp", "tcp", "tls"]), (.external, ["udp", "tcp", "ws", "wss", "tls"]),
    (.webrtc, ["wss"]), (.mobile, ["udp", "tcp", "tls"]),
  ])
  func `takes the transports of the typology alone`(_ typology: Typology, _ allowed: [String]) {
    for transport in TransportRule.words {
      let plan = planned(
        "anna", "typology=\(typology.rawValue)", "transport=\(transport)",
        typology == .mobile ? "pushGateway=push:5060" : "description=", settings: licensed)
      let isOfGateway = typology == .mobile && transport != "tls"
      #expect(
        plan.codes
          == (!allowed.contains(transport)
            ? ["transport.typology"] : isOfGateway ? ["transport.push-gateway"] : []))
    }
  }

  @Test(arguments: [
    (Typology.phonebar, false), (.external, true), (.webrtc, false), (.mobile, true),
  ])
  func `takes g729 for external and mobile agents alone`(_ typology: Typology, _ isTaken: Bool) {
    let plan = planned(
      "anna", "typology=\(typology.rawValue)", "allow=ulaw,g729",
      typology == .mobile ? "pushGateway=push:5060" : "description=", settings: licensed)
    #expect(plan.codes == (isTaken ? [] : ["allow.typology"]))
  }

  @Test(arguments: [
    (Typology.phonebar, "udp,tcp", "false"), (.external, "udp,tcp", "false"),
    (.webrtc, "wss", "true"), (.mobile, "udp,tcp", "false"),
  ])
  func `gives a new agent the typology's transport and encryption`(
    _ typology: Typology, _ transport: String, _ encryption: String
  ) {
    let plan = planned(
      "anna", "typology=\(typology.rawValue)",
      typology == .mobile ? "pushGateway=push:5060" : "description=", settings: licensed)
    #expect(plan.findings == [])
    #expect(plan.new.voice.transport.text == transport)
    #expect(plan.new.voice.encryption.text == encryption)
  }

  @Test func `gives webrtc its transport and encryption, and takes them back`() {
    let agent = planned().new
    let webrtc = edited(agent, "typology=webrtc")
    #expect(webrtc.findings == [])
    #expect(webrtc.changes.map(\.field.key) == ["typology", "transport", "encryption"])
    #expect(webrtc.changes.map(\.new) == ["webrtc", "wss", "true"])
    let back = edited(webrtc.new, "typology=phonebar")
    #expect(back.findings == [])
    #expect(back.new == agent)
  }

  @Test func `keeps the values of the typology that was left`() {
    let agent = planned(
      "anna", "phoneBarEnableJaws=true", "phoneBarListenPort=5170", "phoneBarUnconditional=true",
      "phoneBarUnconditionalNumber=+39", "allow=opus", "nat=no"
    ).new
    let external = edited(agent, "typology=external", "hotdesk=true")
    #expect(external.findings == [])
    #expect(external.changes.map(\.field.key) == ["typology", "hotdesk"])
    let back = edited(external.new, "typology=phonebar")
    #expect(back.changes.map(\.field.key) == ["typology"])
    #expect(back.new.bar == agent.bar)
    #expect(back.new.account.hotdesk)
  }

  @Test func `keeps the transport that the request names`() {
    let agent = planned().new
    let tcp = planned("anna", "transport=tcp").new
    #expect(edited(agent, "typology=external", "transport=ws").new.voice.transport.text == "ws")
    #expect(edited(agent, "typology=webrtc", "transport=udp").codes == ["transport.typology"])
    #expect(
      edited(tcp, "typology=external", "transport+=ws").new.voice.transport.text
        == "tcp,ws")
  }

  @Test func `asks the rules of the new typology about what stays`() {
    let agent = planned("anna", "typology=external", "allow=g729", "transport=wss").new
    let plan = edited(agent, "typology=phonebar")
    #expect(plan.codes == ["allow.typology"])
    #expect(plan.new.voice.transport.text == "udp,tcp")
    #expect(
      edited(agent, "typology=mobile").codes == ["typology.not-licensed", "pushGateway.required"])
  }

  @Test(arguments: [
    ("hotdesk=true", "phonebar", "hotdesk", "belongs to external agents, not to phonebar"),
    ("wssPort=443", "external", "wssPort", "belongs to webrtc agents, not to external"),
    (
      "phoneBarAutoAnswer=true", "external", "phoneBarAutoAnswer",
      "belongs to phonebar and webrtc agents, not to external"
    ),
    (
      "phoneBarEnableJaws=yes", "webrtc", "phoneBarEnableJaws",
      "belongs to phonebar agents, not to webrtc"
    ),
    (
      "phoneBarUnconditional=yes", "webrtc", "phoneBarUnconditional",
      "belongs to phonebar agents, not to webrtc"
    ),
    (
      "pushGateway=push:5060", "phonebar", "pushGateway",
      "belongs to mobile agents, not to phonebar"
    ),
  ])
  func `refuses a field of another typology and names whose it is`(
    _ words: String, _ typology: String, _ key: String, _ message: String
  ) {
    let finding = Finding(.error, "\(key).typology", field: key, message)
    #expect(planned("anna", "typology=\(typology)", words).findings == [finding])
    #expect(edited(planned("anna", "typology=\(typology)").new, words).findings == [finding])
  }

  @Test func `takes the stored value of a field that does not apply`() {
    #expect(planned("anna", "hotdesk=false", "wssPort=8089").findings == [])
    let agent = planned("anna", "typology=external", "hotdesk=true").new
    let phonebar = edited(agent, "typology=phonebar").new
    #expect(edited(phonebar, "hotdesk=true").findings == [])
    #expect(edited(phonebar, "hotdesk=false").codes == ["hotdesk.typology"])
  }

  @Test func `refuses webrtc without encryption`() {
    let plan = planned("anna", "typology=webrtc", "encryption=false")
    #expect(plan.codes == ["encryption.typology"])
    #expect(plan.findings.map(\.message) == ["webrtc media is always encrypted"])
    #expect(planned("anna", "encryption=true").findings == [])
  }

  @Test func `wants a gateway and a licence for mobile`() {
    #expect(
      planned("anna", "typology=mobile").codes == [
        "typology.not-licensed", "pushGateway.required",
      ])
    let agent = planned("anna", "typology=mobile", "pushGateway=push:5060", settings: licensed)
    #expect(agent.findings == [])
    #expect(edited(agent.new, "pushGateway=", settings: licensed).codes == ["pushGateway.required"])
  }

  @Test func `notifies of an automatic answer only where there is one`() {
    let code = "phoneBarAutoAnswerNotification.needs-auto-answer"
    let notify = "phoneBarAutoAnswerNotification=true"
    #expect(planned("anna", "typology=webrtc", notify).codes == [code])
    let both = planned("anna", "typology=webrtc", notify, "phoneBarAutoAnswer=true")
    #expect(both.findings == [])
    #expect(edited(both.new, "phoneBarAutoAnswer=false").codes == [code])
    let phonebar = edited(both.new, "typology=phonebar", "phoneBarAutoAnswer=false")
    #expect(phonebar.findings == [])
    #expect(edited(phonebar.new, "typology=webrtc").codes == [code])
  }

  @Test func `moves the destination port with tls`() {
    let tls = planned("anna", "transport=tls,udp")
    #expect(tls.findings == [])
    #expect(tls.new.bar.destinationPort.value == 5061)
    #expect(edited(tls.new, "transport=udp,tls").new.bar.destinationPort.value == 5060)
    #expect(edited(planned().new, "transport=tls").new.bar.destinationPort.value == 5061)
    let own = planned("anna", "phoneBarDestinationPort=5070").new
    #expect(edited(own, "transport=tls").new.bar.destinationPort.value == 5061)
    #expect(edited(own, "transport=tcp").new.bar.destinationPort.value == 5070)
  }

  @Test func `takes the port of the transport for an empty one`() {
    let empty = "phoneBarDestinationPort="
    #expect(planned("anna", "transport=tls", empty).new.bar.destinationPort.value == 5061)
    #expect(planned("anna", empty).new.bar.destinationPort.value == 5060)
    let own = planned("anna", "phoneBarDestinationPort=5070").new
    #expect(edited(own, empty).new.bar.destinationPort.value == 5060)
    #expect(edited(own, empty, "transport=tls").new.bar.destinationPort.value == 5061)
    let tls = planned("anna", "transport=tls").new
    #expect(edited(tls, empty) == AgentPlan(old: tls, new: tls))
    #expect(edited(tls, empty, "transport=udp").new.bar.destinationPort.value == 5060)
    // The last word counts.
    #expect(
      edited(own, empty, "phoneBarDestinationPort=5071").new.bar.destinationPort.value == 5071)
  }

  @Test func `refuses another port than 5061 with tls first`() {
    let finding = Finding(
      .error, "phoneBarDestinationPort.tls", field: "phoneBarDestinationPort",
      "5060 does not go with tls first: Asterisk takes TLS on 5061",
      hint: .assign(["phoneBarDestinationPort=5061"]))
    #expect(planned("anna", "transport=tls", "phoneBarDestinationPort=5060").findings == [finding])
    let tls = planned("anna", "transport=tls").new
    #expect(edited(tls, "phoneBarDestinationPort=5060").findings == [finding])
    #expect(planned("anna", "transport=udp,tls", "phoneBarDestinationPort=5060").findings == [])
    #expect(
      planned("anna", "transport=udp", "phoneBarDestinationPort=5061").codes
        == ["phoneBarDestinationPort.version"])
  }

  @Test func `keeps port and transport together over a change of typology`() {
    let external = planned("anna", "typology=external", "transport=tls").new
    #expect(external.bar.destinationPort.value == 5060)
    let phonebar = edited(external, "typology=phonebar", "transport=tls,udp")
    #expect(phonebar.findings == [])
    #expect(phonebar.new.bar.destinationPort.value == 5061)
    let back = edited(edited(phonebar.new, "typology=external").new, "typology=phonebar")
    #expect(back.new.voice.transport.text == "tls,udp")
    #expect(back.new.bar.destinationPort.value == 5061)
  }

  @Test func `a way round all typologies loses nothing`() {
    let agent = planned(
      "anna", "transport=tls,tcp", "encryption=true", "pushGateway=push:5060", settings: licensed
    ).new
    var last = agent
    for typology in ["external", "webrtc", "mobile", "webrtc", "external", "phonebar"] {
      last = edited(last, "typology=\(typology)").new
    }
    #expect(last == agent)
    // What the way back names counts more.
    let external = edited(agent, "typology=external").new
    #expect(external.account.former.text == "phonebar=tls,tcp/true")
    let back = edited(external, "typology=phonebar", "transport=udp", "encryption=false").new
    #expect(back.voice.transport.text == "udp" && !back.voice.encryption)
    #expect(back.account.former.text.isEmpty)
  }
}
