import AgentsModel
import Foundation
import TestSupport
import Testing

/// Kinds of centres as they are in the world: what `adopt` says of each equals what the real Asterisks made of it.
///
/// `Fixtures/centres/NAME/expected.json` was measured: the phones registered with the digests, and `sip show peer`
/// and `pjsip show endpoint` gave the values.
struct CentreCaseTests {
  static let cases = [
    "freepbx-chansip", "handwritten-sip", "issabel", "members", "pjsip-hand", "pjsip-shared",
    "pjsip-wizard", "realm-systemname", "realtime", "users-conf", "wazo-pjsip", "xcally-like",
  ]

  @Test(arguments: cases)
  func `a centre is read as Asterisk reads it`(name: String) async throws {
    let scratch = try Scratch()
    let directory = try copy(name, scratch)
    let expected = try members(json(Data(contentsOf: directory.appending(path: "expected.json"))))
    let words = try text(expected["command"]).split(separator: " ").dropFirst(2).map(String.init)
    let result = try await adopt(directory, words.filter { $0 != "--keep-going" }, scratch)
    #expect(result.status == (expected["exit"] == .number(65) ? 65 : 0))
    let found = try members(json(Data(result.output.utf8)))
    let commentary = ["kind", "command", "asterisk", "exit", "note", "withIgnoreRealtime"]
    for (key, value) in expected where !commentary.contains(key) {
      let got = try #require(found[key])
      let difference = difference(canonical(value), canonical(got), key)
      #expect(difference.isEmpty, "\(difference.joined(separator: "\n"))")
    }
    // Looking stores nothing.
    #expect(try !scratch.names().contains("agents.db"))
  }

  @Test func `a centre in a database is read only when its files are believed`() async throws {
    let scratch = try Scratch()
    let directory = try copy("realtime", scratch)
    let expected = try members(json(Data(contentsOf: directory.appending(path: "expected.json"))))
    let result = try await adopt(directory, ["--ignore-realtime"], scratch)
    #expect(result.status == 0)
    let found = try members(json(Data(result.output.utf8)))
    for (key, value) in try members(#require(expected["withIgnoreRealtime"])) {
      #expect(try difference(value, #require(found[key]), key).isEmpty)
    }
  }

  @Test(arguments: cases)
  func `no report has a secret unless it is asked for`(name: String) async throws {
    let scratch = try Scratch()
    let directory = try copy(name, scratch)
    let url = directory.appending(path: "expected.phones.json")
    guard let phones = try? json(Data(contentsOf: url)), case .array(let list) = phones else {
      return
    }
    let secrets = try list.map { try text(members($0)["password"]) }.filter { $0.utf8.count > 4 }
    for format in ["table", "json", "jsonl", "csv"] {
      let result = try await Program.run(
        ["adopt", directory.path(percentEncoded: false), "--agents", "all", "--format", format],
        in: scratch)
      for secret in secrets { #expect(!result.output.contains(secret), "\(format)") }
      for digest in result.output.matches(of: /[0-9a-f]{32,}/) {
        Issue.record("\(format): \(digest.output)")
      }
    }
  }

  // MARK: - Tools

  private func copy(_ name: String, _ scratch: Scratch) throws -> URL {
    let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../Fixtures/centres/\(name)").standardized
    let directory = URL(filePath: scratch.path).appending(path: "asterisk")
    try FileManager.default.copyItem(at: fixtures, to: directory)
    return directory
  }

  private func adopt(
    _ directory: URL, _ options: [String], _ scratch: Scratch
  ) async throws -> Program.Result {
    try await Program.run(
      ["adopt", directory.path(percentEncoded: false), "--format", "json", "--with-secrets"]
        + options, in: scratch)
  }

  private func json(_ data: Data) throws -> JSONValue { try JSONValue(parsing: Array(data)) }

  private func members(_ value: JSONValue) throws -> [String: JSONValue] {
    guard case .object(let members) = value else { throw NotExpected() }
    return members
  }

  private func text(_ value: JSONValue?) throws -> String {
    guard case .string(let text)? = value else { throw NotExpected() }
    return text
  }

  private struct NotExpected: Error {}

  /// Lists in one order; adjacent ranges of lines as one.
  private func canonical(_ value: JSONValue) -> JSONValue {
    switch value {
    case .object(let members): return .object(members.mapValues(canonical))
    case .array(let list):
      let ranges = list.compactMap { range -> ClosedRange<Int>? in
        guard case .array(let ends) = range, case .number(let first)? = ends.first,
          case .number(let last)? = ends.last
        else { return nil }
        return first...last
      }
      if !list.isEmpty, ranges.count == list.count {
        var lines: Set<Int> = []
        for range in ranges { lines.formUnion(range) }
        return .array(lines.sorted().map(JSONValue.number))
      }
      return .array(list.map(canonical).sorted { order(of: $0) < order(of: $1) })
    default: return value
    }
  }

  private func order(of value: JSONValue) -> String {
    guard case .object(let members) = value else { return "\(value)" }
    return ["at", "file", "name", "what", "key", "value", "code"]
      .map { members[$0].map { "\($0)" } ?? "" }.joined(separator: " ")
  }

  /// Every field of the expectation must be there and equal; ours may say more.
  private func difference(
    _ expected: JSONValue, _ found: JSONValue, _ path: String
  ) -> [String] {
    switch (expected, found) {
    case (.object(let expected), .object(let found)):
      return expected.sorted { $0.key < $1.key }.flatMap { key, value in
        found[key].map { difference(value, $0, "\(path).\(key)") } ?? ["\(path).\(key) is missing"]
      }
    case (.array(let expected), .array(let found)):
      guard expected.count == found.count else {
        return ["\(path): expected \(expected), found \(found)"]
      }
      return zip(expected, found).enumerated().flatMap { index, pair in
        difference(pair.0, pair.1, "\(path)[\(index)]")
      }
    default: return expected == found ? [] : ["\(path): expected \(expected), found \(found)"]
    }
  }
}
