import Foundation
import Glibc
import TestSupport
import Testing

/// The answers of a real Asterisk's console, and what becomes of a change with each.
@Suite struct ConsoleTests {
  @Test(arguments: [Driver.sip16, .pjsip22])
  func `its socket is enough`(_ driver: Driver) async throws {
    try await Installation.run(driver) { site in
      // No program of its name is found.
      let edited = try await Program.run(
        ["settings", "set", "maskCharacters", "5"], in: site.scratch)
      #expect(edited.status == 0)
      let created = try await Program.run(
        create("anna") + ["--format", "json"], in: site.scratch,
        input: Installation.password + "\n")
      #expect(created.output.contains(#""asterisk":"reloaded""#), "\(created)")
      #expect(try await site.register("anna") == .registered)
    }
  }

  @Test func `where its socket is elsewhere, the remote console is asked`() async throws {
    try await Installation.run(prepare: { directory in
      // Only Asterisk, in its own root, finds this path.
      let run = directory.appending(path: "../../../run").standardized.systemPath
      let inside = run.replacing(
        Lab.repository.appending(path: ".lab/asterisk-16").systemPath, with: "")
      try edit(directory, "asterisk.conf") { $0.replacing(run, with: inside) }
    }) { site in
      let created = try await site.create("anna", "--format", "json")
      #expect(created.contains(#""asterisk":"reloaded""#))
      #expect(try await site.peers() == ["anna"])
    }
  }

  @Test(arguments: [Driver.sip16, .pjsip22])
  func `one that hangs is said to, and the change stands`(_ driver: Driver) async throws {
    try await Installation.run(driver) { site in
      try await site.create("anna")
      try site.asterisk.freeze()
      let result = try await site.run(["edit", "anna", "--full-name", "Anna Bianchi"])
      let command = driver == .sip16 ? "sip reload" : "module reload res_pjsip.so"
      #expect(
        result
          == .init(
            output: "anna: changed fullname\n",
            errors: """
              error: the files are written, but Asterisk did not take "\(command)": no answer in 2 \
              seconds
              hint: "xcally-agents apply" tells it when it answers again

              """, status: 69))
      #expect(
        try await site.done("list", "--columns", "fullname", "--format", "csv")
          == "fullname\nAnna Bianchi\n")
      // Asterisk has not been told yet; the next run does that.
      #expect(try await site.run(["status", "--quiet"]).status == 1)
      let applied = try await site.run(["apply", "--format", "json"])
      #expect(applied.status == 69)
      #expect(applied.output.contains(#""asterisk":"no answer""#))
      try site.asterisk.thaw()
      #expect(try await site.done("apply", "--format", "json").contains(#""asterisk":"reloaded""#))
      try await site.done("status", "--quiet")
      // With nothing left to tell, `apply` still asks which Asterisk runs.
      try site.asterisk.freeze()
      let idle = try await site.run(["apply"])
      #expect(idle.status == 69)
      #expect(
        idle.errors == """
          error: Asterisk could not be asked for its version: no answer in 2 seconds
          hint: run "xcally-agents apply" when it answers again

          """)
      try site.asterisk.thaw()
    }
  }

  @Test func `one that still starts is said to, and told later`() async throws {
    try await Lab.withAsterisk(
      .v16, until: "core show version",
      prepare: { directory in
        // Reading queues.conf ends when somebody writes to the pipe.
        let pipe = directory.appending(path: "../gate").standardized
        guard unsafe mkfifo(pipe.systemPath, 0o600) == 0 else { throw POSIXError(.EIO) }
        try edit(directory, "asterisk.conf") { $0 + "execincludes = yes\n" }
        try edit(directory, "queues.conf") { $0 + "#exec cat \(pipe.systemPath)\n" }
      }
    ) { asterisk in
      let site = try Installation(bare: asterisk, .sip16)
      try await site.set("asteriskDir", asterisk.asteriskDirectory.systemPath)
      let created = try await site.run(create("anna"), input: Installation.password + "\n")
      #expect(created.output == "anna: created, internal 1000\n")
      #expect(created.status == 69)
      #expect(
        created.errors == """
          error: the change is stored, but extensions_agents.conf, extensions_agents.d/1000-1999.conf, \
          queues_agents.conf, sip_agents.conf, sip_agents.d/1000-1999.conf and voicemail_agents.conf could \
          not be written: Asterisk could not be asked for its version: it is still starting
          hint: run "xcally-agents apply" when it has started

          """)
      let pipe = asterisk.configurationDirectory.appending(path: "gate").systemPath
      try "; nothing\n".write(toFile: pipe, atomically: false, encoding: .utf8)
      // From now on a file, which every reload reads at once.
      try FileManager.default.removeItem(atPath: pipe)
      try "".write(toFile: pipe, atomically: false, encoding: .utf8)
      _ = try await asterisk.command("core waitfullybooted")
      #expect(try await site.done("apply", "--format", "json").contains(#""asterisk":"reloaded""#))
      #expect(try await site.peers() == ["anna"])
    }
  }

  @Test(.enabled(if: geteuid() == 0, "needs root, to be another account"))
  func `who may not use it is told so, and nothing is guessed`() async throws {
    try await Lab.withAsterisk(.v22) { asterisk in
      let site = try Installation(bare: asterisk, .pjsip22)
      try await site.set("asteriskDir", asterisk.asteriskDirectory.systemPath)
      // Which driver this Asterisk has is not known, so nothing is written for the wrong one.
      let first = try await other(site, create("anna"))
      let socket = site.asterisk.runDirectory.appending(path: "run/asterisk.ctl").systemPath
      #expect(first.output == "anna: created, internal 1000\n")
      #expect(first.status == 69)
      #expect(
        first.errors.contains(
          "could not be asked for its version: this account may not use \(socket)\n"),
        "\(first.errors)")
      #expect(try site.files() == [])

      try await site.done("apply")
      #expect(try await site.register("anna") == .registered)
      try await own(site)
      let second = try await other(site, ["edit", "anna", "--full-name", "Anna Bianchi"])
      #expect(second.status == 69)
      #expect(
        second.errors == """
          error: the files are written, but Asterisk did not take "module reload res_pjsip.so": this \
          account may not use \(socket)
          hint: run "xcally-agents apply" as root, or as a user of the group in astctlgroup of \
          asterisk.conf

          """)
      #expect(try await other(site, ["status", "--quiet"]).status == 1)
      let idle = try await other(site, ["apply", "--format", "json"])
      #expect(idle.status == 69)
      #expect(idle.output.contains(#""asterisk":"not allowed""#))
      try await site.done("apply")
      #expect(try await site.endpoint("anna")["callerid"] == #""Anna Bianchi" <1000>"#)
    }
  }

  /// Gives database and files to the account 7001.
  private func own(_ site: Installation) async throws {
    let directory = site.asterisk.asteriskDirectory.systemPath
    let result = try await Program.shell(
      "chown -R 7001:7001 '\(site.scratch.path)' '\(directory)'", in: site.scratch)
    try #require(result.status == 0, "\(result)")
  }

  /// Runs the program as the account 7001.
  private func other(_ site: Installation, _ words: [String]) async throws -> Program.Result {
    try site.scratch.write(Installation.password + "\n", to: "given")
    try await own(site)
    let quoted = words.map { "'\($0)'" }.joined(separator: " ")
    return try await Program.shell(
      "exec setpriv --reuid 7001 --regid 7001 --clear-groups xcally-agents \(quoted) <given",
      in: site.scratch, path: [site.asterisk.wrapperDirectory.systemPath])
  }

  private func create(_ name: String) -> [String] {
    [
      "create", name, "--full-name", "Anna Rossi", "--email", "\(name)@example.com",
      "--password-stdin",
    ]
  }

  /// Changes one of Asterisk's own files.
  private func edit(
    _ directory: URL, _ file: String, _ change: (String) -> String
  ) throws {
    let path = directory.deletingLastPathComponent().appending(path: file)
    let text = try String(contentsOf: path, encoding: .utf8)
    try change(text).write(to: path, atomically: true, encoding: .utf8)
  }
}
