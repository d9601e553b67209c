internal import TestSupport
internal import Testing

/// Questions on a real terminal.
///
/// Each answer is typed when its question is shown.
struct DialogueTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func dialogue(
    _ line: String, _ answers: (question: String, answer: String)...
  ) async throws -> Program.Result {
    try await PseudoTerminal.dialogue(line, in: scratch, answers)
  }

  private func create(_ name: String) async throws {
    let result = try await Program.shell(
      """
      echo Sesam-2024 | xcally-agents create \(name) --full-name "Agent \(name)" \
        --email \(name)@example.com --password-stdin --no-apply --quiet
      """, in: scratch)
    try #require(result.status == 0, "\(result)")
  }

  @Test func `a password is asked for twice and not shown`() async throws {
    let result = try await dialogue(
      "xcally-agents create mrossi --full-name Mario --email m@example.com --no-apply",
      ("Password: ", "Sesam-2024"), ("Again: ", "Sesam-2024"))
    // A terminal shows both streams.
    let note = "note: new database \(scratch.path)/agents.db\n"
    #expect(
      result
        == Program.Result(
          output: "Password: \nAgain: \n\(note)mrossi: created, internal 1000\n", errors: "",
          status: 0))
    // The typed password was stored: using it again is refused.
    let again = try await Program.shell(
      "echo Sesam-2024 | xcally-agents set-password mrossi --password-stdin", in: scratch)
    #expect(again.errors == "error: password: was used before; choose another one\n")
    #expect(again.status == 65)
  }

  @Test func `a password that is verified is asked for once`() async throws {
    try await create("mrossi")
    let result = try await dialogue(
      "xcally-agents verify-password mrossi", ("Password: ", "Sesam-2024"))
    #expect(
      result == Program.Result(output: "Password: \nmrossi: right\n", errors: "", status: 0))
  }

  @Test func `a bad link is told before a password is asked for`() async throws {
    try await create("mrossi")
    try scratch.write("no-token\n", to: "token")
    let result = try await dialogue("xcally-agents reset-password complete --token-file token")
    #expect(result.output.hasPrefix("error: the link is not valid: "))
    #expect(result.status == 77)
  }

  @Test func `two different passwords change nothing`() async throws {
    try await create("mrossi")
    let result = try await dialogue(
      "xcally-agents set-password mrossi",
      ("Password: ", "Ander3-Wort"), ("Again: ", "Ander3-Wrot"))
    #expect(
      result
        == Program.Result(
          output: "Password: \nAgain: \nerror: the two passwords differ; nothing was done\n",
          errors: "", status: 65))
    let old = try await Program.shell(
      "echo Sesam-2024 | xcally-agents set-password mrossi --password-stdin", in: scratch)
    #expect(old.status == 65, "the old password is still the current one")
  }

  @Test func `a wrong username is told before a password is asked for`() async throws {
    try await create("mrossi")
    let result = try await dialogue("xcally-agents set-password ghost")
    #expect(
      result.output
        == "error: there is no agent ghost\nhint: \"xcally-agents list\" shows them\n")
    #expect(result.status == 66)
  }

  @Test(arguments: ["y", "yes", "YES"])
  func `a deletion is done after a yes`(_ answer: String) async throws {
    try await create("mrossi")
    let result = try await dialogue(
      "xcally-agents delete mrossi --no-apply", ("[y/N] ", answer))
    #expect(result.output == "Delete mrossi? [y/N] \(answer)\nmrossi: deleted\n")
    #expect(result.status == 0)
  }

  @Test(arguments: ["", "n", "no", "yess", "mrossi"])
  func `a deletion is not done after anything else`(_ answer: String) async throws {
    try await create("mrossi")
    try await create("lverdi")
    let result = try await dialogue(
      "xcally-agents delete mrossi lverdi --permanent", ("[y/N] ", answer))
    #expect(
      result.output == """
        Permanently delete 2 agents: mrossi and lverdi, which cannot be undone (2 agents are not in the bin)? [y/N] \(answer)
        error: nothing was done

        """)
    #expect(result.status == 1)
    let list = try await Program.run(["list", "--format", "names"], in: scratch)
    #expect(list.output == "lverdi\nmrossi\n")
  }

  @Test func `a change of many is asked for with the number that changes`() async throws {
    let rows = (1...12).map { "a\($0),Agent \($0),a\($0)@example.com\n" }.joined()
    try scratch.write("name,fullname,email\n" + rows, to: "a.csv")
    _ = try await Program.run(["import-csv", "a.csv", "--no-apply"], in: scratch)
    _ = try await Program.run(["disable", "a1", "--no-apply"], in: scratch)
    let command = "xcally-agents disable --where 'id>0' --no-apply"
    let no = try await dialogue(command, ("[y/N] ", "n"))
    #expect(no.output.hasPrefix("Disable 11 of 12 agents? [y/N] n\n"))
    #expect(no.status == 1)
    let yes = try await dialogue(command, ("[y/N] ", "y"))
    #expect(yes.output.hasSuffix("a9: changed disabled\n"))
    #expect(yes.status == 0)
  }

  @Test func `a no is in the audit trail, and a dry run is not asked`() async throws {
    try await create("mrossi")
    #expect(try await dialogue("xcally-agents delete mrossi", ("[y/N] ", "n")).status == 1)
    #expect(try await dialogue("xcally-agents delete mrossi --dry-run").status == 0)
    let trail = try await Program.shell(
      "sqlite3 agents.db \"SELECT object, changes FROM audit WHERE verb = 'delete'\"", in: scratch)
    #expect(trail.output == "mrossi|{\"result\":\"refused\",\"reasons\":[\"declined\"]}\n")
  }

  @Test func `long work is shown in one line, which goes when it is done`() async throws {
    let rows = (1...40).map { "agent\($0),Agent no \($0),agent\($0)@example.com,Sesam-20\($0)" }
    try scratch.write(
      (["name,fullname,email,password"] + rows).joined(separator: "\n") + "\n", to: "new.csv")
    let result = try await dialogue("xcally-agents import-csv new.csv --no-apply")
    #expect(result.status == 0)
    let lines = result.output.split(separator: "\r\u{1B}[K", omittingEmptySubsequences: false).map(
      String.init)
    #expect(lines.count > 2)
    #expect(lines.contains { $0.hasPrefix("hashing passwords: ") }, "\(lines)")
    // On a slow machine, storing too takes long enough to be shown.
    #expect(
      lines.dropFirst().dropLast().allSatisfy {
        $0.isEmpty
          || $0.wholeMatch(of: /(hashing passwords|storing): \d+ %, \S+ a second, \d+ s left/)
            != nil
      }, "\(lines)")
    #expect(
      lines.last
        == "new.csv: 40 read, 40 created, 0 updated, 0 unchanged, 0 skipped, 0 rejected\n")
  }

  @Test func `no archive goes to a terminal`() async throws {
    try await create("mrossi")
    let result = try await dialogue("xcally-agents logs bundle mrossi --output -")
    #expect(result.status == 64)
    #expect(
      result.output.hasPrefix(
        "error: '--output -' writes no archive to a terminal; redirect it.\n"), "\(result)")
  }

  @Test func `a table is cut to the terminal's width and its header stands out`() async throws {
    try await create("mrossi")
    let result = try await dialogue(
      "stty cols 20; COLUMNS= TERM=xterm xcally-agents list --columns name,fullname,id")
    #expect(
      result.output == "\u{1B}[1mNAME    FULLNAME  ID\u{1B}[0m\nmrossi  Agent m…   1\n")
    let plain = try await dialogue(
      "stty cols 20; COLUMNS= TERM=xterm NO_COLOR=1 xcally-agents list --columns name,id")
    #expect(plain.output == "NAME    ID\nmrossi   1\n")
  }

  @Test func `a terminal gets the latest rows of a long audit trail, and is told so`() async throws
  {
    try await create("mrossi")
    let made = try await Program.shell(
      """
      sqlite3 agents.db "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 299)
        INSERT INTO audit (at, login, uid, tty, verb, object, changes)
          SELECT at, 'x', uid, tty, 'edit', 'agent', '{}' FROM n, audit WHERE id = 1"
      """, in: scratch)
    #expect(made == Program.Result(output: "", errors: "", status: 0))
    func lines(_ line: String) async throws -> [String] {
      try await dialogue("TERM=dumb \(line)").output.split(separator: "\n").map(String.init)
    }
    let cut = try await lines("xcally-agents audit list")
    #expect(cut.count == 202)
    #expect(cut.last == "note: the latest 200 rows are shown; --limit N shows more")
    #expect(try await lines("xcally-agents audit list --limit 250").count == 251)
    #expect(try await lines("xcally-agents audit list | tail -n 500").count == 301)
    #expect(try await lines("xcally-agents audit list --format names").count == 300)
    #expect(try await lines("xcally-agents audit list --verb create").count == 2)
  }
}
