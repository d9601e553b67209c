import Foundation
import TestSupport
import Testing

/// Checks of files that also ask the running Asterisk: the files are right, and Asterisk runs something else.
@Suite struct RunningCheckTests {
  static let drivers = [Driver.sip16, .pjsip22]

  @Test(arguments: drivers)
  func `what Asterisk was told and what it runs are told apart`(_ driver: Driver) async throws {
    try await Installation.run(
      driver,
      prepare: { directory in
        guard driver == .sip16 else { return }
        let file = directory.appending(path: "../sip.conf").standardized
        let text = try String(contentsOf: file, encoding: .utf8)
        let lines = text.replacing("tcpenable = yes\n", with: "").replacing(
          "realm = asterisk", with: "realm = other")
        try lines.write(to: file, atomically: true, encoding: .utf8)
      }
    ) { site in
      let checks = "transport,realm,dialplan"
      try await site.create("anna")
      try await site.create("wendy", "--typology", "webrtc")
      try await site.create("bert", "--set", "context=night")
      // Right in the files, and not yet read.
      if driver == .sip16 {
        try site.replace("tlsenable", "tcpenable = yes\ntlsenable", in: "sip.conf")
        try site.replace("realm = other", "realm = asterisk", in: "sip.conf")
      } else {
        try addTransports(besides: site.asterisk.asteriskDirectory)
      }
      try await site.makeCertificate("web")
      try site.copyCertificate("web")
      try site.writeHTTP(port: 8089)
      _ = try await site.asterisk.command("dialplan remove include xcally-agents from from-sip")
      let own = driver == .sip16 ? "sip.conf" : "pjsip.conf"
      let waiting = [
        "transport.http-off error http.conf",
        driver == .sip16 ? "realm.differs error sip.conf" : nil,
        "dialplan.not-included error from-sip", "dialplan.context-missing error night",
        "transport.off warning tcp",
      ].compactMap(\.self)
      let found = try await site.found(checks)
      #expect(found.map(\.description) == waiting)
      let off = found.first { $0.code == "transport.off" }
      #expect(off?.message == "is on in \(own), and Asterisk does not listen")

      // A context that only the running dialplan has is there; it is in no file that doctor reads.
      _ = try await site.asterisk.command("dialplan add extension 1,1,NoOp into night")
      #expect(
        try await site.found("dialplan.context-missing").map(\.description) == [])

      try site.change("extensions.conf") { $0 += "[night]\ninclude => from-sip\n" }
      for command in ["dialplan reload", "module reload http"] {
        _ = try await site.asterisk.command(command)
      }
      try await site.asterisk.reload()
      #expect(try await site.eventually(checks, is: []) == [])

      // Other ports than those of the agents.
      try await site.done("edit", "anna", "--set", "phoneBarDestinationPort=5099")
      try await site.done("edit", "wendy", "--set", "wssPort=8099")
      #expect(
        try await site.found(checks).map(\.description) == [
          "transport.wss-port error 8099", "transport.port warning 5099",
        ])
    }
  }

  @Test(arguments: drivers)
  func `a certificate that was renewed and is not served yet is found`(
    _ driver: Driver
  ) async throws {
    try await Installation.run(driver, prepare: { try addTransports(besides: $0) }) { site in
      try await site.create("wendy", "--typology", "webrtc")
      try await site.serveTLS(port: 8089)
      let port = "\(site.asterisk.address):8443"
      let root = site.scratch.path
      try await site.makeCertificate("page")
      try site.scratch.write(
        "server { listen \(port) ssl; ssl_certificate \(root)/page.crt; ssl_certificate_key \(root)/page.key; }\n",
        to: "motion.conf")
      try await site.set("nginxConfiguration", root + "/motion.conf")
      let server = try await serve("page", at: port, site)
      #expect(try await site.eventually("tls.served", is: []) == [])
      #expect(try await site.unchecked("tls.served") == [])

      // All three files are renewed.
      try await site.makeCertificate("new")
      try site.copyCertificate("new")
      try site.scratch.write(site.scratch.contents("new.crt"), to: "page.crt")
      let own = driver == .sip16 ? "sip.conf" : "pjsip.conf"
      let directory = site.asteriskName(of: site.asterisk.configurationDirectory)
      try site.replace("/etc/lab.crt", "\(directory)/web.crt", in: own)
      let found = try await site.found("tls.served")
      #expect(
        found.map(\.description) == [
          "tls.served warning http.conf", "tls.served warning \(own)",
          "tls.served warning motion.conf",
        ])
      #expect(found.first?.message.contains("port 8089 has another certificate than") == true)

      // The web server reads its own; then it is gone, and what it would serve is not known.
      try await end(server, site)
      let second = try await serve("new", at: port, site)
      let others = ["tls.served warning http.conf", "tls.served warning \(own)"]
      #expect(try await site.eventually("tls.served", is: others) == others)
      try await end(second, site)
      try site.scratch.write(
        "server { listen \(port) ssl; ssl_certificate \(root)/page.crt; }\n", to: "motion.conf")
      try site.replace("\(directory)/web.crt", "/etc/lab.crt", in: own)
      try site.copyCertificate("web")
      let silent = ["tls.served: nothing listens on 8443"]
      #expect(try await site.unchecked("tls.served", is: silent) == silent)
    }
  }

  /// Starts a server with a certificate; its process.
  private func serve(_ name: String, at address: String, _ site: Installation) async throws
    -> String
  {
    let result = try await Program.shell(
      "openssl s_server -accept \(address) -cert \(name).crt -key \(name).key -quiet >/dev/null 2>&1 </dev/null & echo $!",
      in: site.scratch)
    return result.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private func end(_ process: String, _ site: Installation) async throws {
    let line = "kill \(process); while kill -0 \(process) 2>/dev/null; do sleep 0.02; done"
    _ = try await Program.shell(line, in: site.scratch)
  }
}
