internal import AgentsModel
internal import AgentsStore
internal import AgentsSystem
internal import SystemPackage

/// What is safe to do without asking: rights on our own files, and writing these.
///
/// Nothing of the centre's own files, no module and no certificate is ever touched.
enum Mend: Equatable, Sendable {
  /// Lets a group read a file, or look into a directory.
  case open(FilePath, FilePermissions, group: GroupID, named: String)
  /// Takes the rights of others away.
  case close(FilePath, FilePermissions)
  /// Writes the files, and tells Asterisk.
  case apply

  /// The same as a line that can be run.
  var command: HealthFinding.Command {
    switch self {
    case .open(let path, let rights, _, let group):
      let file = shellQuoted(path.string)
      return .shell("chgrp \(shellQuoted(group)) \(file) && chmod \(rights.added) \(file)")
    case .close(let path, let rights):
      return .shell("chmod \(rights.removed) \(shellQuoted(path.string))")
    case .apply: return .apply(force: false)
    }
  }

  /// Rights come before files: what cannot be read cannot be compared.
  private var order: Int {
    switch self {
    case .open: 0
    case .close: 1
    case .apply: 2
    }
  }

  /// Each once, in the order in which they are carried out.
  static func inOrder(_ mends: [Mend]) -> [Mend] {
    var order: [Mend] = []
    for mend in mends where !order.contains(mend) { order.append(mend) }
    return (0...2).flatMap { step in order.filter { $0.order == step } }
  }
}

extension Session {
  /// Carries out what is safe, each with a row of the audit trail; what was refused first is in the report.
  func carryOut(_ mends: [Mend], in report: inout HealthReport) async throws {
    let store = try changing()
    for mend in mends {
      do {
        try await carryOut(mend, in: store)
      } catch {
        report.failure = report.failure ?? AgentsError(any: error) ?? .unexpected("\(error)")
        continue
      }
      let object = mend.path?.string ?? AuditVerb.files
      try store.write { try $0.append(auditEntry(AuditVerb.mend, object, mend.audited)) }
      report.mended.append(mend.command)
    }
  }

  private func carryOut(_ mend: Mend, in store: Store) async throws {
    switch mend {
    case .open(let path, let rights, let group, _):
      try path.change(adding: rights, group: group)
    case .close(let path, let rights):
      try path.change(removing: rights)
    case .apply:
      let files = try await AsteriskFiles(self, store, directory: nil).apply(.damaged)
      // What was edited by hand stays as it is, and is a finding of its own.
      if let failure = files.failure, files.drifted.isEmpty { throw failure }
    }
  }
}

extension Mend {
  fileprivate var path: FilePath? {
    switch self {
    case .open(let path, _, _, _), .close(let path, _): path
    case .apply: nil
    }
  }

  /// What was done, in the audit trail.
  fileprivate var audited: JSON {
    switch self {
    case .open(_, let rights, _, let group):
      .object([("group", .string(group)), ("mode", .string(rights.added))])
    case .close(_, let rights):
      .object([("mode", .string(rights.removed))])
    case .apply: .object([("files", .string("written"))])
    }
  }
}

extension FilePermissions {
  /// Rights of a group, as chmod(1) adds them.
  fileprivate var added: String { contains(.groupExecute) ? "g+rx" : "g+r" }

  /// Rights of others, as chmod(1) removes them.
  fileprivate var removed: String {
    let letters = [(FilePermissions.otherRead, "r"), (.otherWrite, "w"), (.otherExecute, "x")]
    return "o-" + letters.filter { contains($0.0) }.map(\.1).joined()
  }
}
