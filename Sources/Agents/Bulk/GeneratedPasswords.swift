internal import AgentsModel
internal import AgentsSystem
internal import SystemPackage

/// The file with the passwords that an import made: written before anything is stored, so that no
/// agent has a password that nobody knows.
struct GeneratedPasswords {
  private let path: FilePath

  /// - Throws: `SystemError` when the file exists: it may hold passwords of another run.
  static func check(_ plan: ImportPlan, _ path: String?) throws {
    guard let path, plan.passwords.contains(where: \.isGenerated) else { return }
    try PrivateFile.check(FilePath(path), isNew: true)
  }

  /// Writes `username,password` for each; nothing, and nil, when none was made.
  init?(_ plan: ImportPlan, _ path: String?) throws {
    let made = plan.passwords.filter(\.isGenerated)
    guard let path, !made.isEmpty else { return nil }
    self.path = FilePath(path)
    try PrivateFile.replace(at: self.path, isNew: true) { file in
      try file.write(CSVWriter.row(["username", "password"]))
      for password in made {
        try file.write(
          CSVWriter.row([password.username.text, password.secret.reveal() ?? ""]))
      }
    }
  }

  /// Nothing was stored: the passwords are nobody's.
  func discard() { _ = try? AtomicFile.remove(at: path) }
}
