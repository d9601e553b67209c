internal import AgentsCore
internal import AgentsStore
internal import AgentsSystem
internal import AsteriskConfig
internal import SystemPackage

extension AsteriskFiles {
  /// Renders the files of a scope and puts them into place; the caller holds the lock.
  func replace(_ scope: Scope, force: Bool, _ report: inout FileReport) throws {
    try makeDirectories()
    let snapshot = try render(scope)
    var replacements: [(path: FilePath, bytes: [UInt8])] = []
    var removals: [FilePath] = []
    var done: [Rendered] = []
    for file in snapshot {
      let current = try FileContents.read(at: path(file.name))
      if current == file.bytes {
        report.unchanged.append(file.name)
      } else if let current, !Seal.isIntact(current), !force {
        report.drifted.append(
          FileReport.Drift(
            name: file.name, lines: LineDifference.lines(from: current, to: file.bytes ?? [])))
        continue
      } else {
        if let current, !Seal.isIntact(current) {
          report.copies.append(try keepCopy(of: file.name, current))
        }
        report.changes[file.file] = Self.difference(current, file.bytes)
        if let bytes = file.bytes {
          replacements.append((path(file.name), bytes))
          report.written.append(file.name)
          if current == nil, GeneratedFile.roots.contains(file.file) {
            report.newRoots.append(file.file)
          }
        } else {
          removals.append(path(file.name))
          report.removed.append(file.name)
        }
      }
      done.append(file)
    }
    try AtomicFile.replace(replacements, defaults: attributes)
    for path in removals { try AtomicFile.remove(at: path) }
    try record(done)
  }

  private func record(_ files: [Rendered]) throws {
    try store.write { transaction in
      // A root that no change has touched yet gets its first revision now.
      try transaction.touch(files: files.filter { $0.revision == 0 }.map(\.name))
      for file in files {
        let revision = max(1, file.revision)
        if let checksum = file.bytes.flatMap(Seal.checksum) {
          try transaction.record(
            written: file.name, revision: revision, checksum: checksum, in: directory)
        } else {
          try transaction.forget(file: file.name, revision: revision, in: directory)
        }
      }
    }
  }

  /// A file as it should be on disk; no bytes = it should not be there.
  private struct Rendered {
    let file: GeneratedFile
    let revision: Int
    let bytes: [UInt8]?

    var name: String { file.name }
  }

  /// Revisions and contents out of one snapshot, so that what is recorded is what was written.
  private func render(_ scope: Scope) throws -> [Rendered] {
    let rendering = Rendering(directory: directory, settings)
    return try store.read { reader in
      var endpoints: [NumberBlock: [Endpoint]] = [:]
      return try files(in: scope, reader).compactMap { wanted in
        guard let file = GeneratedFile(name: wanted.name) else { return nil }
        if let block = file.block, endpoints[block] == nil {
          endpoints[block] = try reader.endpoints(in: block)
        }
        let bytes = try rendering.bytes(of: file, file.block.flatMap { endpoints[$0] } ?? [])
        return Rendered(file: file, revision: wanted.revision, bytes: bytes)
      }
    }
  }

  private func keepCopy(of name: String, _ bytes: [UInt8]) throws -> String {
    var copy = "\(name).edited"
    var number = 1
    // Not `.conf` at the end: Asterisk must not include the copy.
    while try FileContents.read(at: path(copy)) != nil {
      number += 1
      copy = "\(name).edited.\(number)"
    }
    try AtomicFile.replace(at: path(copy), with: bytes, defaults: attributes)
    return copy
  }

  private func makeDirectories() throws {
    // Asking for a group can cost more than everything else here.
    let group = group
    for file in GeneratedFile.roots + [
      .peerBlock(NumberBlock(first: 0)), .mailboxBlock(NumberBlock(first: 0)),
    ] {
      let parent = path(file.name).removingLastComponent()
      try Directories.create(at: parent, mode: directoryMode, group: group)
      try AtomicFile.removeAbandonedTemporaries(in: parent)
    }
  }

  private static func difference(_ old: [UInt8]?, _ new: [UInt8]?) -> ConfigChange {
    let documents = [new, old].map { bytes in
      bytes.flatMap { try? ConfigDocument(parsing: $0) } ?? ConfigDocument()
    }
    return documents[0].difference(from: documents[1])
  }

  private var group: GroupID? { GroupID(named: settings.asteriskFileGroup.text) }

  private var attributes: FileAttributes {
    FileAttributes(
      mode: FilePermissions(rawValue: CModeT(settings.asteriskFileMode.bits)), group: group)
  }

  /// Search where the files' mode has read.
  private var directoryMode: FilePermissions {
    let bits = CModeT(settings.asteriskFileMode.bits)
    return FilePermissions(rawValue: bits | (bits & 0o444) >> 2)
  }
}
