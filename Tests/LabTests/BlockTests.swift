import TestSupport
import Testing

/// One file for each block of 1,000 internals.
@Suite struct BlockTests {
  @Test func `agents of three thousands are in three files, and a file goes with its last agent`()
    async throws
  {
    try await Installation.run { site in
      let roots: Set = [
        "sip_agents.conf", "voicemail_agents.conf", "queues_agents.conf", "extensions_agents.conf",
      ]
      func blocks() throws -> Set<String> { try site.files().subtracting(roots) }

      try await site.create("anna", "--internal", "1999", "--voicemail")
      try await site.create("bert", "--internal", "2000")
      try await site.create("carl", "--internal", "0042")
      try await site.create("dora", "--internal", "9999999999")
      #expect(
        try blocks() == [
          "sip_agents.d/0-999.conf", "sip_agents.d/1000-1999.conf",
          "sip_agents.d/2000-2999.conf", "sip_agents.d/9999999000-9999999999.conf",
          "voicemail_agents.d/1000-1999.conf", "extensions_agents.d/0-999.conf",
          "extensions_agents.d/1000-1999.conf", "extensions_agents.d/2000-2999.conf",
          "extensions_agents.d/9999999000-9999999999.conf",
        ])
      #expect(try await site.peers() == ["anna", "bert", "carl", "dora"])

      try await site.done("edit", "dora", "--internal", "2001")
      try await site.done("delete", "anna", "--yes")
      try await site.done("delete", "carl", "--permanent", "--yes")
      #expect(
        try blocks() == ["sip_agents.d/2000-2999.conf", "extensions_agents.d/2000-2999.conf"])
      #expect(try await site.peers() == ["bert", "dora"])
      #expect(try await site.shown("dora")["Callerid"] == #""Anna Rossi" <2001>"#)

      try await site.done("disable", "bert", "dora")
      #expect(try site.files() == roots)
      #expect(try await site.peers() == [])
    }
  }
}
