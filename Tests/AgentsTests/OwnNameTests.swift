import Agents
import AgentsModel
import TestSupport
import Testing

/// Names that stand both in our files and in the centre's own.
@Suite struct OwnNameTests {
  @Test func `every name that is there twice is found, and no other`() async throws {
    let place = try await ScratchCentre()
    let digest = "asterisk:" + String(repeating: "0", count: 32)
    let rows = (0..<40).map {
      "agent\($0),Agent \($0),agent\($0)@example.com,\(1000 + $0),true,86041375,\(digest)"
    }
    let header = "name,fullname,email,internal,voicemail,voicemailPin,sipDigest"
    let source = try CSVSource(([header] + rows).joined(separator: "\n") + "\n")
    _ = try await place.centre.importCSV(named: "rows", source, ImportRules(), .storeOnly)
    #expect(try await place.centre.status().findings[.doubled] == [])

    // Asterisk's own files are beside our directory.
    try place.scratch.write(
      "[general]\n[AGENT5]\ntype = friend\n[trunk]\ntype = peer\n", to: "sip.conf")
    try place.scratch.write(
      "[general]\n[default]\n1007 => 1234,X\n900 => 1234,Y\n", to: "voicemail.conf")
    try place.scratch.write(
      """
      [elsewhere]
      exten => 1020,1,NoOp()
      [from-sip]
      exten => 1003,1,NoOp()
      exten => _101[12],1,NoOp()
      include => outside
      include => xcally-agents
      include => after
      [outside]
      exten => 1004,1,NoOp()
      exten => 900,1,NoOp()
      [after]
      exten => 1021,1,NoOp()

      """, to: "extensions.conf")
    let found = try await place.centre.status().findings[.doubled]
    #expect(
      found.map { "\($0.subject ?? "") \($0.code)" }.sorted() == [
        "agent11 own.extension", "agent12 own.extension", "agent3 own.extension",
        "agent4 own.extension", "agent5 own.endpoint", "agent7 own.mailbox",
      ])
  }
}
