internal import Foundation
internal import TestSupport
internal import Testing

/// Real shells with the completions that `make install` installs.
///
/// A line is typed, then TAB.
struct CompletionTests {
  /// The typed text, the line after TAB, and the words that are offered.
  private struct Case {
    let typed: String
    let line: String
    let offered: [String]

    init(_ typed: String, becomes line: String? = nil, _ offered: String...) {
      self.typed = "xcally-agents " + typed
      self.line = "xcally-agents " + (line ?? typed)
      self.offered = offered
    }
  }

  private static let cases = [
    Case("sho", becomes: "show ", "show"),
    Case("show ", "abianchi", "mrossi", "mverdi"),
    Case("show m", "mrossi", "mverdi"),
    Case("edit mr", becomes: "edit mrossi ", "mrossi"),
    Case("show mrossi ab", becomes: "show mrossi abianchi ", "abianchi"),
    // A command offers only the agents that it can be used for.
    Case("restore ", becomes: "restore lgone ", "lgone"),
    Case("enable ", becomes: "enable mverdi ", "mverdi"),
    // No blank follows a key, because its value comes next.
    Case("edit mrossi --set typo", becomes: "edit mrossi --set typology=", "typology="),
    Case(
      "edit mrossi --set typology=", "typology=external", "typology=mobile", "typology=phonebar",
      "typology=webrtc"),
    Case(
      "edit mrossi --set typology=we", becomes: "edit mrossi --set typology=webrtc ",
      "typology=webrtc"),
    Case(
      "edit mrossi --set nat=no --set typology=we",
      becomes: "edit mrossi --set nat=no --set typology=webrtc ", "typology=webrtc"),
    Case(
      "edit mrossi --set allow+=ulaw,ala", becomes: "edit mrossi --set allow+=ulaw,alaw ",
      "allow+=ulaw,alaw"),
    // `locked` can only be cleared, and a secret is never an argument.
    Case("edit mrossi --set locked=", becomes: "edit mrossi --set locked=false ", "locked=false"),
    Case("edit mrossi --set voicemailP"),
    Case("list --where disabled=", "disabled=false", "disabled=true"),
    Case(
      "list --where disabled!=f", becomes: "list --where disabled!=false ", "disabled!=false"),
    Case(
      "list --where 'disabled=t", becomes: "list --where 'disabled=true' ", "disabled=true"),
    Case("list --columns name,fulln", becomes: "list --columns name,fullname ", "name,fullname"),
    Case(
      "list --sort name,-chatC", becomes: "list --sort name,-chatCapacity ",
      "name,-chatCapacity"),
    Case("list --typology mobile,we", becomes: "list --typology mobile,webrtc ", "mobile,webrtc"),
    Case("list --team O", becomes: #"list --team O\'Day "#, "O'Day"),
    Case(
      "add-to-queue mrossi --queue voice:", becomes: "add-to-queue mrossi --queue voice:s",
      "voice:sales", "voice:support"),
    Case("queue show voice:sa", becomes: "queue show voice:sales ", "voice:sales"),
    Case("queue show chat:W", becomes: #"queue show chat:Web\ shop "#, "chat:Web shop"),
    Case("team show Ni", becomes: #"team show Night\ shift "#, "Night shift"),
    Case(#"team show Night\ s"#, becomes: #"team show Night\ shift "#, "Night shift"),
    Case(#"team show "Night s"#, becomes: #"team show "Night shift" "#, "Night shift"),
    // A name is never run as a command.
    Case(
      #"team show \$"#, becomes: #"team show \$\(touch\ pwned\) "#, "$(touch pwned)"),
    Case("settings get asteriskDri", becomes: "settings get asteriskDriver ", "asteriskDriver"),
    Case(
      "settings set asteriskDriver p", becomes: "settings set asteriskDriver pjsip ", "pjsip"),
    Case("operator edit b", becomes: "operator edit bin ", "bin"),
    Case("logs show mr", becomes: "logs show mrossi ", "mrossi"),
    Case(
      "capacity mrossi --channel wh", becomes: "capacity mrossi --channel whatsapp ", "whatsapp"),
    Case("audit list --object mv", becomes: "audit list --object mverdi ", "mverdi"),
    // Another database. A missing one is not created.
    Case("show --db other.db ", becomes: "show --db other.db fneri ", "fneri"),
    Case("show --db none.db "),
  ]

  private let scratch: Scratch
  private var share: String { scratch.path + "/installed/usr/share" }

  init() async throws {
    scratch = try Scratch()
    let source = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
      .standardized.path(percentEncoded: false)
    let result = try await Program.shell(
      """
      make --silent --directory \(source) install-files RELEASE=\(Program.path) \
        DESTDIR=\(scratch.path)/installed PREFIX=/usr
      for name in mrossi mverdi abianchi lgone; do
        xcally-agents create $name --full-name "$name" --email $name@example.com \
          --generate-password --no-apply --quiet >passwords
      done
      xcally-agents create fneri --full-name Neri --email f@example.com --generate-password \
        --no-apply --quiet --db other.db >passwords
      xcally-agents delete lgone --yes --no-apply --quiet
      xcally-agents disable mverdi --no-apply --quiet
      for queue in voice:sales voice:support 'chat:Web shop'; do
        xcally-agents queue create "$queue" --no-apply --quiet
      done
      xcally-agents operator add daemon --role admin --quiet
      xcally-agents operator add bin --role user --queue voice:sales --quiet
      xcally-agents team create 'Night shift' "O'Day" '$(touch pwned)' --no-apply --quiet
      """, in: scratch)
    // Two databases are created, and nothing else is printed.
    let notes = ["agents.db", "other.db"].map { "note: new database \(scratch.path)/\($0)\n" }
    try #require(result == Program.Result(output: "", errors: notes.joined(), status: 0))
  }

  @Test func `bash completes`() async throws {
    let answers = try await TypedShell.bash.answers(
      to: Self.cases.map(\.typed), in: scratch, share: share)
    #expect(answers.count == Self.cases.count)
    for (answer, expected) in zip(answers, Self.cases) {
      #expect(answer.line == expected.line)
      // Readline gets only the part after the last word break.
      let word = expected.typed.split(separator: " ", omittingEmptySubsequences: false).last ?? ""
      let split = word.hasPrefix("'") ? nil : word.lastIndex { "=:".contains($0) }
      let head = split.map { word[...$0] } ?? ""
      #expect(
        answer.offered.map { head + $0.replacing("\\", with: "") } == expected.offered,
        "\(expected.typed)")
    }
    try expectNothingRun()
  }

  @Test func `zsh completes`() async throws {
    let answers = try await TypedShell.zsh.answers(
      to: Self.cases.map(\.typed), in: scratch, share: share)
    #expect(answers.count == Self.cases.count)
    for (answer, expected) in zip(answers, Self.cases) {
      #expect(answer.line == expected.line)
      #expect(answer.offered == expected.offered, "\(expected.typed)")
    }
    try expectNothingRun()
  }

  @Test func `fish completes`() async throws {
    for expected in Self.cases {
      let result = try await Program.shell(
        "fish -c 'complete -C $line'", in: scratch,
        environment: ["line": expected.typed, "XDG_DATA_DIRS": share])
      #expect(result.status == 0)
      #expect(result.errors == "", "\(expected.typed)")
      let words = result.output.split(separator: "\n").map {
        String($0.prefix { $0 != "\t" })
      }
      #expect(words.sorted() == expected.offered, "\(expected.typed)")
    }
    try expectNothingRun()
  }

  private func expectNothingRun() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: scratch.path)
    #expect(!files.contains("pwned"))
    #expect(!files.contains("none.db"))
  }
}
