import Agents
import AgentsModel
import TestSupport
import Testing

/// Listings that do not grow with the centre.
@Suite struct ListingTests {
  /// A centre with agents from CSV, without passwords.
  private func centre(_ rows: [String], header: String = "name,fullname,email") async throws
    -> ScratchCentre
  {
    let place = try await ScratchCentre()
    let source = try CSVSource(([header] + rows).joined(separator: "\n") + "\n")
    _ = try await place.centre.importCSV(named: "rows", source, ImportRules(), .storeOnly)
    return place
  }

  @Test func `CSV is the same from the rows and from the database's bytes`() async throws {
    let place = try await ScratchCentre()
    _ = try await place.centre.create(QueueName("voice:sales"))
    var drafts = RandomDrafts(Seeded(7))
    for number in 0..<60 {
      var draft = AgentDraft("agent\(number)", password: .generated())
      for (key, value) in drafts.draft(number, queues: [], teams: [])
      where !["name", "password", "internal"].contains(key) { draft[key] = value }
      draft["fullname"] = ["=1+1", "a \"b\", c", "Ünïcode\nline", "plain"][number % 4]
      draft.queues = number % 3 == 0 ? [try QueueMembership("voice:sales=2")] : []
      _ = try? await place.centre.create([draft], .storeOnly)
    }
    #expect(try place.centre.agents().count > 20)
    for hasSuite in [true, false] {
      _ = try await place.centre.set("securitySuite", to: String(hasSuite), .storeOnly)
      let fields = FieldCatalog.fields.filter { !$0.isSecret }
      var (rows, bytes): ([UInt8], [UInt8]) = (CSVWriter.row(fields.map(\.key)), [])
      try place.centre.list(AgentQuery(), fields) { listing in
        try listing.forEach { rows += CSVWriter.row($0.map(\.plainText)) }
        try listing.writeCSV { bytes += $0 }
      }
      #expect(String(decoding: bytes, as: UTF8.self) == String(decoding: rows, as: UTF8.self))
      let exported = try place.centre.exportedCSV(AgentQuery(), fields.map { .field($0) })
      #expect(String(decoding: bytes, as: UTF8.self) == exported)
    }
  }

  @Test func `a shell gets a bounded number of names, the last one among them`() async throws {
    let names = (0..<1200).map { "agent\(1000 + $0)" } + ["berta", "bruno"]
    let place = try await centre(names.map { "\($0),Agent,\($0)@example.com" })
    let centre = place.centre
    let all = try centre.names(.usernames([]), startingWith: "")
    #expect(all.count == Centre.completedNames)
    #expect(all == names.prefix(999) + ["bruno"])
    // What they have in common at the beginning is what all have in common.
    let some = try centre.names(.usernames([]), startingWith: "agent")
    #expect(some == names.prefix(999) + ["agent2199"])
    #expect(try centre.names(.usernames([]), startingWith: "agent21").count == 100)
    #expect(try centre.names(.usernames([]), startingWith: "b") == ["berta", "bruno"])
    #expect(try centre.names(.usernames([]), startingWith: "c") == [])
    _ = try await centre.disable(.named(["berta"]), .storeOnly)
    #expect(try centre.names(.usernames([.disabled]), startingWith: "") == ["berta"])
    #expect(try centre.names(.usernames([.deleted]), startingWith: "") == [])
  }

  @Test func `rows of the audit trail can be read more than once`() async throws {
    let place = try await centre(["anna,Anna,anna@example.com"])
    var passes: [[Int]] = []
    try place.centre.auditRows(AuditFilter()) { forEach in
      for _ in 0..<2 {
        var ids: [Int] = []
        try forEach { row, _ in ids.append(row.id) }
        passes.append(ids)
      }
    }
    #expect(passes[0].count > 1 && passes[0] == passes[1])
  }
}
