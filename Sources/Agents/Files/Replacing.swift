internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import AsteriskConfig
internal import SystemPackage

extension AsteriskFiles {
  /// How many files are in memory at a time.
  private static let atOnce = 128

  /// Renders files and puts them into place; the caller holds the lock.
  func replace(
    _ files: [FileRevision], force: Bool, _ report: inout FileReport
  ) async throws {
    if !report.isDryRun { for kind in kinds { try makeDirectory(path(kind.directory)) } }
    // Sorted so that files of the same thousand internals are rendered from one query.
    let wanted =
      files
      .compactMap { revision in GeneratedFile(name: revision.name).map { ($0, revision.revision) } }
      .sorted { ($0.0.block?.first ?? 0, $0.0.name) < ($1.0.block?.first ?? 0, $1.0.name) }
    for start in stride(from: 0, to: wanted.count, by: Self.atOnce) {
      try await replace(
        wanted[start..<min(start + Self.atOnce, wanted.count)], force: force, &report)
    }
    if !report.isDryRun, wanted.contains(where: { $0.0.kind == .voicemail }) {
      try removePatternFile()
    }
    report.sort()
  }

  /// Asterisk 16 saves what a pattern includes in a file of that name, when it saves voicemail.conf.
  private func removePatternFile() throws {
    let directory = try PlainDirectory(at: path(FileKind.voicemail.directory))
    guard let file = try directory.file("*.conf"),
      let document = try? ConfigDocument(parsing: file.bytes(in: 0..<4096)),
      document.sections.isEmpty
    else { return }
    try directory.remove("*.conf")
  }

  private func replace(
    _ wanted: ArraySlice<(GeneratedFile, Int)>, force: Bool, _ report: inout FileReport
  ) async throws {
    var done: [Rendered] = []
    var changed: [Change] = []
    for var file in try await render(wanted) {
      let current = try contents(of: file.file)
      if file.bytes == nil, let current, isOurs(current), isStillIncluded(file.file) {
        file.bytes = current
        report.keptRoots.append(file.file.kind)
      }
      if current == file.bytes {
        if current != nil { report.unchanged.append(file.name) }
      } else if let current, !isOurs(current), !force {
        let lines = LineDifference.lines(from: current, to: file.bytes ?? [])
        report.drifted.append(FileReport.Drift(name: file.name, lines: lines))
        continue
      } else {
        changed.append((file, current))
      }
      done.append(file)
    }
    guard !report.isDryRun else {
      for (file, old) in changed {
        let lines = LineDifference.lines(from: old ?? [], to: file.bytes ?? [])
        report.differences.append(FileReport.Drift(name: file.name, lines: lines))
        report.add(file.file, from: old, to: file.bytes)
      }
      return
    }
    try await carryOut(changed, &report)
    try record(done, news: Set(changed.map(\.file.name)))
  }

  private typealias Change = (file: Rendered, old: [UInt8]?)

  private func carryOut(_ changed: [Change], _ report: inout FileReport) async throws {
    for (file, old) in changed {
      guard let old, !isOurs(old) else { continue }
      let copy = try keepCopy(of: file.name, old)
      report.copies.append(copy)
      let changes = JSON.object([("copy", .string(copy))])
      try store.write {
        try $0.append(session.auditEntry(AuditVerb.overwrite, file.name, changes))
      }
    }
    try await AtomicFile.replace(
      changed.compactMap { file, _ in file.bytes.map { (path(file.name), $0) } },
      defaults: attributes(areNeeded: changed.contains { $0.old == nil }))
    for (file, _) in changed where file.bytes == nil { try AtomicFile.remove(at: path(file.name)) }
    for (file, old) in changed { report.add(file.file, from: old, to: file.bytes) }
  }

  private func record(_ files: [Rendered], news: Set<String>) throws {
    try store.note { transaction in
      // A root file that no change has touched yet gets its first revision.
      try transaction.touch(files: files.filter { $0.revision == 0 }.map(\.name))
      for file in files {
        let revision = max(1, file.revision)
        if let checksum = file.bytes.flatMap(Seal.init(intact:))?.checksum {
          try transaction.record(
            written: file.name, revision: revision, checksum: checksum,
            isRewritten: news.contains(file.name), in: directory)
        } else {
          try transaction.forget(
            file: file.name, revision: revision, isRemoved: news.contains(file.name),
            in: directory)
        }
      }
    }
  }

  /// A file as it should be on disk; no bytes = it should not be there.
  private struct Rendered: Sendable {
    let file: GeneratedFile
    let revision: Int
    var bytes: [UInt8]?

    var name: String { file.name }
  }

  /// Renders files by the agents that the store has now, for the dialect and settings of this run.
  ///
  /// A change after this snapshot marks the file as pending again, so the next run checks it.
  private func render(_ wanted: ArraySlice<(GeneratedFile, Int)>) async throws -> [Rendered] {
    let contents = try store.read { reader in
      var endpoints: [NumberBlock: [Endpoint]] = [:]
      return try wanted.map { file, revision in
        (file: file, revision: revision, content: try content(of: file, reader, &endpoints))
      }
    }
    let rendering = rendering
    return try await contents.mapInParallel { one in
      Result {
        Rendered(
          file: one.file, revision: one.revision,
          bytes: try rendering.bytes(of: one.file, one.content))
      }
    }.map { try $0.get() }
  }

  /// The bytes of a file as the store would have it now; nil where it would not be there.
  func rendered(_ file: GeneratedFile) throws -> [UInt8]? {
    try store.read { reader in
      var endpoints: [NumberBlock: [Endpoint]] = [:]
      return try rendering.bytes(of: file, content(of: file, reader, &endpoints))
    }
  }

  /// The bytes of all files of these kinds, by path, as the snapshot would have them.
  func contents(of kinds: [FileKind], _ reader: StoreReader) throws -> [String: [UInt8]] {
    var endpoints: [NumberBlock: [Endpoint]] = [:]
    var contents: [String: [UInt8]] = [:]
    for file in try reader.files(of: kinds) {
      contents[path(file.name).string] = try rendering.bytes(
        of: file, content(of: file, reader, &endpoints))
    }
    return contents
  }

  private func content(
    of file: GeneratedFile, _ reader: StoreReader, _ endpoints: inout [NumberBlock: [Endpoint]]
  ) throws -> Rendering.Content {
    switch file {
    case .root: return .settings
    case .queue(let name): return .queue(try reader.voiceQueue(named: name))
    case .block(_, let block):
      let known = try endpoints[block] ?? reader.endpoints(in: block)
      endpoints[block] = known
      return .endpoints(known)
    }
  }

  private func keepCopy(of name: String, _ bytes: [UInt8]) throws -> String {
    var copy = "\(name).edited"
    var number = 1
    // Not `.conf` at the end: Asterisk must not include the copy.
    while try path(copy).isTaken() {
      number += 1
      copy = "\(name).edited.\(number)"
    }
    try AtomicFile.replace(at: path(copy), with: bytes, defaults: attributes(areNeeded: true))
    return copy
  }

  /// Creates a directory if it is missing, and removes abandoned temporary files from it.
  func makeDirectory(_ directory: FilePath) throws {
    let group = try directory.isPresent() ? nil : group
    try Directories.create(at: directory, mode: directoryMode, group: group)
    try AtomicFile.removeAbandonedTemporaries(in: directory)
  }

  private var group: GroupID? { GroupID(named: settings.asteriskFileGroup.text) }

  /// The attributes of new files.
  ///
  /// The group is looked up only if needed: looking up an unknown name can
  /// be slower than everything else here.
  private func attributes(areNeeded: Bool) -> FileAttributes {
    FileAttributes(
      mode: FilePermissions(rawValue: CModeT(settings.asteriskFileMode.bits)),
      group: areNeeded ? group : nil)
  }

  /// The mode of the files, with search permission wherever it has read permission.
  private var directoryMode: FilePermissions {
    let bits = CModeT(settings.asteriskFileMode.bits)
    return FilePermissions(rawValue: bits | (bits & 0o444) >> 2)
  }
}
