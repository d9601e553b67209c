internal import AgentsCore
internal import AgentsStore

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
