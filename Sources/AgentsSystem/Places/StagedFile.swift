import SystemPackage

/// New contents, complete and on disk beside the file they are for, waiting for their rename.
struct StagedFile {
  let place: FilePlace
  /// Its name, in the directory of the place.
  private let temporary: String

  /// Writes `bytes` beside `target` and syncs them; on failure nothing is left behind.
  init(
    _ bytes: [UInt8], for place: FilePlace, replacing old: Stat?, or defaults: FileAttributes
  ) throws(SystemError) {
    do {
      try self.init(for: place, replacing: old, or: defaults) { file in
        try performing(.write, place.path) { _ = try file.writeAll(bytes) }
      }
    } catch {
      throw error as? SystemError ?? SystemError(.write, place.path, .ioError)
    }
  }

  /// Has the contents written by `body`; when that fails too, nothing is left behind.
  init(
    for place: FilePlace, replacing old: Stat?, or defaults: FileAttributes,
    writing body: (FileDescriptor) throws -> Void
  ) throws {
    self.place = place
    temporary = Self.temporaryName(for: place.name)
    let target = place.path
    // 0600 until owner and group are right: nobody may read it in between.
    let file = try performing(.create, target) {
      try place.directory.create(temporary, .writeOnly)
    }
    do {
      defer { try? file.close() }
      try body(file)
      if let old {
        try file.copyAttributes(of: old, to: target)
      } else {
        try file.apply(defaults, to: target)
      }
      try performing(.sync, target) { try file.sync() }
    } catch {
      discard()
      throw error
    }
  }

  func moveIntoPlace() throws(SystemError) {
    try performing(.rename, place.path) {
      try place.directory.rename(temporary, to: place.name)
    }
  }

  /// Forgets the new contents; harmless after ``moveIntoPlace()``.
  func discard() { try? place.directory.unlink(temporary) }

  /// `.NAME.0123456789abcdef.tmp`: hidden, and matched by no `#include *.conf`.
  ///
  /// The name is cut so that the whole stays below the 255 bytes a file system allows.
  static func temporaryName(for name: String) -> String {
    let start = String(decoding: name.utf8.prefix(200), as: UTF8.self)
    let random = String(UInt64.random(in: .min ... .max), radix: 16)
    let digits = String(repeating: "0", count: 16 - random.count) + random
    return ".\(start).\(digits).tmp"
  }

  /// Whether a file of this name can only be a temporary file of this program.
  static func isTemporaryName(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count >= 4, parts[0].isEmpty, parts[parts.count - 1] == "tmp" else { return false }
    let digits = parts[parts.count - 2].utf8
    return digits.count == 16 && digits.allSatisfy(Array("0123456789abcdef".utf8).contains)
  }
}
