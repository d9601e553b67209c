internal import TestSupport
internal import Testing

/// Foreign text on a real terminal.
///
/// Whatever its source and format, it must not control the terminal, reverse other text, or be invisible.
struct HostileTextTests {
  /// Commands to run on the terminal.
  ///
  /// The output of each contains the escape of the override that reverses text.
  private static let commands = [
    ["table", "json", "jsonl", "csv"].flatMap { format in
      [
        "logs show mrossi --format \(format)", "logs show mrossi --format \(format) -n all",
        "logs show mrossi --format \(format) --color never", "logs list --format \(format)",
        "show mrossi --format \(format)", "list --columns name,fullname --format \(format)",
        "audit show 4 --format \(format)",
        "logs show \(text) --format \(format)", "\(text) --format=\(format)",
        "edit mrossi --set context=\(text) --no-apply --format \(format)",
        "import-csv \(text).csv --format \(format)", "import-csv bad.csv --format \(format)",
        "logs bundle mrossi --output \(text).tar.gz --format \(format)",
      ]
    },
    [
      "logs bundle mrossi --output case.tar.gz --format names", "export-csv",
      "logs prune --older-than 0s --dry-run", "list --columns fullname --format names",
      "apply", "reset-password request mrossi",
      "--\(text)", "list --where \(text)=1",
      "audit list --format jsonl", "delete mrossi \(text) --yes",
    ],
  ].flatMap(\.self)

  /// OSC and CSI in both encodings, characters that reverse text, invisible characters, and invalid bytes.
  private static let text =
    #""$(printf '\033]0;x\007\033[2J\302\233[5m\342\200\256\342\200\213\177\b')""#

  private static let session = """
    for log in a "$(printf 'b\\033[2J\\342\\200\\256')"; do
      printf '[2026-01-01 08:00:00] [ERROR] %s\\tx\\r\\n  \\233\\377 %s\\n' \(text) \(text) >client/agent-mrossi/"$log.log"
    done
    ln -s a.log client/agent-mrossi/"$(printf 'l\\342\\200\\256.log')"
    """

  /// Sequences that the program itself may write: styles and the progress line.
  private static var own: Regex<Substring> { /\u{1B}\[[0-9;]*m|\r\u{1B}\[K/ }

  private func furnish(_ scratch: Scratch) async throws {
    let result = try await Program.shell(
      """
      set -e
      xcally-agents settings set clientLogDir $PWD/client -q --no-apply
      xcally-agents settings set asteriskReload never -q --no-apply
      xcally-agents settings set asteriskDir $PWD/etc/xcally -q --no-apply
      mkdir -p client/agent-mrossi etc bin
      fullname=$(printf 'M\\342\\200\\256\\342\\200\\213\\302\\255x')
      xcally-agents settings set screenRecordingPath "/$fullname" -q --no-apply
      echo Sesam-2024 | xcally-agents create mrossi --full-name Mario \\
        --email m@example.com --password-stdin -q 2>/dev/null
      # Such a name is refused now; an earlier version stored it.
      sqlite3 agents.db "UPDATE agent SET fullname = '$fullname'"
      xcally-agents queue create voice:sales -q 2>/dev/null
      xcally-agents add-to-queue mrossi --queue voice:sales -q
      printf 'name,fullname\\n%s,x\\n' \(Self.text) >bad.csv
      printf 'mailbox = %s\\n' \(Self.text) >>etc/xcally/sip_agents.d/1000-1999.conf
      printf '#!/bin/sh\\ncat >/dev/null; printf "%%s" %s >&2\\nexit 3\\n' "'"\(Self.text)"'" >bin/mailer
      chmod 755 bin/mailer
      xcally-agents settings set mailCommand $PWD/bin/mailer -q
      xcally-agents settings set mailFrom desk@example.com -q
      xcally-agents settings set resetUrl https://desk.example.com/reset -q
      \(Self.session)
      """, in: scratch)
    try #require(result.status == 0, "\(result)")
  }

  @Test func `drives no terminal, in whatever format and wherever it comes from`() async throws {
    let scratch = try Scratch()
    try await furnish(scratch)
    let lines = Self.commands.enumerated().map { "echo '== \($0)'; xcally-agents \($1)" }
    try scratch.write("PATH=$PWD/bin:$PATH\n" + lines.joined(separator: "\n") + "\n", to: "all")
    let result = try await PseudoTerminal.dialogue(
      "COLUMNS=300 TERM=xterm sh ./all", in: scratch)
    let parts = result.output.split(separator: /== \d+\n/, omittingEmptySubsequences: false)
      .dropFirst()
    try #require(parts.count == Self.commands.count, "\(result)")
    for (command, part) in zip(Self.commands, parts) {
      #expect(part.contains(#"u{202e}"#), "\(command): \(part)")
      let rest = part.replacing(Self.own, with: "").unicodeScalars.filter { scalar in
        let category = scalar.properties.generalCategory
        return category == .format || category == .control && scalar != "\n" && scalar != "\t"
      }
      #expect(rest.isEmpty, "\(command): \(part.debugDescription)")
    }
  }

  @Test func `reaches a file as it is`() async throws {
    let scratch = try Scratch()
    try await furnish(scratch)
    let result = try await Program.shell(
      """
      rm client/agent-mrossi/b* client/agent-mrossi/l*
      xcally-agents logs show mrossi >shown
      cmp shown client/agent-mrossi/a.log
      for format in csv json jsonl; do
        xcally-agents logs show mrossi --format $format | grep -c "$(printf '\\302\\233\\[5m\\342\\200\\256')"
      done
      """, in: scratch)
    #expect(result == Program.Result(output: "2\n1\n1\n", errors: "", status: 0))
  }
}
