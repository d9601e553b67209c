internal import Foundation
internal import TestSupport

/// The files below a directory as a disk has them during a recorded run: what programs see, and what a power cut
/// leaves.
///
/// POSIX promises nothing of what was not synced. So a file's bytes are kept since the last fsync(2) of the file,
/// and a directory's names since the last fsync(2) of the directory.
struct RecordedDisk {
  /// What a power cut leaves of what was not synced.
  enum Cut: CaseIterable {
    /// Nothing of it.
    case nothing
    /// The new names, without the bytes: the reason to sync a file before it is renamed.
    case names
    /// Everything, as after a kill.
    case everything
  }

  private struct Contents {
    var seen: [UInt8] = []
    var synced: [UInt8] = []
  }

  private var contents: [Int: Contents] = [:]
  /// Path relative to the directory → number of the file; -1 for a directory.
  private var seen: [String: Int] = [:]
  private var synced: [String: Int] = [:]
  private var offsets: [String: Int] = [:]
  /// Directories with another name than the disk has for them, and that one: what is in them goes with them.
  private var renamed: [String: String] = [:]
  private let root: String

  /// The disk with what is below `root` now.
  init(of root: String) throws {
    self.root = root
    for name in try FileManager.default.subpathsOfDirectory(atPath: root) {
      let kind = try FileManager.default.attributesOfItem(atPath: "\(root)/\(name)")[.type]
      let isDirectory = kind as? FileAttributeType == .typeDirectory
      seen[name] = isDirectory ? -1 : contents.count
      guard !isDirectory else { continue }
      let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: "\(root)/\(name)")))
      contents[contents.count] = Contents(seen: bytes, synced: bytes)
    }
    synced = seen
  }

  /// Carries out a recorded call.
  ///
  /// - Returns: whether it was a sync, before which and after which the power may be cut.
  mutating func apply(_ call: RecordedCall) -> Bool {
    guard let path = below(call.path) else { return false }
    switch call.name {
    case "openat": open(path, call)
    case "write":
      write(call.data, to: path, at: offsets[path, default: 0])
      offsets[path, default: 0] += call.data.count
    case "pwrite64": write(call.data, to: path, at: call.number)
    case "ftruncate": change(path) { $0 = Array($0.prefix(call.number)) }
    case "mkdirat": seen[path] = -1
    case "unlink", "unlinkat": seen[path] = nil
    case "renameat":
      guard let target = below(call.target) else { break }
      seen[target] = seen.removeValue(forKey: path)
      guard seen[target] == -1 else { break }
      seen = Self.moving(path, to: target, in: seen)
      renamed[target] = renamed.removeValue(forKey: path) ?? path
    case "fsync", "fdatasync":
      sync(path)
      return true
    default: break
    }
    return false
  }

  private func below(_ path: String) -> String? {
    if path == root { return "" }
    return path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : nil
  }

  private mutating func open(_ path: String, _ call: RecordedCall) {
    if call.creates, seen[path] == nil {
      seen[path] = contents.count
      contents[contents.count] = Contents()
    }
    offsets[path] = 0
    if call.truncates { change(path) { $0 = [] } }
  }

  private mutating func write(_ data: [UInt8], to path: String, at offset: Int) {
    change(path) { bytes in
      let end = offset + data.count
      if bytes.count < end { bytes += [UInt8](repeating: 0, count: end - bytes.count) }
      bytes.replaceSubrange(offset..<end, with: data)
    }
  }

  private mutating func change(_ path: String, _ body: (inout [UInt8]) -> Void) {
    guard let number = seen[path], number >= 0 else { return }
    body(&contents[number, default: Contents()].seen)
  }

  private mutating func sync(_ path: String) {
    if let number = seen[path], number >= 0 {
      let bytes = contents[number]?.seen ?? []
      contents[number]?.synced = bytes
    } else {
      // The names in this directory alone.
      let isIn = { (name: String) in (name as NSString).deletingLastPathComponent == path }
      synced = synced.filter { !isIn($0.key) }.merging(seen.filter { isIn($0.key) }) { $1 }
      for (name, old) in renamed where isIn(name) {
        synced = Self.moving(old, to: name, in: synced)
        renamed[name] = nil
      }
    }
  }

  /// The names with those below a directory below another one.
  private static func moving(
    _ old: String, to new: String, in names: [String: Int]
  ) -> [String: Int] {
    let pairs = names.map { name, number in
      (name.hasPrefix(old + "/") ? new + name.dropFirst(old.count) : name, number)
    }
    return Dictionary(pairs) { $1 }
  }

  /// Puts what a power cut now would leave into an empty directory.
  func write(after cut: Cut, to directory: String) throws {
    let names = cut == .nothing ? synced : seen
    for (name, number) in names.sorted(by: { $0.key < $1.key }) {
      // Shared memory is no file of the disk.
      guard !name.hasSuffix("-shm") else { continue }
      let parent = (name as NSString).deletingLastPathComponent
      guard parent.isEmpty || names[parent] == -1 else { continue }
      let path = "\(directory)/\(name)"
      if number == -1 {
        try FileManager.default.createDirectory(
          atPath: path, withIntermediateDirectories: false)
      } else {
        let file = contents[number] ?? Contents()
        let bytes = cut == .everything ? file.seen : file.synced
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
      }
    }
  }
}

/// A system call of a recorded run.
struct RecordedCall {
  let name: String
  /// The file of a descriptor, or the one that is named.
  let path: String
  /// The new name of a file.
  var target = ""
  var data: [UInt8] = []
  /// The offset of a write, the length of a truncation.
  var number = 0
  var creates = false
  var truncates = false

  static let names = [
    "openat", "write", "pwrite64", "ftruncate", "fsync", "fdatasync", "renameat", "unlink",
    "unlinkat", "mkdirat",
  ]

  /// `strace -f -y -xx`, in which every text is hexadecimal.
  static func strace(_ command: String) -> String {
    "exec strace -f -qq -y -xx -s 100000000 -o trace -e trace=\(names.joined(separator: ",")) \(command)"
  }

  /// The calls of a trace that succeeded, in their order.
  static func parse(_ trace: String, workingDirectory: String) -> [RecordedCall] {
    var unfinished: [Substring: Substring] = [:]
    return trace.split(separator: "\n").compactMap { line in
      var line = line
      let thread = line.prefix { $0.isNumber }
      if let mark = line.firstRange(of: " <unfinished ...>") {
        unfinished[thread] = line[..<mark.lowerBound]
        return nil
      }
      if let mark = line.firstRange(of: " resumed>"), let start = unfinished[thread] {
        line = start + line[mark.upperBound...]
      }
      guard !line.contains(" = -1 "),
        let match = line.firstMatch(of: /^\d+ +([a-z0-9]+)\((.*)\) += \d/)
      else { return nil }
      return RecordedCall(String(match.output.1), match.output.2, workingDirectory)
    }
  }

  private init?(_ name: String, _ arguments: Substring, _ workingDirectory: String) {
    let parts = arguments.split(separator: ", ").map { text -> String in
      let isData = text.hasPrefix("\"")
      return isData ? Self.text(text.dropFirst().prefix { $0 != "\"" }) : String(text)
    }
    func descriptor(_ index: Int) -> String {
      let path = parts[index].drop { $0 != "<" }.dropFirst().prefix { $0 != ">" }
      return path.isEmpty ? workingDirectory : Self.text(path)
    }
    func named(_ index: Int) -> String {
      parts[index + 1].hasPrefix("/")
        ? parts[index + 1] : "\(descriptor(index))/\(parts[index + 1])"
    }
    self.name = name
    switch name {
    case "openat", "mkdirat", "unlinkat": path = named(0)
    case "unlink": path = parts[0]
    case "renameat": (path, target) = (named(0), named(2))
    default: path = descriptor(0)
    }
    if name == "openat" {
      creates = parts[2].contains("O_CREAT")
      truncates = parts[2].contains("O_TRUNC")
    }
    if name == "ftruncate" { number = Int(parts[1]) ?? 0 }
    if name == "pwrite64" { number = Int(parts[3]) ?? 0 }
    if name == "write" || name == "pwrite64" {
      let start = arguments.drop { $0 != "\"" }.dropFirst()
      data = Self.bytes(start.prefix { $0 != "\"" })
    }
  }

  private static func text(_ hexadecimal: Substring) -> String {
    String(decoding: bytes(hexadecimal), as: UTF8.self)
  }

  /// The bytes of `\x2f\x74`.
  private static func bytes(_ hexadecimal: Substring) -> [UInt8] {
    let digits = hexadecimal.utf8.filter { $0 != UInt8(ascii: "\\") && $0 != UInt8(ascii: "x") }
    let values = digits.map { UInt8(Character(UnicodeScalar($0)).hexDigitValue ?? 0) }
    return stride(from: 0, to: values.count - 1, by: 2).map { values[$0] << 4 | values[$0 + 1] }
  }
}
