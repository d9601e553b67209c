internal import AgentsModel
internal import AsteriskConfig

extension ConfigTree {
  /// Why the tree does not say all that Asterisk knows.
  var findings: [Finding] {
    var findings = unread.compactMap { file -> Finding? in
      let reason: String
      switch file.reason {
      case .leftOut: return nil
      case .failed(let cause): reason = cause
      case .treeTooLarge: reason = "more files than a centre has: do they include themselves?"
      }
      return Finding(
        .warning, "include.unread", "\(file.path) was not read: \(reason)",
        hint: "whether it has the same names as our files is not known")
    }
    // Files that include each other are refused many times; the first few are enough.
    findings += refusals.prefix(Self.shownRefusals).map { refusal in
      Finding(
        .warning, "include.invalid", "\(refusal.place.text): \(refusal.reason.text)",
        hint: refusal.isWhole
          ? "Asterisk rejects the whole file, and after a restart has nothing of it"
          : "Asterisk does not read the rest of this file")
    }
    return findings
  }

  private static let shownRefusals = 5
}
