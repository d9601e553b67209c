import Foundation
import TestSupport
import Testing

/// The commands that Asterisk gets after a change, and the messages about it for the user.
@Suite struct ReloadTests {
  private static let unheard = """
    note: no phone works before Asterisk's sip.conf includes ours: "xcally-agents status" shows the line

    """

  @Test func `a change needs no reload by hand`() async throws {
    try await Installation.run { site in
      let created = try await site.create("anna", "--format", "json")
      #expect(created.contains(#""asterisk":"reloaded""#))
      #expect(try await site.peers() == ["anna"])
      #expect(try await site.shown("anna")["Callerid"] == #""Anna Rossi" <1000>"#)

      let edited = try await site.done(
        "edit", "anna", "--full-name", "Anna Bianchi", "--format", "json")
      #expect(edited.contains(#""asterisk":"reloaded""#))
      _ = try await site.asterisk.command("sip show peer anna") {
        $0.contains(#""Anna Bianchi" <1000>"#)
      }
      // A change that Asterisk does not see, and no change at all.
      for words in [["--alias", "Nina"], ["--alias", "Nina"]] {
        let result = try await site.run(["edit", "anna", "--format", "json"] + words)
        #expect(result.output.contains(#""asterisk":"not asked""#))
      }
    }
  }

  @Test func `a caller who is no peer is found all the same`() async throws {
    try await Installation.run { site in
      try await site.create("anna", "--set", "type=user")
      #expect(try await site.shown("anna", as: "user")["Callerid"] == #""Anna Rossi" <1000>"#)
      #expect(try await site.peers() == [])
      try await site.done("edit", "anna", "--set", "type=peer")
      try await site.done("edit", "anna", "--set", "type=user")
      try await site.done("delete", "anna", "--yes")
      let shown = try await site.asterisk.command("sip show user anna")
      // Without a network, the remote console complains first.
      #expect(shown.hasSuffix("User anna not found.\n\n"))
    }
  }

  @Test func `where Asterisk does not run, nothing is said of it`() async throws {
    let site = try StoppedSite()
    let created = try await site.run("create", "anna", "--format", "json")
    #expect(created.status == 0)
    #expect(created.output.contains(#""asterisk":"not running""#))
    #expect(
      created.errors == #"""
        {"note":"put this line into Asterisk's extensions.conf: #include \"xcally/extensions_agents.conf\""}
        {"note":"and this one into its context from-sip: include => xcally-agents"}
        {"note":"put this line into Asterisk's queues.conf: #include \"xcally/queues_agents.conf\""}
        {"note":"put this line into Asterisk's sip.conf: #include \"xcally/sip_agents.conf\""}
        {"note":"put this line into Asterisk's voicemail.conf: #include \"xcally/voicemail_agents.conf\""}
        {"note":"nothing of it works before; then: xcally-agents apply --reload"}

        """#)
    let next = try await site.run("create", "bert")
    #expect(
      next == .init(output: "bert: created, internal 1001\n", errors: Self.unheard, status: 0))
  }

  @Test func `where Asterisk must run and does not, the change stands and 69 says so`()
    async throws
  {
    let site = try StoppedSite()
    _ = try await site.run("create", "anna")
    try await site.set("asteriskReload", "always")
    let created = try await site.run("create", "bert")
    #expect(
      created
        == .init(
          output: "bert: created, internal 1001\n",
          errors: Self.unheard + """
            error: the files are written, but Asterisk did not take "sip reload": it does not run here
            hint: "xcally-agents apply" tells it when it answers again

            """, status: 69))
    let status = try await site.program("status")
    #expect(status.output.contains("sip_agents.d/1000-1999.conf: not reloaded\n"))
    #expect(status.status == 1)

    try await site.set("asteriskReload", "never")
    let quiet = try await site.run("create", "carl", "--format", "json")
    #expect(quiet.status == 0)
    #expect(quiet.output.contains(#""asterisk":"not asked""#))
  }

  @Test func `without our line in its files Asterisk is not asked for agents it cannot know`()
    async throws
  {
    try await Installation.run(prepare: { try edit("sip.conf", beside: $0, "#tryinclude", ";") }) {
      site in
      let created = try await site.create("anna", "--format", "json")
      #expect(created.contains(#""asterisk":"reloaded""#))
      #expect(try await site.peers() == [])
      let sip = site.asterisk.configurationDirectory.appending(path: "sip.conf").systemPath
      let status = try await site.run(["status"])
      #expect(status.status == 1)
      #expect(
        status.output.contains("#include \"xcally/sip_agents.conf\" is not found in \(sip)\n"))

      // Once the line is there, nothing is owed; all is read again on request.
      try edit("sip.conf", beside: site.asterisk.asteriskDirectory, ";", "#tryinclude")
      try await site.done("apply")
      #expect(try await site.peers() == [])
      try await site.done("apply", "--reload")
      #expect(try await site.peers() == ["anna"])
    }
  }

  @Test func `a queue that Asterisk could not be told of comes with its first member`()
    async throws
  {
    try await Installation.run { site in
      try await site.create("anna")
      try site.asterisk.freeze()
      #expect(try await site.run(["queue", "create", "voice:late"]).status == 69)
      try site.asterisk.thaw()
      try await site.done("add-to-queue", "anna", "--queue", "voice:late")
      let shown = try await site.asterisk.command("queue show late")
      #expect(shown.contains("(SIP/anna)"), "\(shown)")
    }
  }

  @Test func `an Asterisk that rejects its own sip.conf is told from one that obeys`()
    async throws
  {
    try await Installation.run { site in
      try edit(
        "sip.conf", beside: site.asterisk.asteriskDirectory, "[general]",
        "#include \"missing.conf\"\n[general]")
      let sip = site.asterisk.configurationDirectory.appending(path: "sip.conf").systemPath
      let result = try await site.run(
        ["create", "anna", "--full-name", "Anna", "--email", "a@example.com", "--password-stdin"],
        input: Installation.password + "\n")
      #expect(
        result
          == .init(
            output: "anna: created, internal 1000\n",
            errors: """
              warning: \(sip), line 1: #include of missing.conf, which is not there
              hint: Asterisk rejects the whole file, and after a restart has nothing of it
              error: Asterisk was reloaded but does not run what was written for anna
              hint: "xcally-agents status" tells whether it includes our files, and names that are \
              there twice; "xcally-agents apply" tries again

              """, status: 69))
    }
  }

  /// Asterisk then counts a call for a member in all its queues, and so the wrap-up time after it.
  @Test func `a change of members leaves a wrap-up time of all queues`() async throws {
    try await Installation.run(
      .pjsip22,
      prepare: {
        try edit("queues.conf", beside: $0, "[general]", "[general]\nshared_lastcall = Yes")
      }
    ) { site in
      for queue in ["sales", "support"] { try await site.done("queue", "create", "voice:\(queue)") }
      try await site.create("anna", "--queue", "voice:sales")
      try await site.create("bert")
      try await site.done("add-to-queue", "anna", "--queue", "voice:support")
      // Asterisk looks at the members that are there before, and changes nothing but them.
      try await site.done("add-to-queue", "bert", "--queue", "voice:support")
      let (anna, bert) = (try site.phone("anna"), try site.phone("bert"))
      for phone in [anna, bert] { #expect(try await phone.register() == .registered) }
      #expect(try await bert.call("qsales").status == 200)
      _ = try await anna.receivedCalls(ended: 1)
      _ = try await site.asterisk.command("queue show sales") { $0.contains("taken 1 calls") }
      let support = try await site.asterisk.command("queue show support")
      #expect(support.contains("taken 1 calls"), "\(support)")
    }
  }

  /// Replaces words in one of Asterisk's own files.
  private func edit(
    _ file: String, beside directory: URL, _ words: String, _ replacement: String
  ) throws {
    let path = directory.deletingLastPathComponent().appending(path: file)
    let text = try String(contentsOf: path, encoding: .utf8)
    try text.replacing(words, with: replacement).write(to: path, atomically: true, encoding: .utf8)
  }
}

/// The product on a host where Asterisk is installed but not running.
private struct StoppedSite {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try FileManager.default.createDirectory(
      atPath: scratch.path + "/bin", withIntermediateDirectories: true)
    let root = Lab.repository.appending(path: ".lab/asterisk-16").path(percentEncoded: false)
    try scratch.write(
      "#!/bin/sh\nexec /usr/sbin/chroot '\(root)' /usr/sbin/asterisk \"$@\"\n", to: "bin/asterisk",
      mode: 0o755)
  }

  func program(_ arguments: String..., input: String = "") async throws -> Program.Result {
    try await run(arguments, input: input)
  }

  func set(_ key: String, _ value: String) async throws {
    #expect(try await program("settings", "set", key, value).status == 0)
  }

  /// `create NAME` with all required options.
  func run(_ verb: String, _ name: String, _ arguments: String...) async throws -> Program.Result {
    let directory = scratch.path + "/asterisk/xcally"
    if try await program("settings", "get", "asteriskDir").output != directory + "\n" {
      try await set("asteriskDir", directory)
    }
    let words = [verb, name, "--full-name", name, "--email", "\(name)@example.com"]
    return try await run(
      words + arguments + ["--password-stdin"], input: Installation.password + "\n")
  }

  private func run(_ arguments: [String], input: String) async throws -> Program.Result {
    try await Program.run(arguments, in: scratch, input: input, path: [scratch.path + "/bin"])
  }
}
