import AgentsModel
import Testing

/// Files in which every value has its greatest length, in characters with the longest encoding.
struct LargestFileTests {
  private static let directory = "/" + times(47, "abc/") + "d"
  private static let path = "/" + times(255, "abc/") + "d"

  /// The values that only one kind of agent has.
  static let sorts = [
    [
      "typology=phonebar", "phoneBarUnconditional=true",
      "phoneBarUnconditionalNumber=\(times(40, "1"))", "type=friend",
    ],
    ["typology=external", "host=2001:db8:1111:2222:3333:4444:5555:6666"],
    ["typology=webrtc"], ["typology=mobile", "pushGateway=\(times(248, "a")):65535"],
  ]

  private static func endpoints(_ sort: [String]) throws -> [Endpoint] {
    let domain = Array(repeating: times(46, "b"), count: 4).joined(separator: ".")
    let longest = [
      "name=\(times(40, "n"))", "fullname=\(times(79, "\""))",
      "email=\(times(64, "'"))@\(domain)", "internal=9999999000",
      "callerid=\"\(times(79, ";"))\" <\(times(79, "9"))>", "context=\(times(40, "c"))",
      "callGroup=\((0..<32).map { String(2 * $0) }.joined(separator: ","))",
      "pickupGroup=\((0..<32).map { String(2 * $0) }.joined(separator: ","))",
      "nat=force_rport,comedia", "transport=wss,tls,tcp,udp,ws",
      "allow=ulaw,alaw,gsm,g722,g729,opus", "videosupport=true", "encryption=true",
      "voicemail=true", "voicemailPin=4829164829", "chanSpy=true", "extensionMonitor=wav49",
    ]
    let plan = AgentPlan.create((longest + sort).compactMap { Assignment($0) }, licensed)
    // A value that was refused would be the default, which is short.
    #expect(plan.codes.filter { $0.hasSuffix("too-long") || $0.hasSuffix("form") } == [])
    let endpoint = Endpoint(plan.new, digest: RenderedAgents.digest)
    #expect(endpoint.name.text.utf8.count == 40)
    #expect(endpoint.fullname.text.utf8.count == 79)
    #expect(endpoint.email.text.utf8.count > 250)
    #expect(endpoint.voice.callerid.text.utf8.count == 163)
    #expect(endpoint.voice.callGroup.text.utf8.count > 80)
    // Asterisk wants a backslash before each of these.
    let line = times(KeptSetting.valueLimit, ";")
    let kept = try [("sip", "setvar"), ("pjsip", "set_var")].flatMap { kind, key in
      let kind = try #require(KeptSetting.Kind(rawValue: kind))
      return try (0..<8).map { _ in try KeptSetting.accepted(kind, key: key, value: line) }
    }
    try KeptSetting.check(Array(kept.prefix(8)))
    return try (0..<NumberBlock.size).map { index in
      var other = endpoint
      other.name = try PeerName(parsing: "\(endpoint.name.text.dropLast(4))\(1000 + index)")
      other.internalNumber = try Internal(parsing: String(9_999_999_000 + index))
      other.kept = kept
      return other
    }
  }

  private static func rendering(_ words: String...) throws -> (Rendering, Dialect) {
    var settings = Settings()
    let longest = ["sipRealm=\(times(40, "r"))", "tlsCertificate=\(path)", "tlsPrivateKey=\(path)"]
    for assignment in (longest + words).compactMap({ Assignment($0) }) {
      try SettingCatalog.find(assignment.key).property.write(&settings, assignment.text)
    }
    let dialect = Dialect(settings, seen: nil)
    return (Rendering(directory: directory, owner: "0123456789abcdef", dialect, settings), dialect)
  }

  @Test(arguments: [
    ["asteriskDriver=sip"], ["asteriskDriver=pjsip", "asteriskVersion=22.10"],
    ["asteriskDriver=pjsip", "asteriskVersion=16.28"],
  ])
  func `are no larger than what is read of one`(_ driver: [String]) throws {
    let (rendering, dialect) = try Self.rendering(driver[0], driver.last ?? "")
    for kind in dialect.kinds {
      let root = GeneratedFile.root(kind)
      let bytes = try #require(try rendering.bytes(of: root, .settings))
      #expect(bytes.count <= root.largestSize, "\(root.name)")
    }
    for sort in Self.sorts {
      let endpoints = try Self.endpoints(sort)
      for kind in dialect.kinds where kind != .queues {
        let file = GeneratedFile.block(kind, NumberBlock(first: 9_999_999_000))
        let bytes = try #require(try rendering.bytes(of: file, .endpoints(endpoints)))
        #expect(bytes.count <= file.largestSize, "\(file.name): \(sort)")
      }
    }
  }

  /// The size for a million agents is computed: each agent adds the same.
  @Test func `hold a million members of a queue`() throws {
    let (rendering, _) = try Self.rendering("asteriskDriver=pjsip")
    func size(_ count: Int) throws -> Int {
      let members = (0..<count).map { index in
        VoiceQueue.Member(
          name: times(36, "n") + String(1000 + index), peer: times(36, "p") + String(1000 + index),
          penalty: 1_000_000, ringsInUse: true)
      }
      let queue = VoiceQueue(
        name: times(40, "q"), strategy: .rrmemory, weight: Weight(5), members: members)
      let file = GeneratedFile.queue(queue.name)
      return try #require(try rendering.bytes(of: file, .queue(queue))).count
    }
    let (empty, some) = (try size(0), try size(1000))
    let million = empty + (some - empty) * 1000
    #expect(million <= GeneratedFile.queue("q").largestSize)
  }
}
