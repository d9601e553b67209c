internal import Foundation
internal import Testing

/// A document in `docs/` that is generated from the program.
enum Document {
  private static let directory = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../docs").standardized

  static func url(_ name: String) -> URL { directory.appending(path: name) }

  /// Compares the file with `text`.
  ///
  /// With `UPDATE_DOCUMENTS` set, writes it first.
  static func expectCurrent(_ name: String, _ text: String) throws {
    if ProcessInfo.processInfo.environment["UPDATE_DOCUMENTS"] != nil {
      try Data(text.utf8).write(to: url(name))
    }
    let stored = try? String(contentsOf: url(name), encoding: .utf8)
    #expect(stored == text, "docs/\(name) is not current: run \"make docs\"")
  }
}
