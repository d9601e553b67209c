public import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import SystemPackage

/// What should be known of the centre's own files, of ours, and of agents in contexts of ours.
public struct InstallationFindings: Sendable {
  /// What is looked at, in the order in which it is shown.
  public enum Kind: CaseIterable, Sendable {
    /// Names that stand both in our files and in the centre's own, and own files that could not be read; at
    /// most twenty.
    case doubled
    /// Files with digests and PINs that are open to accounts for whom new ones would be closed.
    case open
    /// Lines of Asterisk's own files that include what is there no longer.
    case left
    /// That the database has no directory for the files.
    case directory
    /// Agents who have a context that this program writes.
    case contexts
  }

  /// What was found of one kind.
  struct Look: Sendable {
    var findings: [Finding]
    /// Somebody should mend it.
    let differs: Bool
    /// How many more there are.
    var more = 0

    /// - Parameter counts: Whether `status` ends with 1 for any of them.
    init(_ findings: [Finding], counts: Bool) {
      (self.findings, differs) = (findings, counts && !findings.isEmpty)
    }

    /// - Parameter differs: Whether `status` ends with 1.
    init(_ findings: [Finding], more: Int, differs: Bool) {
      (self.findings, self.more, self.differs) = (findings, more, differs)
    }
  }

  private let looks: [Kind: Look]

  init(_ look: (Kind) throws -> Look) rethrows {
    looks = Dictionary(
      uniqueKeysWithValues: try Kind.allCases.map { ($0, try look($0)) })
  }

  /// What was found of a kind.
  public subscript(kind: Kind) -> [Finding] { looks[kind]?.findings ?? [] }

  /// How many more of a kind there are.
  public func more(_ kind: Kind) -> Int { looks[kind]?.more ?? 0 }

  /// There is nothing of these kinds that somebody should mend, and that is known.
  public func isClean(_ kinds: [Kind] = Kind.allCases) -> Bool {
    !kinds.contains { looks[$0]?.differs ?? true }
  }
}

extension AsteriskFiles {
  /// - Parameters:
  ///   - inclusion: Look for lines that include what is there no longer, too.
  ///   - hasFiles: There is a directory of files that can be looked at.
  func installationFindings(
    withMissing inclusion: Inclusion? = nil, hasFiles: Bool = true
  ) throws -> InstallationFindings {
    try InstallationFindings { kind in
      switch kind {
      case .doubled: try doubledNames()
      case .open: .init(try hasFiles ? openFiles() : [], counts: true)
      case .left: .init(inclusion.map(leftInclusions) ?? [], counts: false)
      case .directory: .init(inclusion == nil ? [] : missingDirectory, counts: false)
      case .contexts: .init(try store.read { try $0.agentsInGeneratedContexts() }, counts: true)
      }
    }
  }

  private func doubledNames() throws -> InstallationFindings.Look {
    let all = try store.read { reader in
      let settings = try reader.settings()
      return try NameGuard(settings, reader.dialect(settings), directory: directory)
        .findings(forAll: reader)
    }
    let shown = all.sorted { $0.severity == .error && $1.severity == .warning }
      .prefix(Self.shownFindings).map(\.asWarning)
    return .init(
      shown, more: all.count - shown.count,
      differs: !all.allSatisfy { $0.severity == .warning && !$0.code.hasPrefix("include.") })
  }

  private var missingDirectory: [Finding] {
    guard !isDirectoryChosen else { return [] }
    return [
      Finding(
        .warning, "asteriskDir.not-set", field: "asteriskDir",
        "is not set in this database, which is not the standard one: no files are written",
        hint: .chooseDirectory)
    ]
  }

  /// Only reported: the administrator may have opened them so that Asterisk can read them.
  private func openFiles() throws -> [Finding] {
    let reading: FilePermissions = [.groupRead, .otherRead]
    let allowed = FilePermissions(rawValue: CModeT(settings.asteriskFileMode.bits))
    return try FileKind.allCases.filter(\.holdsSecrets).compactMap { kind in
      let directory = path(kind.directory)
      let open = try entries(of: directory).filter {
        $0.kind == .file && !allowed.isSuperset(of: $0.mode.intersection(reading))
      }
      guard let first = open.first else { return nil }
      let mode = String(first.mode.rawValue & 0o777, radix: 8)
      let others = open.count > 1 ? " (and in \(count(open.count - 1, "other file")))" : ""
      let taken = open.contains { !allowed.isSuperset(of: $0.mode.intersection(.groupRead)) }
      return Finding(
        .warning, "file.open", field: "\(kind.directory)/\(first.name)",
        "is open to others (mode 0\(mode), asteriskFileMode is \(settings.asteriskFileMode.text)): they can read digests or PINs\(others)",
        hint: "chmod \(taken ? "g-r,o-r" : "o-r") \(directory)/*.conf*")
    }
  }

  /// None where there is no such directory: what else stands there is told among the files.
  private func entries(of directory: FilePath) throws -> [PlainDirectory.Entry] {
    do throws(SystemError) {
      guard try directory.isPresent() else { return [] }
      return try PlainDirectory(at: directory).entries { $0.contains(".conf") }
    } catch {
      guard error.isAboutThePlace else { throw error }
      return []
    }
  }

  /// Asterisk rejects a whole file that includes one which is not there.
  private func leftInclusions(_ inclusion: Inclusion) -> [Finding] {
    FileKind.allCases.filter { !kinds.contains($0) && inclusion.isMade(for: $0) }.map { kind in
      Finding(
        .warning, "include.left", field: kind.includedBy,
        "includes \(kind.root), which belongs to another driver"
          + ((try? path(kind.root).isPresent()) == true ? "" : " and does not exist"),
        hint: "take out the line: \(inclusion.line(for: kind))")
    }
  }

  private static let shownFindings = 20
}

extension Finding {
  /// Nothing is refused here.
  fileprivate var asWarning: Finding {
    var warning = Finding(.warning, code, field: field, message, hint: hint)
    warning.subject = subject
    return warning
  }
}

extension StoreReader {
  /// Agents who have a context that this program writes: given before that was refused.
  fileprivate func agentsInGeneratedContexts() throws -> [Finding] {
    try ContextName.generated.compactMap { name in
      let agents = try names(inContext: name)
      guard !agents.isEmpty else { return nil }
      let shown = agents.prefix(3).joined(separator: ", ") + (agents.count > 3 ? "…" : "")
      return Finding(
        .warning, "context.generated", field: "context",
        "\(AgentsModel.count(agents.count, "agent")) (\(shown)) may dial what is for supervisors or internals alone: "
          + "\(name) is a context that this program writes",
        hint: .leaveContext(name, for: ContextNameRule.initial))
    }
  }
}
