import Foundation
import SystemPackage
import Testing

/// A directory of its own for one test, removed with everything in it afterwards.
final class Scratch: Sendable {
  let path: FilePath

  init() throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    path = FilePath(directory.path)
  }

  deinit { try? FileManager.default.removeItem(atPath: path.string) }

  /// The names in the directory, hidden ones too, sorted.
  func names(in directory: FilePath? = nil) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: (directory ?? path).string).sorted()
  }

  /// Writes a file with exactly this mode, not through the code under test.
  @discardableResult
  func file(_ name: String, _ text: String = "", mode: FilePermissions = .ownerReadWrite) throws
    -> FilePath
  {
    let file = path.appending(name)
    try Data(text.utf8).write(to: URL(filePath: file.string))
    try FileManager.default.setAttributes(
      [.posixPermissions: Int(mode.rawValue)], ofItemAtPath: file.string)
    return file
  }

  func setMode(_ mode: Int) throws {
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path.string)
  }

  func text(of file: FilePath) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: file.string)), as: UTF8.self)
  }

  func link(_ name: String, to target: String) throws -> FilePath {
    let link = path.appending(name)
    try FileManager.default.createSymbolicLink(
      atPath: link.string, withDestinationPath: target)
    return link
  }
}
