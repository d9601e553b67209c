import Agents
import AgentsModel
import FlyingFox
import Foundation

/// Agents over HTTP, on loopback alone: one centre for all requests.
///
/// `serve DATABASE PORT` prints where it listens; port 0 is a free one.
@main
struct Serve {
  struct Person: Codable {
    var username: String
    var fullName: String
    var email: String
    var password: String?
  }

  static func main() async throws {
    let arguments = CommandLine.arguments
    let centre = Centre(
      at: arguments[1], as: Actor(login: "web", userID: getuid()), waiting: .seconds(60))
    let port = UInt16(arguments[2]) ?? 0
    let server = HTTPServer(
      address: try .inet(ip4: "127.0.0.1", port: port), logger: .disabled)

    await server.appendRoute("POST /agents") { request in
      let person = try JSONDecoder().decode(Person.self, from: try await request.bodyData)
      var draft = AgentDraft(
        person.username, password: person.password.map { NewPassword(Secret($0)) } ?? .generated())
      (draft["fullname"], draft["email"]) = (person.fullName, person.email)
      do {
        let report = try await centre.create([draft], .storeOnly)
        return try json(report.outcomes.map { [$0.name, $0.internalNumber] }, .created)
      } catch AgentsError.refused(let findings) {
        return try json(findings.map { [$0.code, $0.message] }, .unprocessableContent)
      }
    }
    await server.appendRoute("GET /agents") { _ in
      var agents: [Agent] = []
      // The first POST creates the database.
      do { agents = try centre.agents() } catch AgentsError.store(.notFound) {}
      return try json(
        agents.map {
          Person(username: $0.username, fullName: $0.fullName, email: $0.email)
        }, .ok)
    }

    async let running: Void = server.run()
    try await server.waitUntilListening()
    if case .ip4(let host, let port)? = await server.listeningAddress {
      print("http://\(host):\(port)")
    }
    fflush(nil)
    try await running
  }

  private static func json(
    _ value: some Encodable, _ status: HTTPStatusCode
  ) throws -> HTTPResponse {
    HTTPResponse(
      statusCode: status, headers: [.contentType: "application/json"],
      body: try JSONEncoder().encode(value))
  }
}
