internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import AsteriskConfig
internal import SystemPackage

/// The centre's own files as a cut-over leaves them.
struct CentreFiles {
  let directory: FilePath
  private(set) var texts: [PatchedText] = []
  /// Kinds whose file no line can be written into, because another program writes it.
  private(set) var unpatched: [FileKind] = []

  private static let limit = 16 << 20

  /// - Parameters:
  ///   - kinds: Those that Asterisk must read of ours.
  ///   - own: The files as they are.
  init(
    _ directory: FilePath, _ plan: CutOverPlan, including kinds: [FileKind], _ inclusion: Inclusion,
    _ own: OwnFiles
  ) throws {
    self.directory = directory
    var appended: [String: [String]] = [:]
    for kind in kinds where !own.includes(kind) {
      guard let path = Self.place(of: kind, directory, own) else {
        unpatched.append(kind)
        continue
      }
      appended[path, default: []].append(inclusion.line(for: kind))
    }
    let paths = Set(plan.commented.keys).union(plan.added.keys).union(appended.keys)
    for path in paths.sorted() {
      let bytes = try FileContents.read(at: FilePath(path), limit: Self.limit)
      let text = PatchedText(
        path: path, bytes, commented: plan.commented[path] ?? [], added: plan.added[path] ?? [:],
        appended: appended[path] ?? [])
      if !text.isSame { texts.append(text) }
    }
  }

  /// The file that gets the line for ours: Asterisk's own, or the last file for additions where a program writes that.
  private static func place(
    of kind: FileKind, _ directory: FilePath, _ own: OwnFiles
  ) -> String? {
    let main = directory.appending(kind.includedBy).string
    let files = own.tree(kind.includedBy).files
    guard !files.isEmpty, isGenerated(main, own) else { return main }
    return files.last { path in
      path.split(separator: "/").last?.contains("custom") == true && !isGenerated(path, own)
    }
  }

  private static func isGenerated(_ path: String, _ own: OwnFiles) -> Bool {
    let lines = own.text(path)?.split(separator: "\n", omittingEmptySubsequences: false) ?? []
    return CommentedLines.generator(lines) != nil
  }

  /// What changes, by path relative to the directory.
  var differences: [(path: String, lines: [String])] {
    texts.map { text in
      let prefix = directory.string + "/"
      let name =
        text.path.hasPrefix(prefix) ? String(text.path.dropFirst(prefix.utf8.count)) : text.path
      return (text.path, text.difference(named: name))
    }
  }

  // MARK: - The tree as it will be

  /// Reads the files with their new contents.
  ///
  /// - Parameter ours: Our own new contents by path; nil = they are left out.
  func tree(_ file: String, _ own: OwnFiles, with ours: [String: [UInt8]]? = nil) -> ConfigTree {
    var contents = ours ?? [:]
    for text in texts { contents[text.path] = text.after }
    let known = contents
    let source = own.source(over: known)
    return ConfigTree(reading: file, in: directory.string, from: source) { path in
      ours == nil && own.isOurs(path)
    }
  }

  // MARK: - Changing and undoing

  /// Copies what is there, before anything changes.
  ///
  /// - Parameter backups: A directory that only this account can read.
  func backUp(to backups: FilePath) throws -> [AdoptedFile] {
    try Directories.create(at: backups, mode: [.ownerReadWriteExecute])
    return try texts.enumerated().map { index, text in
      let name =
        text.before == nil ? "" : "\(index + 1)-\(FilePath(text.path).lastComponent?.string ?? "")"
      if let before = text.before {
        try AtomicFile.replace(
          at: backups.appending(name), with: before,
          defaults: FileAttributes(mode: .ownerReadWrite))
      }
      return AdoptedFile(
        path: text.path, backup: name, before: text.before.map(AdoptedFile.checksum) ?? "",
        after: AdoptedFile.checksum(text.after))
    }
  }

  /// - Throws: `AgentsError.file(.unusable)` when somebody changed a file since it was read.
  func checkUnchanged() throws {
    for text in texts {
      let now = try FileContents.read(at: FilePath(text.path), limit: Self.limit)
      guard now == text.before else {
        throw AgentsError.file(.unusable(path: text.path, reason: "changed while it was read"))
      }
    }
  }

  /// Puts the new contents into place, all after all were written.
  func write() async throws {
    try await AtomicFile.replace(
      texts.map { (FilePath($0.path), $0.after) },
      defaults: FileAttributes(mode: [.ownerReadWrite, .groupRead]))
  }

  /// What putting the old contents back comes to.
  struct Restoration {
    fileprivate var restored: [(path: FilePath, bytes: [UInt8])] = []
    fileprivate var removed: [FilePath] = []

    func carryOut() async throws {
      try await AtomicFile.replace(restored, defaults: FileAttributes(mode: .ownerReadWrite))
      for path in removed { try AtomicFile.remove(at: path) }
    }
  }

  /// Looks whether the old contents can be put back, and changes nothing.
  ///
  /// - Parameter backups: The directory of the copies.
  /// - Throws: `AgentsError.refused` when a file is neither as before nor as the cut-over left it; `.file(.unusable)` for a
  ///   copy that is not what was made.
  static func restoration(
    of files: [AdoptedFile], from backups: FilePath
  ) throws -> Restoration {
    var restoration = Restoration()
    var findings: [Finding] = []
    for file in files {
      let path = FilePath(file.path)
      let now = try FileContents.read(at: path, limit: limit)
      switch now.map(AdoptedFile.checksum) ?? "" {
      case file.before: continue
      case file.after where file.before.isEmpty: restoration.removed.append(path)
      case file.after:
        guard let bytes = try FileContents.read(at: backups.appending(file.backup), limit: limit),
          AdoptedFile.checksum(bytes) == file.before
        else {
          throw AgentsError.file(
            .unusable(
              path: backups.appending(file.backup).string, reason: "is not the copy that was made"))
        }
        restoration.restored.append((path, bytes))
      default:
        findings.append(
          Finding(
            .error, "adopt.changed",
            "\(file.path) is neither as it was before the cut-over nor as that left it",
            hint: .words(
              "compare it with \(backups.appending(file.backup).string), then put that in its place"
            )))
      }
    }
    _ = try findings.orRefused()
    return restoration
  }
}
