import Foundation
import Testing

/// The expected files below `Fixtures/asterisk`.
///
/// `UPDATE_GOLDEN=1` writes them again.
enum Golden {
  static func expect(
    _ bytes: [UInt8], equal name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = directory.appending(path: name)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    // Bytes, not characters: for Swift a composed and a decomposed letter are equal.
    #expect(
      Array(expected.utf8) == bytes,
      "\(name) differs:\n\(String(decoding: bytes, as: UTF8.self))",
      sourceLocation: sourceLocation)
  }

  private static let directory = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/asterisk")
}
