internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import SystemPackage

extension AsteriskFiles {
  /// Warns of what stands both in our files and in those that the centre writes itself.
  ///
  /// - Returns: whether there is nothing of the kind, and that is known.
  func warnOfCentre() throws -> Bool {
    let findings = try store.read { reader in
      let settings = try reader.settings()
      return try CentreGuard(settings, reader.dialect(settings), directory: directory)
        .findings(forAll: reader)
    }
    let shown = findings.sorted { $0.severity == .error && $1.severity == .warning }
      .prefix(Self.shownFindings)
    Messages.warn(shown.map(\.asWarning))
    if findings.count > shown.count {
      Messages.note("\(findings.count - shown.count) more of these")
    }
    return findings.allSatisfy { $0.severity == .warning && !$0.code.hasPrefix("include.") }
  }

  /// Warns of files with digests and PINs that accounts may read for whom new ones would be closed.
  ///
  /// Whoever opened them may have had to, so that Asterisk can read them: no mode is changed here.
  ///
  /// - Returns: whether there are none.
  func warnOfOpenFiles() throws -> Bool {
    let reading: FilePermissions = [.groupRead, .otherRead]
    let allowed = FilePermissions(rawValue: CModeT(settings.asteriskFileMode.bits))
    var isClosed = true
    for kind in FileKind.allCases where kind.holdsSecrets {
      let directory = path(kind.directory)
      guard try directory.isPresent() else { continue }
      let open = try PlainDirectory(at: directory).entries { $0.contains(".conf") }.filter {
        $0.kind == .file && !allowed.isSuperset(of: $0.mode.intersection(reading))
      }
      guard let first = open.first else { continue }
      isClosed = false
      let mode = String(first.mode.rawValue & 0o777, radix: 8)
      let others = open.count > 1 ? " (and in \(count(open.count - 1, "other file")))" : ""
      let taken = open.contains { !allowed.isSuperset(of: $0.mode.intersection(.groupRead)) }
      Messages.warn([
        Finding(
          .warning, "file.open", field: "\(kind.directory)/\(first.name)",
          "is open to others (mode 0\(mode), asteriskFileMode is \(settings.asteriskFileMode.text)): they can read digests or PINs\(others)",
          hint: "chmod \(taken ? "g-r,o-r" : "o-r") \(directory)/*.conf*")
      ])
    }
    return isClosed
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
