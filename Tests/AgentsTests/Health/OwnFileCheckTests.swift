import Agents
import AgentsModel
import Foundation
import SystemPackage
import TestSupport
import Testing

/// The database, our files, the lines that include them, and names that stand twice.
@Suite struct OwnFileCheckTests {
  private static let breaks = [
    Break("the database is open to others", ["database.permissions error agents.db"]) {
      try await $0.shell("chmod 644 agents.db")
    },
    Break(
      "a change is not written", ["files.pending error sip_agents.d/1000-1999.conf"],
      at: "1000-1999.conf"
    ) { place in
      let edit = AgentEdit([Assignment("allow", "g722")])
      _ = try await place.centre.edit(.named(["mrossi"]), edit, .storeOnly)
    },
    Break("a file is gone", ["files.missing error voicemail_agents.d/1000-1999.conf"]) {
      try await $0.shell("rm asterisk/xcally/voicemail_agents.d/1000-1999.conf")
    },
    Break("a file was edited", ["files.edited warning queues_agents.d/sales.conf"]) {
      try await $0.shell("echo '; by hand' >>asterisk/xcally/queues_agents.d/sales.conf")
    },
    Break(
      "a file is not ours", ["files.stray warning sip_agents.d/trunk.conf"], at: "trunk.conf"
    ) {
      try await $0.shell("cd asterisk/xcally/sip_agents.d && touch trunk.conf trunk.bak .old.conf")
    },
    Break(
      "another database wrote a file",
      ["files.foreign error extensions_agents.d/1000-1999.conf"]
    ) { place in
      let other = try await BrokenCentre()
      let name = "asterisk/xcally/extensions_agents.d/1000-1999.conf"
      try await place.shell("cp '\(other.scratch.path)/\(name)' \(name)")
    },
    Break("Asterisk was not told", ["files.unread warning sip_agents.d/1000-1999.conf"]) { place in
      try await place.set("asteriskReload", "always")
      try await place.edit("mrossi", "allow=g722")
      _ = try await place.centre.set("asteriskReload", to: "never", .storeOnly)
    },
    Break(
      "Asterisk may not read a file",
      ["files.unreadable error voicemail_agents.d/1000-1999.conf"]
    ) { place in
      try await Self.giveToNobody(place)
      try await place.shell("chmod 600 asterisk/xcally/voicemail_agents.d/1000-1999.conf")
    },
    Break(
      "Asterisk may not look into a directory", ["files.unreadable error sip_agents.d"]
    ) { place in
      try await Self.giveToNobody(place)
      try await place.shell("chmod 744 asterisk/xcally/sip_agents.d")
    },
    Break(
      "the group is missing", ["files.group-missing error no-such-group"]
    ) { place in
      try await Self.giveToNobody(place)
      try await place.set("asteriskFileGroup", "no-such-group")
    },
    Break(
      "a driver that was left is still included", ["include.left error pjsip.conf"],
      at: "pjsip.conf"
    ) {
      try $0.change("pjsip.conf") { $0 += "#include xcally/pjsip_agents.conf\n" }
    },
    Break("a driver that was left may be missing", []) {
      try $0.change("pjsip.conf") { $0 += "#tryinclude xcally/pjsip_agents.conf\n" }
    },
    Break("Asterisk reads elsewhere", ["include.directory error "]) {
      try $0.change("asterisk.conf") { text in
        text = text.replacing("/asterisk\n", with: "/elsewhere\n")
      }
    },
    Break("in a container Asterisk has another name for it", []) { place in
      let inside = "/\(place.scratch.path.split(separator: "/").last ?? "")/"
      for file in ["asterisk.conf", "sip.conf", "http.conf"] {
        try place.replace(place.scratch.path + "/", inside, in: file)
      }
      try await place.set("tlsCertificate", inside + "tls.crt")
      try await place.set("tlsPrivateKey", inside + "tls.key")
    },
    Break(
      "objects come out of a database", .pjsip,
      ["include.shadowed error pjsip.conf"], at: "sorcery.conf 2"
    ) {
      try $0.write("sorcery.conf", "[res_pjsip]\nendpoint = realtime,ps_endpoints\n")
    },
    Break("objects come out of a database and of files", .pjsip, []) {
      try $0.write(
        "sorcery.conf",
        "[res_pjsip]\nendpoint = realtime,ps_endpoints\n"
          + "endpoint = config,pjsip.conf,criteria=type=endpoint\n")
    },
    Break(
      "a line stops Asterisk", ["include.invalid error queues.conf"], at: "queues.conf 4"
    ) {
      try $0.change("queues.conf") { $0 += "[broken\n" }
    },
    Break(
      "a file of ours is included that is not there", ["include.invalid error sip.conf"],
      at: "sip.conf 10"
    ) {
      try $0.change("sip.conf") { $0 += "#include \"xcally/sip_agnts.conf\"\n" }
    },
    Break("one that may be missing is missing", []) {
      try $0.change("sip.conf") { $0 += "#tryinclude \"xcally/sip_agnts.conf\"\n" }
    },
    Break(
      "our objects are included twice", .pjsip, ["include.twice error pjsip.conf"],
      at: "pjsip.conf 14"
    ) {
      try $0.change("pjsip.conf") { $0 += "#include xcally/pjsip_agents.d/*.conf\n" }
    },
    Break("our mailboxes are included twice", ["include.twice warning voicemail.conf"]) {
      try $0.change("voicemail.conf") { $0 += "#include xcally/voicemail_agents.conf\n" }
    },
    Break("our root is included by a link to it", []) { place in
      try await place.shell("ln -s xcally/sip_agents.conf asterisk/ours.conf")
      try place.replace("xcally/sip_agents.conf", "ours.conf", in: "sip.conf")
    },
    Break(
      "both drivers are included",
      ["files.edited warning pjsip_agents.conf", "include.two-drivers warning pjsip.conf"]
    ) { place in
      try place.change("pjsip.conf") { $0 += "#include xcally/pjsip_agents.conf\n" }
      try place.write("xcally/pjsip_agents.conf", "; by hand\n")
    },
    Break(
      "all files come out of a database",
      ["sip", "voicemail", "queues", "extensions"].map { "include.shadowed error \($0).conf" },
      at: "extconfig.conf 2"
    ) {
      try $0.write("extconfig.conf", "[settings]\nGlobal => odbc,asterisk,ast_config\n")
    },
    Break("a section of sorcery.conf in capitals", .pjsip, ["include.shadowed error pjsip.conf"]) {
      try $0.write("sorcery.conf", "[RES_PJSIP]\nauth = realtime,ps_auths\n")
    },
    Break("a mapping to the same file by its path", .pjsip, []) {
      try $0.write(
        "sorcery.conf",
        "[res_pjsip]\nauth = config,\($0.scratch.path)/asterisk/pjsip.conf,criteria=type=auth\n")
    },
    Break("the file is behind a link", ["files.unreadable error sip_agents.conf"]) { place in
      try await Self.giveToNobody(place)
      try await place.shell(
        """
        mkdir shut && mv asterisk/xcally/sip_agents.conf shut && chmod 700 shut &&
        ln -s "$PWD/shut/sip_agents.conf" asterisk/xcally/
        """)
    },
    Break("Asterisk may not read its own file", ["files.unreadable error asterisk/sip.conf"]) {
      try await Self.giveToNobody($0)
      try await $0.shell("chmod 600 asterisk/sip.conf")
    },
    Break(
      "the account is named in another case",
      ["files.unreadable error voicemail_agents.d/1000-1999.conf"]
    ) { place in
      try await Self.giveToNobody(place)
      try place.replace("runuser", "RunUser", in: "asterisk.conf")
      try await place.shell("chmod 600 asterisk/xcally/voicemail_agents.d/1000-1999.conf")
    },
    Break(
      "users.conf has both, in capitals", ["own.endpoint error mrossi", "own.mailbox error 1001"]
    ) {
      try $0.write("users.conf", "[mrossi]\nHasSIP = Yes\n[1001]\nHasVoiceMail = 1\n")
    },
    Break(
      "PJSIP has an auth of our name", .pjsip, ["own.endpoint error mrossi"], at: "pjsip.conf 14"
    ) {
      try $0.change("pjsip.conf") { $0 += "[mrossi]\ntype = auth\n" }
    },
    Break("PJSIP may have an identify of our name", .pjsip, []) {
      try $0.change("pjsip.conf") {
        $0 += "[mrossi]\ntype = identify\nendpoint = mrossi\nmatch = 192.0.2.1\n"
      }
    },
    Break("PJSIP tells names of other case apart", .pjsip, []) {
      try $0.change("pjsip.conf") { $0 += "[MROSSI]\ntype = endpoint\n" }
    },
    Break("chan_sip does not", ["own.endpoint error mrossi"]) {
      try $0.change("sip.conf") { $0 += "[MRossi]\ntype = friend\n" }
    },
    Break("a mailbox of another context is no matter", []) {
      try $0.change("voicemail.conf") { $0 += "[other]\n1000 => 4242,Example\n" }
    },
  ]

  @Test(arguments: breaks)
  func `what is wrong is found, and nothing else`(_ one: Break) async throws {
    try await one.check()
  }

  @Test func `what follows from a name depends on the driver, not on the path`() async throws {
    let place = try await BrokenCentre(.pjsip)
    try place.makeDirectory("asterisk/parts")
    try place.write("parts/a.conf", "[mrossi]\ntype = endpoint\n")
    try place.change("pjsip.conf") { $0 += "#include parts/*.conf\n" }
    let found = try await place.findings("own.endpoint")
    #expect(found.map(\.when) == [.restart])
    #expect(found.first?.consequence.contains("no endpoint at all") == true)
  }

  @Test func `a program that may include ours is not run, and nothing is claimed`() async throws {
    let place = try await BrokenCentre()
    try place.write("sip.conf", "[general]\n#exec /usr/local/bin/phones\n")
    let report = try await place.report(["include.missing"])
    #expect(report.findings.isEmpty)
    #expect(report.unchecked.map(\.code) == ["include.missing"])
  }

  @Test func `what is no file does not end the examination`() async throws {
    let place = try await BrokenCentre()
    try await place.shell(
      "cd asterisk/xcally/sip_agents.d && rm 1000-1999.conf && mkfifo 1000-1999.conf")
    try place.replace("include => xcally-agents\n", "", in: "extensions.conf")
    let report = try await place.report()
    let codes = Set(report.findings.filter { $0.severity == .error }.map(\.code))
    #expect(codes.contains("dialplan.not-included"))
    #expect(codes.contains { $0.hasPrefix("files.") })
  }

  @Test func `a disk that is nearly full is found`() async throws {
    let place = try await BrokenCentre()
    let result = try await place.shell(
      """
      exec unshare -m sh -c 'mount -t tmpfs -o size=1m tmpfs log && exec xcally-agents doctor \
        --db agents.db --only host.disk --format json'
      """)
    try #require(result.status == 1, "\(result)")
    #expect(result.output.contains(#""subject":"\#(place.scratch.path)/log""#), "\(result)")
  }

  @Test func `a damaged page and a changed trail are found`() async throws {
    let place = try await BrokenCentre()
    try await place.shell("sqlite3 agents.db \"UPDATE audit SET object = 'nobody' WHERE id = 3\"")
    let trail = try await place.report(["database"], thorough: true)
    #expect(trail.findings.map(\.code) == ["database.audit-head"])
    #expect(trail.findings.first?.message.contains("row 3 was edited") == true)
    #expect(try await place.report(["database"]).findings.isEmpty)

    let damage = """
      sqlite3 agents.db 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
      size=$(sqlite3 agents.db 'PRAGMA page_size')
      page=$(sqlite3 agents.db "SELECT rootpage FROM sqlite_master WHERE name = 'audit'")
      printf '\\377' | dd of=agents.db bs=1 seek=$(((page - 1) * size)) conv=notrunc 2>/dev/null
      """
    #expect(try await place.shell(damage).status == 0)
    let damaged = try await place.findings("database.integrity")
    #expect(Set(damaged.map(\.code)) == ["database.integrity"])
  }

  @Test func `a clock that was set back is found`() async throws {
    let place = try await BrokenCentre(ahead: 2)
    #expect(try await place.findings("host.clock").isEmpty)
    let now = Centre(
      at: place.scratch.file("agents.db").string, as: Actor(login: "tester", userID: 1000))
    var request = HealthRequest()
    request.only = ["host.clock"]
    #expect(try await now.doctor(request).findings.map(\.code) == ["host.clock"])
  }

  @Test func `what is safe is mended, each with a row of the trail`() async throws {
    let place = try await BrokenCentre()
    try await Self.giveToNobody(place)
    try await place.shell("chmod 604 agents.db; chmod 600 asterisk/xcally/sip_agents.d/*")
    try await place.shell("rm asterisk/xcally/voicemail_agents.conf")
    var request = HealthRequest()
    (request.only, request.extent) = (["files", "database"], .offline)
    request.mending = .dryRun
    let planned = try await place.centre.doctor(request)
    #expect(planned.count(.error) == 3)
    #expect(planned.mended.count == 3)
    request.mending = .carryOut
    let mended = try await place.centre.doctor(request)
    #expect(mended.mended == planned.mended)
    // The new file belongs to nobody's group no more than the others did.
    #expect(Set(mended.findings.map(\.code)).isSubset(of: ["files.unreadable"]))
    #expect(try await place.centre.doctor(request).findings.isEmpty)
    let rows = try await place.shell("sqlite3 agents.db \"SELECT verb FROM audit ORDER BY id\"")
    #expect(rows.output.split(separator: "\n").count { $0 == "doctor --fix" } >= 3)
  }

  /// Asterisk runs as `nobody`, who may read all of it.
  private static func giveToNobody(_ place: BrokenCentre) async throws {
    try place.change("asterisk.conf") { $0 += "[options]\nrunuser = nobody\nrungroup = nogroup\n" }
    try await place.shell("chmod 755 . asterisk; chmod -R a+rX asterisk spool tls.crt tls.key")
    try await place.shell("chmod 777 spool/voicemail/default")
  }
}
