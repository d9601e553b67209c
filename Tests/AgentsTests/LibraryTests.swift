import Foundation
import TestSupport
import Testing

/// What a library must not do, looked for in its sources.
@Suite struct LibraryTests {
  /// Words that would print, prompt, read the process's arguments, environment or terminal, or end it.
  private static let forbidden = [
    #"\bprint\("#, #"\bfputs\("#, #"\bgetenv\b"#, #"\bisatty\b"#, #"\bexit\("#, #"\bCommandLine\b"#,
    #"\bProcessArguments\b"#, #"\bEnvironmentVariable\b"#, #"\bTerminal\."#, #"\bPrompt\."#,
    #"\bStandardError\b"#, #"\bStandardOutput\(\)"#, #"\bInterruption\b"#, #"\bProcessHardening\b"#,
    #"\bElevation\b"#, #"\.current\(\)"#, #"static var \w+\s*(?::[^={]*)?="#, #"import Glibc"#,
    #"import ArgumentParser"#,
  ]

  @Test func `the library neither speaks nor looks at the process`() throws {
    for (file, text) in try Self.sources("Agents") {
      for pattern in Self.forbidden {
        #expect(try text.firstMatch(of: Regex(pattern)) == nil, "\(file): \(pattern)")
      }
    }
  }

  @Test func `the command line knows no database`() throws {
    for (file, text) in try Self.sources("AgentsCommand") {
      for pattern in [#"import AgentsStore"#, #"import SQLite"#, #"\bStoreTransaction\b"#] {
        #expect(try text.firstMatch(of: Regex(pattern)) == nil, "\(file): \(pattern)")
      }
    }
  }

  /// What may name an option all the same, and why.
  private static let namingOptions = [
    "AuditVerb.swift": "stored in audit trails, read by programs",
    "FieldCatalog+PersonalInfo.swift": "help of two fields, printed as it stands in the documents",
  ]

  @Test(arguments: ["Agents", "AgentsModel", "AgentsStore", "AgentsSystem"])
  func `the library names no command and no option`(_ target: String) throws {
    let name = try Regex(#""(?:[^"]*xcally-agents [a-z]|(?:[^"]*[^-\w"])?--[a-z])"#)
    for (file, text) in try Self.sources(target) where Self.namingOptions[file] == nil {
      for line in text.split(separator: "\n") where !line.drop(while: { $0 == " " }).hasPrefix("//")
      {
        #expect(line.firstMatch(of: name) == nil, "\(file)")
      }
    }
  }

  private static func sources(_ target: String) throws -> [(String, String)] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/\(target)")
    let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    return try (files?.allObjects ?? []).compactMap { $0 as? URL }
      .filter { $0.pathExtension == "swift" }
      .map { ($0.lastPathComponent, try String(contentsOf: $0, encoding: .utf8)) }
  }
}
