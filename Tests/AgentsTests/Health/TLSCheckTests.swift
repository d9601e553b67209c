import Agents
import AgentsModel
import TestSupport
import Testing

/// Certificates and keys, with real ones of openssl.
@Suite struct TLSCheckTests {
  @Test(arguments: places + contents + webServer)
  func `what is wrong with certificates is found`(breaking: Break) async throws {
    try await breaking.check()
  }

  private static let places = [
    Break(
      "a certificate that is not there", .pjsip, ["tls.missing error gone.crt"], at: "http.conf 7"
    ) {
      try $0.replace("\($0.scratch.path)/tls.crt", "\($0.scratch.path)/gone.crt", in: "http.conf")
    },
    Break("a key that is not there, at two places", ["tls.missing error gone.key"]) {
      for file in ["http.conf", "sip.conf"] {
        try $0.replace("/tls.key", "/gone.key", in: file)
      }
    },
    Break("no certificate is named", .pjsip, ["tls.missing error http.conf"], at: "http.conf 5") {
      try $0.replace("tlscertfile = \($0.scratch.path)/tls.crt", "", in: "http.conf")
    },
    Break(
      "a certificate of TLS phones", .pjsip, ["tls.missing error gone.crt"], at: "pjsip.conf 18"
    ) { place in
      try place.change("pjsip.conf") { text in
        let section = """
          [tls-base](!)
          type = transport
          [transport-tls](tls-base)
          protocol = tls
          bind = 127.0.0.1
          cert_file = \(place.scratch.path)/gone.crt
          priv_key_file = \(place.scratch.path)/tls.key

          """
        text = text.replacing("#include", with: "\(section)#include")
      }
    },
    Break("the certificate of calls", .pjsip, ["tls.missing error gone.crt"]) {
      try await $0.set("tlsCertificate", "\($0.scratch.path)/gone.crt")
    },
    Break("the certificate of calls, where nobody has such", .pjsip, []) {
      try await $0.set("tlsCertificate", "\($0.scratch.path)/gone.crt")
      _ = try await $0.centre.delete(.named(["wendy"]))
    },
    Break("TLS is off", .sip, ["transport.http-off error http.conf"]) {
      for file in ["http.conf", "sip.conf"] {
        try $0.replace("tlsenable = yes", "tlsenable = no", in: file)
        try $0.replace("/tls.key", "/gone.key", in: file)
      }
    },
  ]

  private static let contents = [
    Break("the key of another", .pjsip, ["tls.key-mismatch error http.conf"], at: "http.conf 7") {
      try await $0.makeCertificate("old", for: "centre.example")
      try $0.replace("/tls.key", "/old.key", in: "http.conf")
    },
    Break("a key of another kind", ["tls.key-mismatch error sip.conf"]) {
      try await $0.makeCertificate("old", for: "centre.example", key: "RSA")
      try $0.replace("tlsprivatekey = ", "TLSPrivateKey => ", in: "sip.conf")
      try $0.replace("/tls.key", "/old.key", in: "sip.conf")
    },
    Break("an RSA pair by a link", []) {
      try await $0.makeCertificate("new", for: "centre.example", key: "RSA")
      try await $0.shell(
        "mv new.crt real.crt && ln -s real.crt new.crt && openssl rsa -traditional -in new.key -out old.key"
      )
      for file in ["http.conf", "sip.conf"] {
        try $0.replace("/tls.key", "/old.key", in: file)
        try $0.replace("/tls.crt", "/new.crt", in: file)
      }
    },
    Break("both in one file", []) {
      try await $0.shell("cat tls.crt tls.key >both.pem")
      try $0.replace("/tls.crt", "/both.pem", in: "http.conf")
      try $0.replace("tlsprivatekey", "; tlsprivatekey", in: "http.conf")
    },
    Break(
      "a certificate alone where both are expected", ["tls.missing error tls.crt"],
      at: "http.conf 7"
    ) {
      try $0.replace("tlsprivatekey", "; tlsprivatekey", in: "http.conf")
    },
    Break("something else in place of a certificate", ["tls.missing error tls.conf"]) {
      try await $0.shell("cp asterisk/http.conf tls.conf")
      try $0.replace("/tls.crt", "/tls.conf", in: "http.conf")
    },
  ]

  private static let webServer = [
    Break(
      "the web server's key of another",
      [
        "tls.key-mismatch error motion.conf", "tls.self-signed warning tls.crt",
        "tls.self-signed warning web.crt",
      ], at: "motion.conf 5"
    ) {
      try await $0.makeCertificate("old", for: "centre.example")
      try await $0.shell("cp tls.crt web.crt")
      try $0.serve("web.crt", "old.key")
    },
    Break(
      "the web server's certificate is gone",
      ["tls.missing error gone.crt", "tls.self-signed warning tls.crt"]
    ) {
      try $0.serve("gone.crt", "tls.key")
    },
    Break(
      "the web server's certificate is for another name and signed by itself",
      ["tls.self-signed warning tls.crt", "tls.name warning tls.crt"]
    ) { try $0.serve("tls.crt", "tls.key", "www.example.org") },
    Break(
      "the websocket has another certificate than the page",
      [
        "tls.self-signed warning tls.crt", "tls.self-signed warning web.crt",
        "tls.name warning tls.crt",
      ]
    ) {
      try await $0.makeCertificate("web", for: "www.example.org")
      try $0.serve("web.crt", "web.key", "www.example.org")
    },
    Break(
      "the page of links has another name",
      ["mail.program-missing error mailFrom", "tls.name warning tls.crt"]
    ) {
      try await $0.set("resetUrl", "https://other.example:8443/reset?x=1")
      try await $0.set("mailCommand", "/bin/true")
    },
    Break("the page of links has the name of all", ["mail.program-missing error mailFrom"]) {
      try await $0.makeCertificate("tls", for: "*.centre.example")
      try await $0.set("resetUrl", "https://www.Centre.example/reset")
      try await $0.set("mailCommand", "/bin/true")
    },
  ]

  @Test func `what expires is told before and after`() async throws {
    func found(ahead days: Int) async throws -> [HealthFinding] {
      try await BrokenCentre(.pjsip, ahead: days).findings("tls")
    }
    #expect(try await found(ahead: 385).isEmpty)
    let soon = try await found(ahead: 390)
    #expect(soon.map(\.code) == ["tls.expiring"])
    #expect(soon.first?.severity == .warning && soon.first?.message.contains("(9 days)") == true)
    let late = try await found(ahead: 401)
    #expect(late.map(\.code) == ["tls.expired"] && late.first?.severity == .error)
    #expect(try await found(ahead: -2).map(\.code) == ["tls.expired"])
  }

  @Test func `a key that Asterisk may not read is found, and the line that opens it`() async throws
  {
    let place = try await BrokenCentre()
    try place.change("asterisk.conf") { $0 += "[options]\nrunuser = nobody\nrungroup = nogroup\n" }
    #expect(try await place.findings("tls.unreadable").isEmpty)
    try await place.shell("chmod 600 tls.key")
    let found = try await place.findings("tls.unreadable")
    #expect(found.map { $0.subject.relative(to: place) } == ["tls.key"])
    #expect(found.first?.remedy == "setfacl -m u:nobody:r \(place.scratch.path)/tls.key")
  }

  @Test func `a certificate that is signed by itself is told where everything is asked for`()
    async throws
  {
    let place = try await BrokenCentre()
    #expect(try await place.report(thorough: true).findings.map(\.code) == ["tls.self-signed"])
  }

  @Test func `a key with a passphrase serves nobody`() async throws {
    let place = try await BrokenCentre()
    try await place.shell("openssl ec -in tls.key -aes128 -passout pass:secret -out shut.key")
    for file in ["http.conf", "sip.conf"] { try place.replace("/tls.key", "/shut.key", in: file) }
    try await place.set("tlsPrivateKey", place.scratch.path + "/shut.key")
    let report = try await place.report(["tls.key-mismatch"])
    #expect(Set(report.findings.map { $0.subject.relative(to: place) }) == ["shut.key"])
    #expect(report.findings.allSatisfy { $0.message.hasPrefix("has a passphrase, ") })
  }
}

extension BrokenCentre {
  /// Writes the product's file of the web server.
  func serve(_ certificate: String, _ key: String, _ names: String = "_") throws {
    try scratch.write(
      """
      server { listen 80 default_server; server_name _; return 301 https://$host$request_uri; }
      server {
        listen [::]:443 ssl http2;
        server_name \(names); # the product
        ssl_certificate "\(scratch.path)/\(certificate)";
        ssl_certificate_key \(scratch.path)/\(key);
        location / { proxy_pass http://localhost:9000; include proxy_params; }
      }

      """, to: "motion.conf", mode: 0o644)
  }
}
