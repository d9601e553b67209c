internal import AgentsCommand
internal import AgentsCore
internal import Foundation
internal import TestSupport
internal import Testing

/// Documents that are made from the program: they are current, or the build is red.
///
/// `UPDATE_DOCUMENTS=1` (`make docs`) writes them anew.
struct DocumentTests {
  private static let directory = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../docs").standardized

  private func expectCurrent(_ name: String, _ text: String) throws {
    let file = Self.directory.appending(path: name)
    if ProcessInfo.processInfo.environment["UPDATE_DOCUMENTS"] != nil {
      try Data(text.utf8).write(to: file)
    }
    let stored = try? String(contentsOf: file, encoding: .utf8)
    #expect(stored == text, "docs/\(name) is not current: run \"make docs\"")
  }

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
    try expectCurrent("fields.md", lines.joined(separator: "\n") + "\n")
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
    try expectCurrent("settings.md", lines.joined(separator: "\n") + "\n")
  }

  @Test func `the exit statuses are documented`() throws {
    var lines = ["# Exit statuses", "", Self.notice, "", "| status | meaning |", "|---|---|"]
    lines += ExitStatus.allCases.map { row(["\($0.rawValue)", $0.meaning]) }
    try expectCurrent("exit-status.md", lines.joined(separator: "\n") + "\n")
  }

  @Test func `the command line is documented`() async throws {
    let scratch = try Scratch()
    var lines = ["# The command line", "", Self.notice]
    let root = try await Program.run(["--help"], in: scratch).output
    // "  verb                    What it does."
    let verbs = root.split(separator: "\n").filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
      .compactMap { $0.split(separator: " ", maxSplits: 1).first.map(String.init) }
      .filter { $0.allSatisfy { $0.isLowercase || $0 == "-" } && !$0.hasPrefix("-") }
    #expect(verbs.count >= 14)
    for words in [[]] + verbs.flatMap({ Self.below[$0] ?? [[$0]] }) {
      let help = try await Program.run(words + ["--help"], in: scratch).output
      lines += ["", "## xcally-agents" + words.map { " \($0)" }.joined(), "", "```"]
      lines += [help.trimmingCharacters(in: .newlines), "```"]
    }
    try expectCurrent("commands.md", lines.joined(separator: "\n") + "\n")
  }

  /// Verbs whose help is not all there is to say.
  private static let below = [
    "settings": [["settings"]] + ["list", "get", "set"].map { ["settings", $0] },
    "logs": [["logs"]]
      + ["enable", "disable", "list", "show", "prune", "bundle"].map { ["logs", $0] },
  ]

  private static let notice = "Made from the program by `make docs`."

  private func type(of field: Field) -> String {
    let access =
      switch field.access {
      case .editable: ""
      case .fixed: "; fixed after creation"
      case .readOnly, .relation: "; read-only"
      case .clearOnly: "; may only be cleared"
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
