internal import Foundation
package import SystemPackage

/// A directory of its own for one test, removed with everything in it when the test is over.
package final class Scratch: Sendable {
  /// Absolute, without symbolic links and without a trailing slash.
  package let path: String
  package var directory: FilePath { FilePath(path) }

  package init() throws {
    let url = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "xcally-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path(percentEncoded: false)
  }

  deinit {
    // A test may have removed the right to delete files here.
    try? setMode(0o700)
    try? FileManager.default.removeItem(atPath: path)
  }

  /// A path below the directory.
  package func file(_ name: String) -> FilePath { directory.appending(name) }

  /// The names in the directory, or in the given one, sorted, including hidden ones.
  package func names(in directory: FilePath? = nil) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: directory?.string ?? path).sorted()
  }

  /// The text of a file in the directory.
  package func contents(_ name: String) throws -> String { try contents(of: file(name)) }

  /// The text of a file anywhere.
  package func contents(of file: FilePath) throws -> String {
    try String(contentsOfFile: file.string, encoding: .utf8)
  }

  /// Writes a file with exactly this mode, not through the code under test.
  @discardableResult
  package func write(_ text: String = "", to name: String, mode: Int = 0o600) throws -> FilePath {
    try Data(text.utf8).write(to: URL(filePath: file(name).string))
    try FileManager.default.setAttributes(
      [.posixPermissions: mode], ofItemAtPath: file(name).string)
    return file(name)
  }

  /// Makes a symbolic link in the directory.
  package func link(_ name: String, to target: String) throws -> FilePath {
    try FileManager.default.createSymbolicLink(
      atPath: file(name).string, withDestinationPath: target)
    return file(name)
  }

  /// Sets the mode of the directory itself.
  package func setMode(_ mode: Int) throws {
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  }
}
