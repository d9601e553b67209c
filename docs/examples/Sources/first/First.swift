import Agents
import AgentsModel
import Foundation

/// A centre from its first queue to its export, in a directory of its own.
@main
struct First {
  static func main() async throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let centre = Centre(
      at: directory.path + "/agents.db", as: Actor(login: "example", userID: getuid()))
    _ = try await centre.set("asteriskDir", to: directory.path + "/asterisk", .storeOnly)
    _ = try await centre.set("asteriskReload", to: "never", .storeOnly)

    var anna = AgentDraft("abianchi", password: .generated())
    (anna["fullname"], anna["email"]) = ("Anna Bianchi", "anna@example.com")
    var mario = AgentDraft("mrossi", password: NewPassword(Secret("Sunny-Day1")))
    (mario["fullname"], mario["email"]) = ("Mario Rossi", "mario@example.com")
    for outcome in try await centre.create([anna, mario]).outcomes {
      print(outcome.name, outcome.result, outcome.internalNumber, outcome.password?.byteCount ?? 0)
    }

    let sales = try QueueName("voice:sales")
    _ = try await centre.create(sales)
    let joined = try await centre.add(
      .named(["abianchi", "mrossi"]), to: .named([QueueMembership(sales)]))
    for outcome in joined.outcomes { print(outcome.agent, outcome.result, outcome.group) }

    let rows = "name,fullname,email,typology\nwverdi,Walter Verdi,walter@example.com,webrtc\n"
    let imported = try await centre.importCSV(named: "memory", CSVSource(rows))
    print("rows created:", imported.plan.count(.created))

    let edited = try await centre.edit(
      .matching(AgentQuery(where: "typology=phonebar")),
      AgentEdit([Assignment("allow", "g722,alaw")]))
    for outcome in edited.outcomes {
      for change in outcome.changes {
        print(outcome.name, change.field.key, change.old, "->", change.new)
      }
    }
    print("written:", edited.files?.written ?? [])

    let columns = try ["name", "internal", "typology", "allow", "queues"].map(CSVColumn.find)
    print(try centre.exportedCSV(AgentQuery(), columns), terminator: "")
  }
}
