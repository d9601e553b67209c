internal import Foundation
internal import TestSupport
internal import Testing

/// The `--help` of every command.
struct HelpTests {
  /// Every command with its subcommands.
  ///
  /// The root is the empty text.
  static let verbs = ([[]] + below([])).sorted { $0.joined() < $1.joined() }

  @Test func `every verb of the root is known here`() {
    let names = Self.verbs.compactMap(\.first)
    #expect(Set(names).isSuperset(of: ["apply", "create", "list", "set-password", "settings"]))
  }

  @Test(arguments: verbs)
  func `the help fits 80 columns, begins with a sentence and has an example`(
    _ verb: [String]
  ) async throws {
    let result = try await Program.run(verb + ["--help"], in: Scratch())
    #expect(result.status == 0)
    #expect(result.errors == "")
    let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.filter { $0.count > 80 } == [])
    #expect(lines[0].wholeMatch(of: /OVERVIEW: \p{Lu}.*\./) != nil, "\(lines[0])")
    let example = "$ xcally-agents" + verb.map { " \($0)" }.joined()
    #expect(lines.contains { $0.contains(example) }, "no example \(example)")
  }

  @Test(arguments: verbs)
  func `the usage behind wrong words fits 80 columns`(_ verb: [String]) async throws {
    let result = try await Program.run(verb + ["--no-such-option"], in: Scratch())
    #expect(result.status == 64)
    #expect(result.output == "")
    #expect(result.errors.hasPrefix("error: "))
    #expect(result.errors.split(separator: "\n").filter { $0.count > 80 } == [])
  }

  @Test(arguments: verbs.filter { $0.count == 1 })
  func `every verb has transcripts`(_ verb: [String]) {
    #expect(TranscriptTests.names.contains { $0.hasPrefix(verb[0] + "/") })
  }

  /// The commands that the help of `verb` lists, and their subcommands.
  private static func below(_ verb: [String]) -> [[String]] {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: Program.path)
    process.arguments = verb + ["--help"]
    process.standardOutput = output
    guard (try? process.run()) != nil, let data = try? output.fileHandleForReading.readToEnd()
    else { return [] }
    process.waitUntilExit()
    // The title of a list of commands is SUBCOMMANDS or the name of a group.
    let help = String(decoding: data, as: UTF8.self)
    let lists = help.split(separator: "\n\n").filter {
      $0.contains(/^([A-Z][A-Z, ]* )?SUBCOMMANDS:/)
    }
    return lists.flatMap { $0.matches(of: /(?m)^  ([a-z][a-z-]*)/) }
      .map { verb + [String($0.output.1)] }
      .flatMap { [$0] + below($0) }
  }
}
