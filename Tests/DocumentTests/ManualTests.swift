internal import Foundation
internal import TestSupport
internal import Testing

/// The manual, with a page for each command.
///
/// It is generated from the program too.
struct ManualTests {
  @Test func `the manual is current, and nothing else is there`() async throws {
    let pages = try await Self.pages()
    #expect(pages.count >= 40)
    if ProcessInfo.processInfo.environment["UPDATE_DOCUMENTS"] != nil {
      try? FileManager.default.removeItem(at: Document.url("man"))
      try FileManager.default.createDirectory(
        at: Document.url("man"), withIntermediateDirectories: true)
    }
    for page in pages { try Document.expectCurrent("man/\(page.fileName)", page.text) }
    let files = try FileManager.default.contentsOfDirectory(atPath: Document.url("man").path())
    #expect(files.sorted() == pages.map(\.fileName).sorted())
  }

  @Test func `mandoc and groff have nothing to say`() async throws {
    let scratch = try Scratch()
    let pages = try await Self.pages()
    for page in pages { try scratch.write(page.text, to: page.fileName) }
    for check in [
      "mandoc -Tlint -Wwarning *.1", "for page in *.1; do groff -ww -mdoc -Tutf8 -z $page; done",
    ] {
      let result = try await Program.shell(check, in: scratch)
      #expect(result == Program.Result(output: "", errors: "", status: 0))
    }
    // The shown page has examples that can be copied, options, and our exit statuses.
    let shown = try await Program.shell("mandoc -Tascii xcally-agents-create.1", in: scratch)
      .output.replacing(/.\x08/, with: "")
    #expect(shown.contains("$ xcally-agents create mrossi --full-name \"Mario Rossi\" \\\n"))
    #expect(shown.contains("--set KEY=VALUE\n"))
    #expect(shown.contains("75   somebody else is writing; try again\n"))
  }

  /// All pages, the root's first.
  private static func pages() async throws -> [ManualPage] {
    let scratch = try Scratch()
    let root = try await CommandSurface.ofProgram().command
    return try await pages(root, below: [], beside: root.verbs, in: scratch)
  }

  private static func pages(
    _ command: CommandSurface.Command, below parents: [String],
    beside siblings: [CommandSurface.Command], in scratch: Scratch
  ) async throws -> [ManualPage] {
    let words = parents + [command.commandName]
    let help = try await Program.run(Array(words.dropFirst()) + ["--help"], in: scratch).output
    let usage = try #require(help.firstMatch(of: /(?s)USAGE: (.*?)\n\n/)).output.1
    let related = Self.related(words, siblings.map(\.commandName), command.verbs.map(\.commandName))
    var pages = [
      ManualPage(words: words, command: command, related: related, usage: lines(usage))
    ]
    for verb in command.verbs {
      pages += try await Self.pages(verb, below: words, beside: command.verbs, in: scratch)
    }
    return pages
  }

  /// The pages above and below, and those that share a word, such as "team" and "add-to-team".
  private static func related(
    _ words: [String], _ siblings: [String], _ verbs: [String]
  ) -> [String] {
    let parents = Array(words.dropLast())
    guard let verb = words.last, !parents.isEmpty else { return ["sqlite3 1", "asterisk 8"] }
    let parts = Set(verb.split(separator: "-")).subtracting(["from", "to"])
    let near = siblings.filter {
      $0 != verb && (parents.count > 1 || !parts.isDisjoint(with: $0.split(separator: "-")))
    }
    let pages = [parents] + near.map { parents + [$0] } + verbs.map { words + [$0] }
    return pages.map { $0.joined(separator: "-") + " 1" }.sorted()
  }

  /// A line that does not begin with the program continues the one before.
  private static func lines(_ usage: Substring) -> [String] {
    usage.split(separator: "\n").reduce(into: []) { lines, line in
      let line = line.trimmingCharacters(in: .whitespaces)
      if line.hasPrefix("xcally-agents") || lines.isEmpty {
        lines.append(line)
      } else {
        lines[lines.count - 1] += " " + line
      }
    }
  }
}
