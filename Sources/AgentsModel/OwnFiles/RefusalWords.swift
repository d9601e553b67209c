package import AsteriskConfig

extension ConfigTree.Refusal.Reason {
  /// Why Asterisk stops, in words.
  package var text: String {
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
    case .invalidEscape: "a \"\\\" without a character after it"
    case .commentsNestedTooDeep: "comments nested too deep"
    }
  }
}
