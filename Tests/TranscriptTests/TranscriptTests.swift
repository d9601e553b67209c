internal import Foundation
internal import TestSupport
internal import Testing

/// Sessions with the built binary, compared to the last character.
///
/// `UPDATE_TRANSCRIPTS=1` writes the transcripts again. A reviewer reads the difference.
struct TranscriptTests {
  static let directory = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Transcripts")

  private static let fixtures = URL(filePath: #filePath)
    .appending(path: "../../../Fixtures").standardized

  /// `TRANSCRIPTS=edit` takes only those with `edit` in their path, while one is written.
  static let names =
    (try? FileManager.default.subpathsOfDirectory(atPath: directory.path))?
    .filter { $0.hasSuffix(".console") && (wanted.isEmpty || $0.contains(wanted)) }.sorted() ?? []

  private static let wanted = ProcessInfo.processInfo.environment["TRANSCRIPTS"] ?? ""

  @Test(arguments: names)
  func `happens as written`(_ name: String) async throws {
    let file = Self.directory.appending(path: name)
    let transcript = Transcript(try String(contentsOf: file, encoding: .utf8))
    let scratch = try Scratch()
    try await prepare(scratch)
    if transcript.text.contains("Fixtures/") {
      try FileManager.default.createSymbolicLink(
        atPath: scratch.path + "/Fixtures", withDestinationPath: Self.fixtures.path)
    }
    let happened = try await transcript.replayed(in: scratch)
    if ProcessInfo.processInfo.environment["UPDATE_TRANSCRIPTS"] != nil {
      try Data(happened.utf8).write(to: file)
    }
    #expect(happened == transcript.text, "\(difference(transcript.text, happened))")
  }

  @Test func `the tour of the README happens as written`() async throws {
    let file = URL(filePath: #filePath).appending(path: "../../../README.md").standardized
    let readme = try String(contentsOf: file, encoding: .utf8)
    let start = try #require(readme.firstRange(of: "```console\n")).upperBound
    let end = try #require(readme[start...].firstRange(of: "```")).lowerBound
    let scratch = try Scratch()
    try await prepare(scratch)
    let tour = String(readme[start..<end])
    let happened = try await Transcript(tour).replayed(in: scratch)
    #expect(happened == tour, "\(difference(tour, happened))")
  }

  /// Each session starts with an empty database, whose files go into the scratch directory.
  private func prepare(_ scratch: Scratch) async throws {
    try FileManager.default.createDirectory(
      atPath: scratch.path + "/asterisk", withIntermediateDirectories: true)
    let result = try await Program.run(
      ["settings", "set", "asteriskDir", scratch.path + "/asterisk/xcally", "--quiet"], in: scratch)
    try #require(result.status == 0, "\(result)")
  }

  private func difference(_ expected: String, _ happened: String) -> String {
    let (old, new) = (expected.split(separator: "\n"), happened.split(separator: "\n"))
    return new.difference(from: old).map { change in
      switch change {
      case .remove(let offset, let line, _): "\(offset + 1) - \(line)"
      case .insert(let offset, let line, _): "\(offset + 1) + \(line)"
      }
    }.joined(separator: "\n")
  }
}
