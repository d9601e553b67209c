import Agents
import AgentsModel
import Foundation
import FoundationNetworking
import SystemPackage
import TestSupport
import Testing

/// The programs of `docs/examples`, as `make examples` built them.
@Suite(
  .enabled(
    if: FileManager.default.isExecutableFile(atPath: Program.directory + "serve"),
    "make examples builds them"))
struct ExampleTests {
  @Test func `the first example goes from a queue to an export`() async throws {
    let scratch = try Scratch()
    let result = try await Program.shell(
      "first", in: scratch, environment: ["TMPDIR": scratch.path])
    let expected = """
      abianchi created 1000 16
      mrossi created 1001 0
      abianchi added voice:sales
      mrossi added voice:sales
      rows created: 1
      abianchi allow ulaw,alaw -> g722,alaw
      mrossi allow ulaw,alaw -> g722,alaw
      written: ["sip_agents.d/1000-1999.conf"]
      name,internal,typology,allow,queues
      abianchi,1000,phonebar,"g722,alaw",voice:sales
      mrossi,1001,phonebar,"g722,alaw",voice:sales
      wverdi,1002,webrtc,"ulaw,alaw",

      """
    #expect(result == Program.Result(output: expected, errors: "", status: 0))
  }

  @Test func `one centre serves twenty requests at once`() async throws {
    let scratch = try Scratch()
    let database = scratch.file("agents.db").string
    let server = Process()
    let output = Pipe()
    server.executableURL = URL(filePath: Program.directory + "serve")
    server.arguments = [database, "0"]
    server.standardOutput = output
    try server.run()
    defer { server.terminate() }
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    try #require(line.hasPrefix("http://127.0.0.1:"), "\(line)")
    let address = try #require(
      URL(string: line.trimmingCharacters(in: .whitespacesAndNewlines) + "/agents"))
    let configuration = URLSessionConfiguration.ephemeral
    configuration.httpMaximumConnectionsPerHost = 20
    configuration.timeoutIntervalForRequest = 300
    let session = URLSession(configuration: configuration)

    struct Person: Decodable { let username: String }
    func people() async throws -> [String] {
      try JSONDecoder().decode([Person].self, from: await session.data(from: address).0)
        .map(\.username)
    }
    #expect(try await people() == [])

    let names = (0..<20).map { "agent\($0)" }
    let statuses = try await withThrowingTaskGroup(of: Int?.self) { group in
      for name in names {
        var request = URLRequest(url: address)
        request.httpMethod = "POST"
        request.httpBody = Data(
          #"{"username":"\#(name)","fullName":"Agent \#(name)","email":"\#(name)@example.com"}"#
            .utf8)
        let sent = request
        group.addTask { (try await session.data(for: sent).1 as? HTTPURLResponse)?.statusCode }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(statuses == Array(repeating: 201, count: 20))

    #expect(try await people() == names.sorted())
    let centre = Centre(at: database, as: Actor(login: "tester", userID: getuid()))
    #expect(Set(try centre.agents().map(\.internalNumber)).count == 20)
    let verdict = try centre.verifyAudit()
    #expect(verdict.finding == nil && verdict.rows == 20)
  }
}
