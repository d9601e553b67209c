import Agents
import AgentsModel
import TestSupport
import Testing

/// Files of centres, by the library.
struct StateTests {
  private static func apply(
    _ text: String, to centre: Centre, prunes: Bool = false
  ) async throws -> StateReport {
    try await centre.applyState(
      named: "centre.yaml", Array("centre: 1\n\(text)".utf8), prunes: prunes, .storeOnly)
  }

  private static func export(_ centre: Centre) throws -> String {
    var text = ""
    try centre.exportState { text = String(decoding: $0, as: UTF8.self) }
    return text
  }

  /// Two agents, each in a queue.
  private static let two = """
    queues: {voice:a: {}, voice:b: {}}
    teams: {night: {}}
    telephones: {desk: {fullname: Desk, internal: "3000"}, door: {fullname: Door, internal: "3001"}}
    agents:
      anna: {fullname: Anna, email: anna@example.com, internal: "2000", queues: [voice:a]}
      bert: {fullname: Bert, email: bert@example.com, internal: "2001", queues: [voice:b]}
    """

  @Test func `an operator exports what the operator sees`() async throws {
    let place = try await ScratchCentre()
    _ = try await Self.apply(Self.two, to: place.centre)
    _ = try place.centre.addOperator("daemon", .admin)
    let admin = Centre(at: place.centre.path, as: Actor(login: "daemon", userID: 1))
    var rights = RightsEdit()
    rights.queues = [try QueueName("voice:a")]
    _ = try admin.addOperator("bin", .user, rights)
    let user = Centre(at: place.centre.path, as: Actor(login: "bin", userID: 2))
    let seen = try Self.export(user)
    #expect(seen.contains("anna:") && seen.contains("voice:a"))
    #expect(!seen.contains("bert") && !seen.contains("voice:b") && !seen.contains("night"))
    #expect(throws: AgentsError.self) {
      try user.compareState(named: "centre.yaml", Array(seen.utf8))
    }
    #expect(throws: AgentsError.self) { try user.exportState(withSecrets: true) { _ in } }
  }

  @Test func `agents exchange unique values, and telephones do so in two runs`() async throws {
    let place = try await ScratchCentre()
    _ = try await Self.apply(Self.two, to: place.centre)
    let exchanged = Self.two.replacing("2000", with: "x").replacing("2001", with: "2000")
      .replacing("\"x\"", with: "\"2001\"")
      .replacing("anna@", with: "y@").replacing("bert@", with: "anna@").replacing(
        "y@", with: "bert@")
    #expect(try await Self.apply(exchanged, to: place.centre).outcomes.count == 2)
    #expect(try await Self.apply(exchanged, to: place.centre).isSame)
    let phones = Self.two.replacing("3000", with: "x").replacing("3001", with: "3000")
      .replacing("\"x\"", with: "\"3001\"")
    await #expect(throws: AgentsError.self) { try await Self.apply(phones, to: place.centre) }
    // Of one that goes a number is taken at once.
    let one = """
      telephones: {desk: {fullname: Desk, internal: "3001"}}
      """
    #expect(try await Self.apply(one, to: place.centre, prunes: true).outcomes.count == 2)
    #expect(try place.problems() == ["ok"])
  }

  @Test func `who is at a telephone that goes leaves it`() async throws {
    let place = try await ScratchCentre()
    _ = try await Self.apply(Self.two, to: place.centre)
    _ = try await place.centre.edit(
      .named(["anna"]),
      AgentEdit([Assignment("typology", "external"), Assignment("hotdesk", "true")]))
    _ = try await place.centre.logOn("anna", at: "desk")
    let before = try Self.export(place.centre)
    let report = try await Self.apply("telephones: {}", to: place.centre, prunes: true)
    #expect(report.warnings.contains { $0.code.contains("telephone") })
    #expect(try place.centre.agents().map { $0["telephone"] ?? "" } == ["", ""])
    _ = try await place.centre.undo()
    #expect(try Self.export(place.centre) == before)
    #expect(try place.centre.agents().map { $0["telephone"] ?? "" } == ["desk", ""])
    #expect(try place.problems() == ["ok"])
  }

  @Test func `files show what a file changes`() async throws {
    let (one, other) = (try await ScratchCentre(), try await ScratchCentre())
    _ = try await Self.apply(Self.two, to: one.centre)
    _ = try await one.centre.apply()
    let changed =
      Self.two.replacing("voice:b: {}", with: "voice:b: {timeout: 20, teams: [night]}")
      .replacing("queues: [voice:a]", with: "teams: [night]")
      .replacing("fullname: Door", with: "fullname: Door, kept: [\"sip:deny=0.0.0.0/0\"]")
    _ = try await one.centre.applyState(
      named: "centre.yaml", Array("centre: 1\n\(changed)".utf8))
    // A centre that had it so from the beginning has the same files.
    _ = try await Self.apply(changed, to: other.centre)
    _ = try await other.centre.apply()
    let (files, others) = (try one.files(), try other.files())
    #expect(Set(files.keys) == Set(others.keys))
    for (name, text) in files where !text.contains("md5secret") {
      #expect(text == others[name], "\(name)")
    }
  }
}
