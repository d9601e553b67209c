internal import Agents
internal import AgentsCommand
internal import AgentsModel
internal import Foundation
internal import TestSupport
internal import Testing

/// Documents that are generated from the program must be current.
///
/// `UPDATE_DOCUMENTS=1` (`make docs`) writes them again.
struct DocumentTests {
  @Test func `the fields are documented`() throws {
    var lines = ["# Fields of an agent", "", Self.notice, ""]
    lines.append("Typologies: P phonebar, E external, W webrtc, M mobile.")
    for tab in Tab.allCases {
      lines += ["", "## \(tab.rawValue)", ""]
      lines += ["| key | label | type | default | typologies | |", "|---|---|---|---|---|---|"]
      for field in FieldCatalog.fields where field.tab == tab {
        lines.append(
          row([
            "`\(field.key)`", field.label, type(of: field), field.defaultText,
            letters(field.typologies), field.help,
          ]))
      }
    }
    try Document.expectCurrent("fields.md", lines.joined(separator: "\n") + "\n")
  }

  @Test func `the settings are documented`() throws {
    var lines = ["# Settings", "", Self.notice, ""]
    lines += ["| key | type | default | |", "|---|---|---|---|"]
    for setting in SettingCatalog.settings {
      lines.append(
        row([
          "`\(setting.key)`", setting.property.kind.description, setting.defaultText,
          setting.help,
        ]))
    }
    try Document.expectCurrent("settings.md", lines.joined(separator: "\n") + "\n")
  }

  @Test func `the file of a centre has a schema`() throws {
    try Document.expectCurrent("centre.schema.json", try StateSchema.text())
  }

  @Test func `the checks of a centre's health are documented`() throws {
    var lines = ["# What doctor checks", "", Self.notice, ""]
    lines += Self.aboutChecks
    for group in HealthCheck.groups {
      lines += [
        "", "## \(group)", "", "| check | looks at | what follows | mend |", "|---|---|---|---|",
      ]
      lines += HealthCheck.all.filter { $0.group == group }.map { check in
        row([
          "`\(check.id)` \(check.severity.rawValue)\(marks(check))", check.what, check.why,
          check.mend,
        ])
      }
    }
    try Document.expectCurrent("doctor.md", lines.joined(separator: "\n") + "\n")
  }

  private static let aboutChecks = [
    "`xcally-agents doctor` makes these checks in this order. A finding has the severity of its check, or another where the",
    "text of the finding says why. An `error` keeps calls or logins from working, a `warning` some of them or later ones, a",
    "remark (`info`) is untidy. ♦ asks the running Asterisk. ✚ is done by `--fix`, which never touches a file of the",
    "centre's own. ▸ may name commands that mend it and can be run as they stand. ● is made with `--all`, or when it is",
    "named.",
    "",
    "What could not be checked is *not checked*, with the reason, and never counts as well. What follows from another",
    "finding is told with it (`explains`). The setting `doctorSkip` names checks, groups or single findings",
    "(`own.endpoint:trunk`) that are always left out; `--skip` does so for one run.",
  ]

  private func marks(_ check: HealthCheck) -> String {
    (check.needsAsterisk ? " ♦" : "") + (check.isFixable ? " ✚" : "")
      + (check.hasCommands ? " ▸" : "")
      + (check.isThorough ? " ●" : "")
  }

  @Test func `the exit statuses are documented`() throws {
    var lines = ["# Exit statuses", "", Self.notice, "", "| status | meaning |", "|---|---|"]
    lines += ExitStatus.allCases.map { row(["\($0.rawValue)", $0.meaning]) }
    try Document.expectCurrent("exit-status.md", lines.joined(separator: "\n") + "\n")
  }

  @Test func `what names a file is in the table, and the table is documented`() async throws {
    let places = try await CommandSurface.ofProgram().filePlaces
    let verbs = Dictionary(grouping: places, by: \.word).mapValues { places in
      places.map { $0.verb.joined(separator: " ") }
    }
    #expect(
      Set(verbs.keys) == Set(FileOption.allCases.map(\.rawValue)),
      "FileOption says what \"-\" is for each")
    var lines = ["# Files on the command line", "", Self.notice, ""]
    lines += Self.aboutFiles
    lines += ["", "| word | `-` is | verbs |", "|---|---|---|"]
    for option in FileOption.allCases {
      let verbs = verbs[option.rawValue] ?? []
      let isCommon = verbs.count > 9
      lines.append(
        row([
          "`\(option.rawValue)`", option.stream?.rawValue ?? "refused (64)",
          isCommon ? "whatever uses it" : verbs.map { "`\($0)`" }.joined(separator: ", "),
        ]))
    }
    try Document.expectCurrent("file-options.md", lines.joined(separator: "\n") + "\n")
  }

  private static let aboutFiles = [
    "Where `-` is a stream it never names a file, whatever lies in the working directory; where it is none",
    "it is refused before anything is opened. `./-` is the file of that name. An operator who is no admin may, through",
    "sudo, give nothing but `-` ([operators.md](operators.md)): `./-`, `/dev/stdin` and `/dev/fd/3` are files, too.",
  ]

  @Test func `the command line is documented`() async throws {
    let scratch = try Scratch()
    var lines = ["# The command line", "", Self.notice]
    let verbs = try await Self.verbs(below: [], in: scratch)
    #expect(verbs.count >= 14)
    for words in [[]] + verbs {
      let help = try await Program.run(words + ["--help"], in: scratch).output
      lines += ["", "## xcally-agents" + words.map { " \($0)" }.joined(), "", "```"]
      lines += [help.trimmingCharacters(in: .newlines), "```"]
    }
    try Document.expectCurrent("commands.md", lines.joined(separator: "\n") + "\n")
  }

  /// The commands that the help of `verb` lists, each followed by its subcommands.
  private static func verbs(below verb: [String], in scratch: Scratch) async throws -> [[String]] {
    let help = try await Program.run(verb + ["--help"], in: scratch).output
    // The title of a list of commands is SUBCOMMANDS or the name of a group: "  verb      What it does."
    let lists = help.split(separator: "\n\n").filter {
      $0.contains(/^([A-Z][A-Z, ]* )?SUBCOMMANDS:/)
    }
    var verbs: [[String]] = []
    for match in lists.flatMap({ $0.matches(of: /(?m)^  ([a-z][a-z-]*)/) }) {
      let words = verb + [String(match.output.1)]
      verbs += [words] + (try await Self.verbs(below: words, in: scratch))
    }
    return verbs
  }

  @Test func `every field that somebody sets is said to be whose, once`() throws {
    let text = try String(contentsOf: Document.url("operators.md"), encoding: .utf8)
    var whose: [String: [String]] = [:]
    for row in text.matches(of: /(?m)^\| ((?:`\w+`(?:, )?)+) \| (own|an admin)/) {
      for key in row.output.1.matches(of: /`(\w+)`/) {
        whose[String(key.output.1), default: []].append(String(row.output.2))
      }
    }
    for field in FieldCatalog.fields where field.isSettable || field.right != nil {
      let right = if case .own = field.right { "own" } else { "an admin" }
      #expect(
        whose.removeValue(forKey: field.key) == [right],
        "the table of docs/operators.md must say once of \(field.key): \(right)")
    }
    #expect(whose.isEmpty)
  }

  @Test func `every voice field is said to have a counterpart in PJSIP, or none`() throws {
    let text = try String(
      contentsOf: Document.url("pjsip.md"), encoding: .utf8)
    for field in FieldCatalog.fields where field.tab == .voice {
      #expect(text.contains("| `\(field.key)` |"), "docs/pjsip.md says nothing of \(field.key)")
    }
  }

  private static let notice = "Made from the program by `make docs`."

  private func type(of field: Field) -> String {
    let access =
      switch field.access {
      case .editable: ""
      case .fixed: "; fixed after creation"
      case .readOnly, .relation: "; read-only"
      case .clearOnly: "; may only be cleared"
      case .computed: "; read-only, not stored"
      }
    return field.kind.description + access
  }

  private func letters(_ typologies: Set<Typology>) -> String {
    guard typologies.count < Typology.allCases.count else { return "all" }
    return Typology.allCases.filter(typologies.contains).map { $0.rawValue.prefix(1).uppercased() }
      .joined(separator: " ")
  }

  private func row(_ cells: [String]) -> String {
    "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
  }
}
