internal import Foundation
internal import TestSupport
internal import Testing

/// Many processes at once on one database and one directory of files.
@Suite(.serialized)
struct RaceTests {
  static let processes = 24

  /// The first runs of 24 commands race to create the database.
  ///
  /// Then each process creates 50 agents.
  @Test
  func `1200 agents of 24 processes all get a number of their own and are in the files once`()
    async throws
  {
    let centre = try Centre()
    try await centre.done("mkdir -p centre/asterisk")
    let first = try await inParallel(Self.processes) { index in
      try await centre.shell(Self.firstRun(index, centre))
    }
    for (result, expected) in zip(first, Self.firstRunStatuses) {
      #expect(expected.contains(result.status), "\(result)")
    }

    let failures = try await inParallel(Self.processes) { process in
      var failures: [Program.Result] = []
      for number in 0..<50 {
        let name = "a\(process)_\(number)"
        let result = try await centre.shell(
          """
          xcally-agents create \(name) --full-name "Agent \(name)" --email \(name)@example.com \
            --password-file first.pw --lock-timeout 3600
          """)
        if result.status != 0 || !result.output.hasPrefix("\(name): created, internal ") {
          failures.append(result)
        }
      }
      return failures
    }.flatMap(\.self)
    #expect(failures == [])

    let numbers = try await centre.done("xcally-agents list --columns internal --format csv")
      .split(whereSeparator: \.isNewline).dropFirst().compactMap { Int($0) }.sorted()
    #expect(numbers == Array(1000..<2200))
    try await centre.requireConverged("after 1,200 creations")
    let peers = try await centre.done("cat centre/asterisk/xcally/sip_agents.d/*.conf")
      .split(separator: "\n").compactMap { $0.firstMatch(of: /^\[(\w+)\]\(/)?.output.1 }
    #expect(peers.count == 1200)
    #expect(Set(peers).count == 1200)
  }

  /// Eight processes change the same twelve agents for a while.
  @Test
  func `edits, deletions and restorations of the same agents end in one state`() async throws {
    let centre = try Centre()
    try await centre.furnish()
    for number in 1..<10 {
      try await centre.done(
        """
        xcally-agents create r\(number) --full-name "Race \(number)" --email r\(number)@example.com \
          --voicemail --password-file first.pw --quiet
        """)
    }
    let names = ["mrossi", "abianchi", "gverdi"] + (1..<10).map { "r\($0)" }
    let results = try await inParallel(8) { process in
      var results: [Program.Result] = []
      var generator = SplitMix(state: UInt64(process))
      let deadline = ContinuousClock.now + .seconds(8)
      while ContinuousClock.now < deadline {
        let name = names.randomElement(using: &generator) ?? ""
        let verb = [
          "edit \(name) --alias A\(process)", "edit \(name) --no-voicemail",
          "edit \(name) --voicemail", "delete \(name) --yes", "restore \(name)", "disable \(name)",
          "enable \(name)",
        ].randomElement(using: &generator)
        let result = try await centre.shell(
          "xcally-agents \(verb ?? "") --lock-timeout 60 --quiet")
        results.append(result)
      }
      return results
    }.flatMap(\.self)

    // Only a change that another process made impossible is refused: already in the bin, or already restored.
    for result in results where result.status != 0 {
      #expect(result.status == 66, "\(result)")
    }
    try await centre.requireConverged("after \(results.count) changes")
    let state = try await centre.state()
    let visible = try await centre.done("xcally-agents list --state enabled --format names")
      .split(separator: "\n").map(String.init).sorted()
    let peers = state.files.filter { $0.key.hasPrefix("sip_agents.d/") }.values
      .flatMap { $0.split(separator: "\n") }
      .compactMap { $0.firstMatch(of: /^\[(\w+)\]\(/)?.output.1 }.map(String.init).sorted()
    #expect(peers == visible)
    let numbers = try await centre.done(
      """
      sqlite3 \(centre.database) "SELECT count(*) FROM number
        FULL JOIN (SELECT id, internal AS its FROM agent WHERE deletedAt = '') ON agentId = id
        WHERE its IS NULL OR number.internal IS NOT its"
      """)
    #expect(numbers == "0\n")
  }

  /// Another process holds the lock of the files, so the change is rendered later.
  @Test func `a run that waited renders with the settings that hold by then`() async throws {
    let centre = try Centre()
    try await centre.furnish()
    try await centre.done(
      """
      flock \(centre.database)-lock sh -c 'touch held; until [ -e go ]; do sleep 0.05; done' &
      until [ -e held ]; do sleep 0.05; done
      xcally-agents edit mrossi --full-name "Held Up" --set extensionMonitor=gsm --quiet \
        --lock-timeout 60 & edit=$!
      until xcally-agents show mrossi | grep -q "Held Up"; do sleep 0.05; done
      xcally-agents settings set ringSeconds 44 --quiet --no-apply
      touch go
      wait $edit
      """)
    let extensions = try await centre.done(
      "grep -h Dial centre/asterisk/xcally/extensions_agents.d/1000-1999.conf")
    #expect(extensions.contains("Dial(SIP/mrossi,44)"), "\(extensions)")
    #expect(!extensions.contains(",30)"), "\(extensions)")
    // No file is reported as current unless it is.
    let before = try await centre.state().files
    try await centre.done("xcally-agents apply --all --quiet")
    let after = try await centre.state().files
    let current = before.filter { $0.key.hasPrefix("extensions_agents.d/1000") }
    #expect(current == after.filter { $0.key.hasPrefix("extensions_agents.d/1000") })
  }

  // MARK: - First runs

  private static func firstRun(_ index: Int, _ centre: Centre) -> String {
    switch index % 4 {
    case 0: "xcally-agents settings set asteriskDir \(centre.asterisk)"
    case 1: "xcally-agents status"
    case 2: "xcally-agents list"
    default: "xcally-agents settings list"
    }
  }

  /// A reading command finds a complete database or none, never half of one.
  private static let firstRunStatuses: [[Int32]] = (0..<processes).map { index in
    switch index % 4 {
    case 0: [0]
    case 1: [1, 66]
    case 2: [0, 66]
    default: [0]
    }
  }
}

/// A small random generator with a seed, so a run can be repeated (Steele et al., 2014).
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
