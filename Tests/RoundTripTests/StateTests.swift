import AgentsModel
import TestSupport
import Testing

/// A centre goes through its YAML file unchanged, byte for byte.
@Suite struct StateTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  @discardableResult
  private func run(_ line: String) async throws -> String {
    let result = try await Program.shell(line, in: scratch)
    #expect(result.status == 0, "\(line): \(result.errors.prefix(2000))")
    return result.output
  }

  /// A random centre: hostile agents in queues, teams and profiles with hostile names.
  private func prepare(_ seed: Int, _ count: Int) async throws {
    var random = Seeded(seed)
    var agents = HostileAgents(seed: seed)
    for line in [
      "settings set licenseMobile true", "settings set licenseScreenRecording true",
      "settings set licenseMultiProfile true", "settings set doctorSkip own,tls",
      "settings set ringSeconds 31", "settings set ringSeconds 30",
      "team create 'yes' '~' '# 1' 'é \"x\"' null", "profile create 'a - b' '0123'",
      "queue create voice:sales --strategy linear --weight 3 --team yes=2 --team '# 1' --timeout 0",
      "queue edit voice:sales --keep periodic-announce=a --keep periodic-announce='b, \\c' --keep retry=1",
      "queue create 'chat:it'\\''s {x}' --strategy rrmemory", "queue create 'mail:1e3'",
      "queue create voice:no",
    ] { try await run("xcally-agents \(line) -q --no-apply") }
    for (number, options) in [
      "--full-name '{\"' --internal 0999 --set callerid='\"a, b\" <1>'",
      "--full-name 'desk #2' --internal 998 --set typology=webrtc --set allow=g722",
    ].enumerated() {
      try await run(
        "echo Sunny-Day1 | xcally-agents telephone create desk\(number) \(options) --password-stdin -q --no-apply"
      )
    }
    try await run("xcally-agents telephone edit desk0 --keep sip:setvar='a=b,c\\d' -q --no-apply")
    let queues = ["voice:sales=3", "chat:it's {x}", "mail:1e3=2147483647", "voice:no=1"]
    var file = CSVWriter.row(FieldCatalog.keys + ["passwordHash", "sipDigest"])
    for (number, row) in agents.rows(count).enumerated() {
      var row = row
      for (key, names) in [
        ("queues", queues), ("teams", ["yes", "~", "# 1", "null"]), ("profiles", ["0123"]),
      ] {
        let some = names.filter { _ in Bool.random(using: &random) }
        row[FieldCatalog.keys.firstIndex(of: key) ?? 0] = some.joined(separator: ",")
      }
      let digits = { (length: Int) in
        String(repeating: "0", count: length - "\(number)".count) + "\(number)"
      }
      let digest =
        number % 4 == 0 ? "" : "asterisk:\(digits(32))" + (number % 4 == 1 ? "" : ":\(digits(64))")
      let hash = number.isMultiple(of: 2) ? "" : "$6$saltsalt$" + String(repeating: "a", count: 86)
      file += CSVWriter.row(row + [hash, digest])
    }
    try scratch.write(String(decoding: file, as: UTF8.self), to: "agents.csv")
    try await run("xcally-agents import-csv agents.csv --no-apply -q")
    try await run("xcally-agents delete Agent_3.x -y -q --no-apply")
  }

  @Test(arguments: 1...4)
  func `a centre comes back`(_ seed: Int) async throws {
    try await prepare(seed, 60)
    try await run("xcally-agents centre export --output all.yaml")
    #expect(try await run("xcally-agents centre diff all.yaml") == "nothing differs\n")
    #expect(try await run("xcally-agents centre apply all.yaml --prune") == "nothing to change\n")
    try await run("xcally-agents centre apply all.yaml --db other.db --no-apply -q")
    try await run("xcally-agents centre export --db other.db --output other.yaml")
    #expect(try scratch.contents("other.yaml") == scratch.contents("all.yaml"))
    try await run("xcally-agents centre export --with-secrets --output secret.yaml")
    #expect(try await run("xcally-agents centre diff secret.yaml --prune") == "nothing differs\n")
    try await run("xcally-agents centre apply secret.yaml --db third.db --no-apply -q")
    try await run("xcally-agents centre export --with-secrets --db third.db --output third.yaml")
    #expect(try scratch.contents("third.yaml") == scratch.contents("secret.yaml"))
    for store in ["other.db", "third.db"] {
      let check = """
        python3 -c 'import sqlite3
        print(sqlite3.connect("\(store)").execute("PRAGMA integrity_check").fetchall())'
        """
      #expect(try await run(check) == "[('ok',)]\n")
    }
  }

  @Test(arguments: 1...3)
  func `from any centre to any other, and back`(_ seed: Int) async throws {
    try await prepare(seed, 24)
    try await run("xcally-agents centre export --output one.yaml")
    // The other: the same names, other values.
    try await run("cp agents.db saved.db; rm -f agents.db*")
    try await prepare(seed + 50, 24)
    try await run(
      "xcally-agents edit --where typology=external --where allow!~g729 --typology phonebar --max-change 100 -q --no-apply"
    )
    try await run("xcally-agents queue delete voice:no -y -q --no-apply")
    try await run("xcally-agents team create more -q --no-apply")
    try await run("xcally-agents centre export --output two.yaml")
    for name in ["one", "two", "one"] {
      try await run(
        "xcally-agents centre apply \(name).yaml --prune --max-change 100% --no-apply -q")
      try await run("xcally-agents centre export --output now.yaml")
      #expect(try scratch.contents("now.yaml") == scratch.contents("\(name).yaml"))
    }
    for _ in 0..<3 { try await run("xcally-agents undo --no-apply -q") }
    try await run("xcally-agents centre export --output now.yaml")
    #expect(try scratch.contents("now.yaml") == scratch.contents("two.yaml"))
  }
}
