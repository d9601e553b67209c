internal import AgentsModel
internal import AsteriskConfig

/// What Asterisk must answer about a phone after a reload.
struct Expectation {
  let name: String
  /// MD5 of the password that was written; nil = the phone is gone.
  var digest: String?
  /// Where it was written.
  var file: GeneratedFile?

  /// All phones of a file.
  static func all(in bytes: [UInt8], of file: GeneratedFile) -> [Expectation] {
    let sections = (try? ConfigDocument(parsing: bytes))?.sections ?? []
    return sections.compactMap { section in
      guard let digest = section.settings.lazy.compactMap(digest).first else { return nil }
      return Expectation(name: section.name, digest: digest, file: file)
    }
  }

  private static func digest(_ setting: Setting) -> String? {
    switch setting.name {
    case "md5secret", "md5_cred": setting.value
    case "password_digest" where setting.value.hasPrefix("MD5:"): String(setting.value.dropFirst(4))
    default: nil
    }
  }
}

/// After a reload Asterisk does not use what was written.
struct Disagreement: Error {
  let error: AgentsError
  /// The files that must be reloaded again; empty = all.
  let files: Set<GeneratedFile>

  static func of(_ wrong: [Expectation]) -> Disagreement {
    let files = wrong.map(\.file)
    return Disagreement(
      error: .asterisk(.disagrees(peers: wrong.map(\.name))),
      // A removed phone is in no file, so all files are reloaded again.
      files: files.contains(nil) ? [] : Set(files.compactMap(\.self)))
  }
}
