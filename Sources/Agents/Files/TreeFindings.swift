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

extension ConfigTree.Refusal.Reason {
  var text: String {
    switch self {
    case .unreadable(let fault): fault.text
    case .unknownTemplate(let name): "there is no section [\(name)] before it to inherit from"
    case .unknownSection(let name):
      "there is no section [\(name)] before it that (+) could continue"
    case .missingFile(let path): "#include of \(path), which is not there"
    case .includedTooDeep(let path): "#include of \(path), more than ten files deep"
    }
  }
}

extension ConfigError.Fault {
  fileprivate var text: String {
    switch self {
    case .unclosedSectionName: "a \"[\" without \"]\""
    case .unclosedTemplateList: "a \"(\" without \")\""
    case .settingOutsideSection: "a setting before the first section"
    case .invalidEscape: "a \"\\\" with nothing behind it"
    case .commentsNestedTooDeep: "comments nested too deep"
    }
  }
}
