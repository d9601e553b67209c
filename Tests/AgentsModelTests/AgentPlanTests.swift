@testable import AgentsModel
import Testing

/// Plans for agents: all problems are reported at once, and rules can span several fields.
struct AgentPlanTests {
  @Test func `creates an agent of defaults`() {
    let plan = planned()
    #expect(plan.findings == [])
    #expect(plan.old == nil)
    #expect(!plan.isNothing)
    #expect(plan.changes.map(\.field.key) == ["name", "fullname", "email", "permissions"])
    #expect(plan.new.permissions.modules == Settings().modules)
    #expect(plan.new.account.internalNumber.text.isEmpty)
    #expect(plan.new.account.voicemailPin.text.isEmpty)
  }

  @Test func `misses every required field at once`() {
    #expect(
      AgentPlan.create([], Settings()).findings == [
        Finding(.error, "name.required", field: "name", "is required"),
        Finding(.error, "fullname.required", field: "fullname", "is required"),
        Finding(.error, "email.required", field: "email", "is required"),
      ])
  }

  @Test func `reports every problem of a request at once`() {
    let plan = planned(
      "general", "fullname= Anna", "email=anna", "internal=1", "allow=g729", "chatCapacity=x",
      "hotdesk=true", "fulname=x", "phoneBarUnconditional=true", "nat=never")
    #expect(
      Set(plan.codes) == [
        "name.reserved", "fullname.outer-blank", "email.not-an-address", "internal.length",
        "allow.typology", "chatCapacity.not-a-number", "hotdesk.typology", "field.unknown",
        "phoneBarUnconditionalNumber.required", "nat.ignored",
      ])
    #expect(plan.codes.count == 10)
    #expect(plan.findings.errors.count == 9)
    #expect(plan.findings.warnings.map(\.code) == ["nat.ignored"])
  }

  @Test func `takes the last of two assignments to one field`() {
    let plan = planned("anna", "context=a", "context=b")
    #expect(plan.findings == [])
    #expect(plan.new.voice.context.text == "b")
  }

  @Test func `plans nothing where the request changes nothing`() {
    let agent = planned().new
    for words in ["fullname=Anna Rossi", "transport=UDP,tcp", "disabled=no", "transport+=tcp"] {
      let plan = edited(agent, words)
      #expect(plan.isNothing)
      #expect(plan.changes.isEmpty)
      #expect(plan.findings == [])
    }
  }

  @Test func `shows old and new value of what changes`() {
    let plan = edited(planned().new, "callGroup=5,3,4", "chatCapacity=2")
    #expect(plan.changes.map(\.field.key) == ["callGroup", "chatCapacity"])
    #expect(plan.changes.map(\.old) == ["", "0"])
    #expect(plan.changes.map(\.new) == ["3-5", "2"])
  }

  @Test(arguments: [
    ("fullname=1001", "fullname.is-internal", "must not equal the internal"),
    (
      "voicemailPin=482916", "voicemailPin.is-internal", "must not equal the internal"
    ),
    (
      "permissions+=voise", "permissions.unknown",
      "voise is none of the modules voice, chat, mail, sms, openchannel, fax, whatsapp, contacts, campaigns, reports"
    ),
    (
      "typology=mobile", "typology.not-licensed", "mobile agents need the licence"
    ),
    (
      "transport=udp,wss,ws", "transport.typology", "wss, ws is not for phonebar agents"
    ),
    ("allow=ulaw,g729", "allow.typology", "g729 does not work with phonebar agents"),
    (
      "phoneBarScreenRecordingByAgent=true", "phoneBarScreenRecordingByAgent.not-licensed",
      "needs the screen recording licence"
    ),
    (
      "phoneBarAutomaticScreenRecording=true", "phoneBarAutomaticScreenRecording.not-licensed",
      "needs the screen recording licence"
    ),
    (
      "phoneBarUnconditional=true", "phoneBarUnconditionalNumber.required",
      "is required when call forwarding is on"
    ),
  ])
  func `refuses what other fields or the settings forbid`(
    _ words: String, _ code: String, _ message: String
  ) {
    let internalNumber = code == "voicemailPin.is-internal" ? "482916" : "1001"
    let agent = planned("anna", "internal=\(internalNumber)").new
    let findings = edited(agent, words).findings.filter { $0.code == code }
    #expect(findings.map(\.message) == [message])
    #expect(findings.map(\.severity) == [.error])
  }

  @Test(arguments: [
    ("nat=never", "nat.ignored", "chan_sip ignores never; the phone gets no NAT handling"),
    ("nat=route", "nat.ignored", "chan_sip ignores route; the phone gets no NAT handling"),
    ("nat=yes", "nat.deprecated", "yes is deprecated in Asterisk"),
    (
      "permissions-=voice", "permissions.voice-off",
      "without voice the agent still gets and places calls; only the call lists go"
    ),
  ])
  func `carries out with a warning`(_ words: String, _ code: String, _ message: String) {
    let plan = edited(planned().new, words)
    #expect(plan.codes == [code])
    #expect(plan.findings.map(\.message) == [message])
    #expect(plan.findings.errors == [])
  }

  @Test func `holds nothing stored before against a request`() {
    var settings = licensed
    let agent = planned(
      "anna", "typology=mobile", "pushGateway=push:5060", "nat=never", "permissions=voice,fax",
      settings: settings
    ).new
    settings.licenseMobile = false
    settings.modules = Modules(["chat"])
    settings.fullNameFilter = true
    #expect(edited(agent, "description=x", settings: settings).findings == [])
  }

  @Test(arguments: [
    ("Anna Rossi", true), ("a\\b_c-9", true), ("Zoë", false), ("Anna, Rossi", false),
    ("A.B", false),
  ])
  func `filters full names when the setting asks for it`(_ name: String, _ isAccepted: Bool) {
    var settings = Settings()
    settings.fullNameFilter = true
    let plan = planned("anna", "fullname=\(name)", settings: settings)
    #expect(plan.codes == (isAccepted ? [] : ["fullname.filtered"]))
    #expect(planned("anna", "fullname=\(name)").findings == [])
  }

  @Test(arguments: ["Rossi, Anna", "Rossi,\u{301} Anna"])
  func `refuses a comma in the name of a mailbox`(_ name: String) {
    let agent = planned("anna", "fullname=\(name)").new
    #expect(edited(agent, "voicemail=true").codes == ["fullname.comma"])
    #expect(planned("anna", "fullname=\(name)", "voicemail=true").codes == ["fullname.comma"])
  }

  @Test func `lets only one kind of screen recording be on`() {
    let plan = planned(
      "anna", "phoneBarScreenRecordingByAgent=true", "phoneBarAutomaticScreenRecording=true",
      settings: licensed)
    #expect(
      plan.findings.errors == [
        Finding(
          .error, "phoneBarAutomaticScreenRecording.exclusive",
          field: "phoneBarAutomaticScreenRecording", "excludes phoneBarScreenRecordingByAgent",
          hint: "switch one of the two off")
      ])
    let one = planned("anna", "phoneBarScreenRecordingByAgent=true", settings: licensed)
    #expect(one.codes == ["phoneBarScreenRecordingByAgent.version"])
    let other = edited(
      one.new, "phoneBarScreenRecordingByAgent=false", "phoneBarAutomaticScreenRecording=true",
      settings: licensed)
    #expect(other.codes == ["phoneBarAutomaticScreenRecording.version"])
  }

  @Test func `has rules for fields of the catalog alone, each with its own code`() {
    for rule in AgentRules.rules {
      #expect(rule.fields.allSatisfy { FieldCatalog.field($0) != nil })
      #expect(rule.code.hasPrefix("\(rule.fields[0])."))
    }
    #expect(Set(AgentRules.rules.map(\.code)).count == AgentRules.rules.count)
  }

  @Test func `says nothing more about a value that was refused`() {
    #expect(
      planned("anna", "typology=webrct", "transport=wss", "wssPort=443").codes == [
        "typology.not-a-choice"
      ])
    #expect(
      planned(
        "anna", "typology=webrtc", "phoneBarAutoAnswer=x",
        "phoneBarAutoAnswerNotification=true"
      ).codes == ["phoneBarAutoAnswer.not-a-bool"])
  }
}
