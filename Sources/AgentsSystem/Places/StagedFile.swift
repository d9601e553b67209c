import SystemPackage

/// New contents for a file, complete and on disk in the same directory, waiting for the rename.
struct StagedFile: Sendable {
  let place: FilePlace
  /// The name of the temporary file, in the directory of the place.
  private let temporary: String

  /// Writes `bytes` to a temporary file and syncs it.
  ///
  /// After a failure no file is left.
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

  /// Lets `body` write the contents.
  ///
  /// After a failure of `body`, too, no file is left.
  init(
    for place: FilePlace, replacing old: Stat?, or defaults: FileAttributes,
    writing body: (FileDescriptor) throws -> Void
  ) throws {
    self.place = place
    temporary = Self.temporaryName(for: place.name)
    let target = place.path
    // Mode 0600 until owner and group are set, so nobody else can read it meanwhile.
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

  /// Removes the new contents.
  ///
  /// Does nothing after ``moveIntoPlace()``.
  func discard() { try? place.directory.unlink(temporary) }

  /// `.NAME.0123456789abcdef.tmp`: hidden, and no `#include *.conf` matches it.
  ///
  /// The name is cut so that the result stays below the 255 bytes that file systems allow.
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
