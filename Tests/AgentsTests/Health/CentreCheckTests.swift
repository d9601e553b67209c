import Agents
import AgentsModel
import Foundation
import TestSupport
import Testing

/// The centre's own dialplan, realm and transports.
@Suite struct CentreCheckTests {
  @Test(arguments: [Dialect.Driver.sip, .pjsip])
  func `a healthy centre has nothing`(driver: Dialect.Driver) async throws {
    let place = try await BrokenCentre(driver)
    #expect(try await place.found() == [])
  }

  @Test(arguments: dialplan + realm + transports)
  func `what Asterisk's own files lack is found`(breaking: Break) async throws {
    try await breaking.check()
  }

  private static let dialplan = [
    Break("no include", ["dialplan.not-included error from-sip"], at: "extensions.conf 1") {
      try $0.replace("include => xcally-agents\n", "", in: "extensions.conf")
    },
    Break("an include with another case", ["dialplan.not-included error from-sip"]) {
      try $0.replace("=> xcally-agents\n", "=> XCALLY-Agents\n", in: "extensions.conf")
    },
    Break("a context with another case", ["dialplan.context-missing error from-sip"]) {
      try $0.replace("[from-sip]", "[From-SIP]", in: "extensions.conf")
    },
    Break("an include with =, in another case of the word", []) {
      try $0.replace(
        "include => xcally-agents\n", "Include = xcally-agents\n", in: "extensions.conf")
    },
    Break("an include for some hours, two levels deep, in a file of a pattern", []) { place in
      try place.replace(
        "include => xcally-agents\n", "include => inner,9:00-17:00,*,*,*\n", in: "extensions.conf")
      try place.makeDirectory("asterisk/parts")
      try place.write("parts/20.conf", "[inner]\ninclude = deepest|9:00-17:00|*|*|*\n")
      try place.write("parts/30.conf", "[deepest]\ninclude => xcally-agents\n")
      try place.change("extensions.conf") { $0 += "#include \"parts/*.conf\"\n" }
    },
    Break("an include out of a template", []) {
      try $0.replace(
        "[from-sip]\ninclude => xcally-agents\n",
        "[base](!)\ninclude => xcally-agents\n[from-sip](base)\n",
        in: "extensions.conf")
    },
    Break("an include in the template alone", ["dialplan.not-included error from-sip"]) {
      try $0.replace(
        "[from-sip]\ninclude => xcally-agents\n",
        "[base](!)\ninclude => xcally-agents\n[from-sip]\n",
        in: "extensions.conf")
    },
    Break("an include behind a comment", ["dialplan.not-included error from-sip"]) {
      try $0.replace("include => xcally", "; include => xcally", in: "extensions.conf")
    },
    Break("an extension that leads there", []) {
      try $0.replace(
        "include => xcally-agents", "exten => _1XXX,1,Goto(xcally-agents,${EXTEN},1)",
        in: "extensions.conf")
    },
    Break(
      "an extension that leads to the supervisors' alone",
      ["dialplan.not-included error from-sip", "dialplan.spy-open warning from-sip"]
    ) {
      try $0.replace(
        "include => xcally-agents", "exten => _1XXX,1,Goto(xcally-agents-spy,${EXTEN},1)",
        in: "extensions.conf")
    },
    Break("a switch, of which only Asterisk knows", []) {
      try $0.replace("include => xcally-agents", "switch => Realtime/x@y", in: "extensions.conf")
    },
    Break("a context of some agents", ["dialplan.context-missing error night"]) {
      try await $0.edit("mrossi", "context=night")
    },
    Break("a context of some agents that AEL may have", []) {
      try await $0.edit("mrossi", "context=night")
      try $0.write("extensions.ael", "context night {\n}\n")
    },
    Break("a context of some agents that AEL has not", ["dialplan.context-missing error night"]) {
      try await $0.edit("mrossi", "context=night")
      try $0.write("extensions.ael", "context nightly {\n}\n")
    },
    Break("files out of a database", []) {
      try $0.replace("include => xcally-agents\n", "", in: "extensions.conf")
      try $0.write("sorcery.conf", "")
      try await $0.set("doctorSkip", "include")
      try $0.write("extconfig.conf", "[settings]\nextensions.conf => odbc,asterisk\n")
    },
    Break("supervision for all", ["dialplan.spy-open error from-sip"], at: "extensions.conf 3") {
      try $0.replace(
        "include => xcally-agents\n", "include => xcally-agents\ninclude => xcally-agents-spy\n",
        in: "extensions.conf")
    },
    Break("supervision in a context of its own", []) { place in
      try place.change("extensions.conf") {
        $0 +=
          "[from-supervisor]\ninclude => from-sip\nexten => _*90X.,1,Goto(xcally-agents-spy,${EXTEN:3},1)\n"
      }
      try await place.edit("mrossi", "context=from-supervisor")
    },
    Break("guests in the context of agents", ["dialplan.guest warning from-sip"], at: "sip.conf") {
      try $0.replace("tcpenable", "context = from-sip\ntcpenable", in: "sip.conf")
    },
    Break(
      "guests by a context that leads there", ["dialplan.guest warning default"], at: "sip.conf 3"
    ) { place in
      try place.replace("tcpenable", "AllowGuest = yes\ntcpenable", in: "sip.conf")
      try place.change("extensions.conf") { $0 += "[default]\ninclude => from-sip\n" }
    },
    Break("guests who are refused", []) {
      try $0.replace("tcpenable", "context = from-sip\nallowguest = no\ntcpenable", in: "sip.conf")
    },
    Break("guests of PJSIP", .pjsip, ["dialplan.guest warning from-sip"]) { place in
      try place.change("pjsip.conf") { $0 += "[anonymous]\ntype = endpoint\ncontext = from-sip\n" }
    },
  ]

  private static let realm = [
    Break("another realm", ["realm.differs error sip.conf"], at: "sip.conf 7") {
      try $0.replace("realm = asterisk", "Realm=centre.example", in: "sip.conf")
    },
    Break("the last realm counts", ["realm.differs error sip.conf"], at: "sip.conf 8") {
      try $0.replace("realm = asterisk", "realm = asterisk\nrealm => other", in: "sip.conf")
    },
    Break("a realm in an included file", ["realm.differs error sip.conf"], at: "more.conf 1") {
      try $0.write("more.conf", "realm = other\n")
      try $0.replace("realm = asterisk", "#include more.conf", in: "sip.conf")
    },
    Break("no realm", []) { try $0.replace("realm = asterisk", "", in: "sip.conf") },
    Break("no realm, but a name of the system", ["realm.differs error sip.conf"]) { place in
      try place.replace("realm = asterisk", "", in: "sip.conf")
      try place.change("asterisk.conf") { $0 += "[options]\nsystemname = pbx1\n" }
    },
    Break("domains as realms", ["realm.differs error sip.conf"], at: "sip.conf 8") {
      try $0.replace(
        "realm = asterisk", "realm = asterisk\ndomainsasrealm = yes\ndomain = centre.example",
        in: "sip.conf")
    },
    Break(
      "another setting than the passwords'",
      ["realm.differs error sipRealm", "realm.differs error sip.conf"]
    ) {
      try await $0.set("sipRealm", "new")
    },
    Break(
      "another setting than the passwords', with PJSIP", .pjsip, ["realm.differs error sipRealm"]
    ) {
      try await $0.set("sipRealm", "new")
    },
    Break("a default of PJSIP, which our files do not need", .pjsip, []) { place in
      try place.change("pjsip.conf") { $0 += "[global]\ntype = global\ndefault_realm = other\n" }
    },
  ]

  private static let transports = [
    Break("TCP off", ["transport.off warning tcp"], at: "sip.conf 3") {
      try $0.replace("tcpenable = yes", "TCPenable => off", in: "sip.conf")
    },
    Break("TCP not set", ["transport.off warning tcp"], at: "sip.conf") {
      try $0.replace("tcpenable = yes", "", in: "sip.conf")
    },
    Break("TCP off after it was turned on, which Asterisk ignores", []) {
      try $0.replace("tcpenable = yes", "tcpenable = yes\ntcpenable = no", in: "sip.conf")
    },
    Break("TCP off, an agent's only one", ["transport.off error tcp"]) {
      try $0.replace("tcpenable = yes", "tcpenable = no", in: "sip.conf")
      try await $0.edit("mrossi", "transport=tcp")
    },
    Break("TLS off", ["transport.off error tls"]) {
      try $0.replace("tlsenable = yes", "tlsenable = no", in: "sip.conf")
      try await $0.edit("mrossi", "transport=tls", "phoneBarDestinationPort=5061")
    },
    Break("websockets off", ["transport.off error wss"], at: "sip.conf 3") {
      try $0.replace("tcpenable", "websocket_enabled = no\ntcpenable", in: "sip.conf")
    },
    Break("no transport of TCP", .pjsip, ["transport.off warning tcp"], at: "pjsip.conf") {
      try $0.replace("protocol = tcp", "protocol = ws", in: "pjsip.conf")
    },
    Break("a transport out of a template, in an included file", .pjsip, []) {
      try $0.write("base.conf", "[tcp-base](!)\ntype = transport\nprotocol = TCP\n")
      try $0.replace(
        "[transport-tcp]\ntype = transport\nprotocol = tcp\n",
        "#include base.conf\n[transport-tcp](tcp-base)\n", in: "pjsip.conf")
    },
    Break("a transport that is only a template", .pjsip, ["transport.off warning tcp"]) {
      try $0.replace("[transport-tcp]", "[transport-tcp](!)", in: "pjsip.conf")
    },
    Break(
      "a transport without an address", .pjsip, ["transport.off warning tcp"], at: "pjsip.conf 5"
    ) {
      try $0.replace("protocol = tcp\nbind = 127.0.0.1\n", "protocol = tcp\n", in: "pjsip.conf")
    },
    Break("transports out of a database", .pjsip, []) {
      try $0.replace("protocol = tcp", "protocol = ws", in: "pjsip.conf")
      try $0.write("sorcery.conf", "[res_pjsip]\ntransport = realtime,ps_transports\n")
    },
    Break("the web server off", ["transport.http-off warning http.conf"], at: "http.conf 2") {
      try $0.replace("enabled = yes", "enabled = no", in: "http.conf")
    },
    Break("the web server off, and TLS without an address", ["transport.http-off error http.conf"])
    {
      try $0.replace("enabled = yes", "", in: "http.conf")
      try $0.replace("tlsbindaddr", "; tlsbindaddr", in: "http.conf")
    },
    Break(
      "the web server without TLS", .pjsip, ["transport.http-off error http.conf"],
      at: "http.conf 5"
    ) {
      try $0.replace("tlsenable = yes", "TlsEnable=false", in: "http.conf")
    },
    Break("no browser phone", .pjsip, []) {
      try $0.replace("tlsenable = yes", "tlsenable = no", in: "http.conf")
      _ = try await $0.centre.delete(.named(["wendy"]))
    },
    Break("the product's web server passes websockets on", .pjsip, []) {
      try $0.replace("tlsenable = yes", "tlsenable = no", in: "http.conf")
      try $0.scratch.write(
        "server { listen 8089; location /ws { proxy_pass http://127.0.0.1:8088; } }",
        to: "motion.conf")
    },
    Break("another port of TLS", ["transport.wss-port error 8089"], at: "http.conf 6") {
      try $0.replace("127.0.0.1:8089", "[::]:18089", in: "http.conf")
    },
    Break("another port of TLS without one, which is 8089", []) {
      try $0.replace("127.0.0.1:8089", "127.0.0.1", in: "http.conf")
    },
    Break("another port of phones", ["transport.port warning 5060"]) {
      try $0.replace("tcpenable", "bindport = 5070\ntcpenable", in: "sip.conf")
    },
    Break("another port of one transport alone", []) {
      try $0.replace("tcpenable", "tcpbindaddr = 127.0.0.1:5070\ntcpenable", in: "sip.conf")
    },
    Break("another port of phones with PJSIP", .pjsip, ["transport.port warning 5060"]) {
      try $0.replace("bind = 127.0.0.1\n", "bind = 127.0.0.1:5090\n", in: "pjsip.conf")
    },
    Break("registrations that are too long", ["transport.expires info sip.conf"], at: "sip.conf 3")
    {
      try $0.replace("tcpenable", "maxexpirey = 600\ntcpenable", in: "sip.conf")
    },
    Break(
      "registrations that are too short", ["transport.expires warning sip.conf"], at: "sip.conf 4"
    ) {
      try $0.replace("tcpenable", "maxexpiry=7200\nminexpiry = 4000\ntcpenable", in: "sip.conf")
    },
  ]
}
